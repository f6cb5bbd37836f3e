/** Canvas: the graph drawn by sigma, laid out by ForceAtlas2 in a worker. */
import Graphology from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import LayoutWorker from 'graphology-layout-forceatlas2/worker';
import Sigma from 'sigma';
import {
  createEdgeArrowHeadProgram,
  createEdgeCompoundProgram,
  EdgeArrowProgram,
  EdgeRectangleProgram,
} from 'sigma/rendering';
import type { Graph } from '../api.ts';
import { colourCommunities } from './communities.ts';
import { DashedProgram } from './dashed.ts';
import { el } from './dom.ts';
import type { Line, Scene } from './scene.ts';

export interface CanvasEvents {
  /** Place of the entity in `graph.entities`. */
  onEntity(entity: number): void;
  onLine(line: Line): void;
  onNothing(): void;
}

export interface Canvas {
  readonly element: HTMLElement;
  /** Takes another edition of the graph; entities that stay keep their places. */
  setGraph(graph: Graph): void;
  draw(scene: Scene, options: DrawOptions): void;
  /** What stands where now, in pixels of the canvas: for the pictures that are saved. */
  picture(): Picture;
  toggleLayout(): boolean;
  fit(): void;
  move(x: number, y: number): void;
  zoom(factor: number): void;
  centre(entity: number): void;
  setTheme(): void;
  onLayout(call: (runs: boolean) => void): void;
}

export interface DrawOptions {
  readonly communities: boolean;
  readonly selected: number | undefined;
  /** Keys of lines and places of entities of a path; empty for none. */
  readonly path: { readonly entities: ReadonlySet<number>; readonly lines: ReadonlySet<string> };
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly background: string;
  readonly ink: string;
  readonly nodes: readonly { x: number; y: number; radius: number; colour: string; name: string; labelled: boolean }[];
  readonly lines: readonly {
    x1: number;
    y1: number;
    x2: number;
    y2: number;
    width: number;
    colour: string;
    dashed: boolean;
  }[];
}

/** Seeds of a sunflower: even, and the same each time. */
function seedPlace(i: number, count: number): { x: number; y: number } {
  const radius = 100 * Math.sqrt((i + 0.5) / count);
  const angle = i * Math.PI * (3 - Math.sqrt(5));
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}

/** How long the layout runs by itself, in milliseconds. */
const layoutTime = (entities: number): number => Math.min(2000 + 4 * entities, 15_000);

/** The network's lines run from the lower place to the higher; this one has its head at the start. */
const BackArrowProgram = createEdgeCompoundProgram([
  EdgeRectangleProgram,
  createEdgeArrowHeadProgram({ extremity: 'source' }),
]);

function typeOf({ happened, directed, from, a }: Line): string {
  if (!happened) return 'dashed';
  if (!directed) return 'line';
  return from === a ? 'arrow' : 'back';
}

const CHANGED = { attributes: ['hidden', 'color', 'size', 'type', 'zIndex'] };

const FADED = { light: '#DDDFE4', dark: '#333844' };

function ink(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

export function makeCanvas(events: CanvasEvents): Canvas {
  const element = el('div', {
    id: 'canvas',
    tabindex: 0,
    role: 'application',
    'aria-label':
      'The graph. Arrow keys move it, plus and minus zoom, 0 fits it; N and P step through its entities. The table tab holds the same as a table.',
  });
  const network = new Graphology({ type: 'directed', multi: false });
  let graph: Graph | undefined;
  let scene: Scene = { lines: new Map(), entities: new Set() };
  let options: DrawOptions = {
    communities: false,
    selected: undefined,
    path: { entities: new Set(), lines: new Set() },
  };
  let hovered: string | undefined;
  let communities: Map<string, string> | undefined;
  let layout: LayoutWorker | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tellLayout: (runs: boolean) => void = () => {};
  let sigma: Sigma | undefined;

  /** Made with the first picture: WebGL may be missing, and the table tab serves then. */
  const openSigma = (): Sigma => {
    const renderer = new Sigma(network, element, {
      enableEdgeEvents: true,
      zIndex: true,
      allowInvalidContainer: true,
      defaultEdgeType: 'line',
      edgeProgramClasses: {
        line: EdgeRectangleProgram,
        arrow: EdgeArrowProgram,
        back: BackArrowProgram,
        dashed: DashedProgram,
      },
      labelFont: 'system-ui, sans-serif',
      labelSize: 12,
      labelDensity: 0.7,
      labelGridCellSize: 90,
      labelRenderedSizeThreshold: 4,
      labelColor: { color: ink('--ink') },
      minCameraRatio: 0.02,
      maxCameraRatio: 6,
      hideEdgesOnMove: false,
      defaultDrawNodeHover(context, data, settings) {
        context.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
        const label = data.label ?? '';
        const width = context.measureText(label).width + 12;
        context.beginPath();
        context.arc(data.x, data.y, data.size + 3, 0, Math.PI * 2);
        context.strokeStyle = ink('--ink');
        context.lineWidth = 2;
        context.stroke();
        context.fillStyle = ink('--panel');
        context.globalAlpha = 0.92;
        context.fillRect(data.x + data.size + 4, data.y - 10, width, 20);
        context.globalAlpha = 1;
        context.fillStyle = ink('--ink');
        context.fillText(label, data.x + data.size + 10, data.y + 4);
      },
      nodeReducer: (node, data) => {
        const far = !isNear(node);
        return {
          ...data,
          zIndex: far ? 0 : 1,
          ...(far && { color: FADED[theme()], label: null }),
          ...(Number(node) === options.selected && { highlighted: true, zIndex: 2 }),
          ...(options.path.entities.has(Number(node)) && { forceLabel: true, zIndex: 2 }),
        };
      },
      edgeReducer: (edge, data) => {
        const line = scene.lines.get(edge);
        if (!line) return { ...data, hidden: true };
        if (options.path.lines.size > 0) {
          return options.path.lines.has(edge)
            ? { ...data, size: Math.max(4, data.size as number), zIndex: 2 }
            : { ...data, color: FADED[theme()], zIndex: 0 };
        }
        const centre = centreOf();
        if (centre === undefined || line.a === centre || line.b === centre) return { ...data, zIndex: 1 };
        return { ...data, color: FADED[theme()], zIndex: 0 };
      },
    });
    renderer.on('clickNode', ({ node }) => events.onEntity(Number(node)));
    renderer.on('clickEdge', ({ edge }) => {
      const line = scene.lines.get(edge);
      if (line) events.onLine(line);
    });
    renderer.on('clickStage', () => events.onNothing());
    renderer.on('enterNode', ({ node }) => {
      hovered = node;
      element.classList.add('pointing');
      renderer.refresh({ skipIndexation: true });
    });
    renderer.on('leaveNode', () => {
      hovered = undefined;
      element.classList.remove('pointing');
      renderer.refresh({ skipIndexation: true });
    });
    renderer.on('enterEdge', () => element.classList.add('pointing'));
    renderer.on('leaveEdge', () => element.classList.remove('pointing'));
    return renderer;
  };

  const centreOf = (): number | undefined => (hovered === undefined ? options.selected : Number(hovered));
  /** Near what the reader looks at: on the path, else linked to the entity under the pointer or chosen. */
  const isNear = (node: string): boolean => {
    const place = Number(node);
    if (options.path.entities.size > 0) return options.path.entities.has(place);
    const centre = centreOf();
    if (centre === undefined || centre === place) return true;
    const key = centre < place ? `${centre}-${place}` : `${place}-${centre}`;
    return scene.lines.has(key);
  };

  const stopLayout = (): void => {
    clearTimeout(timer);
    layout?.stop();
    tellLayout(false);
  };
  const startLayout = (forMs: number): void => {
    if (network.order < 2) return;
    layout?.kill();
    layout = new LayoutWorker(network, { getEdgeWeight: 'weight', settings: forceAtlas2.inferSettings(network) });
    layout.start();
    tellLayout(true);
    timer = setTimeout(stopLayout, forMs);
  };

  const takeGraph = (next: Graph): void => {
    layout?.kill();
    clearTimeout(timer);
    const places = new Map(
      (graph?.entities ?? []).map(({ id }, i) => {
        const { x, y } = network.getNodeAttributes(String(i)) as { x: number; y: number };
        return [id, { x, y }];
      }),
    );
    graph = next;
    communities = undefined;
    network.clear();
    for (const [i, { id, name }] of next.entities.entries()) {
      network.addNode(String(i), {
        label: name,
        ...(places.get(id) ?? seedPlace(i, next.entities.length)),
        size: 3,
        hidden: true,
      });
    }
    // Every line that any view may show: views hide lines, and the layout stays.
    const weights = new Map<string, { a: number; b: number; weight: number }>();
    for (const [subject, , object] of next.facts) {
      if (subject === object) continue;
      const [a, b] = subject < object ? [subject, object] : [object, subject];
      const known = weights.get(`${a}-${b}`);
      if (known) known.weight += 1;
      else weights.set(`${a}-${b}`, { a, b, weight: 1 });
    }
    for (const [key, { a, b, weight }] of weights) {
      network.addEdgeWithKey(key, String(a), String(b), { weight: 1 + Math.log(weight), size: 1, hidden: true });
    }
    sigma ??= openSigma();
    startLayout(layoutTime(next.entities.length));
  };

  const takeScene = (nextScene: Scene, nextOptions: DrawOptions): void => {
    scene = nextScene;
    options = nextOptions;
    if (!graph) return;
    const { entities, labelColours } = graph;
    if (options.communities) communities ??= colourCommunities(network);
    const ties = new Map<number, number>();
    for (const { a, b } of scene.lines.values()) {
      ties.set(a, (ties.get(a) ?? 0) + 1);
      ties.set(b, (ties.get(b) ?? 0) + 1);
    }
    const smallest = scene.entities.size > 1000 ? 2 : scene.entities.size > 200 ? 3 : 4;
    network.updateEachNodeAttributes((node, attributes) => {
      const place = Number(node);
      return {
        ...attributes,
        hidden: !scene.entities.has(place),
        size: Math.min(smallest + 1.6 * Math.sqrt(ties.get(place) ?? 0), 20),
        color: (options.communities && communities?.get(node)) || labelColours[entities[place]!.label],
      };
    });
    // Sigma repaints in place where it is not told that lines come and go.
    network.updateEachEdgeAttributes((edge, attributes) => {
      const line = scene.lines.get(edge);
      if (!line) return { ...attributes, hidden: true };
      return {
        ...attributes,
        hidden: false,
        color: line.colour,
        size: Math.min(1.8 + Math.log2(line.statements) * 0.8, 6),
        type: typeOf(line),
      };
    }, CHANGED);
    sigma?.refresh();
  };

  // The card beside it opens and closes; sigma itself heeds the window's size alone.
  new ResizeObserver(() => sigma?.refresh()).observe(element);

  const camera = () => sigma?.getCamera();
  return {
    element,
    setGraph: takeGraph,
    draw: takeScene,
    toggleLayout() {
      const runs = layout?.isRunning() ?? false;
      if (runs) stopLayout();
      else startLayout(60_000);
      return !runs;
    },
    onLayout(call) {
      tellLayout = call;
    },
    fit: () => void camera()?.animatedReset(),
    move(x, y) {
      const now = camera();
      if (now) now.setState({ x: now.x + x * now.ratio, y: now.y + y * now.ratio });
    },
    zoom(factor) {
      const now = camera();
      if (now) now.setState({ ratio: now.getBoundedRatio(now.ratio / factor) });
    },
    centre(entity) {
      const data = sigma?.getNodeDisplayData(String(entity));
      if (data) void camera()?.animate({ x: data.x, y: data.y }, { duration: 300 });
    },
    setTheme() {
      sigma?.setSetting('labelColor', { color: ink('--ink') });
    },
    picture() {
      if (!sigma) throw new Error('there is no picture yet');
      const { width, height } = sigma.getDimensions();
      const labelled = sigma.getNodeDisplayedLabels();
      const viewportOf = (node: string) =>
        sigma!.graphToViewport(network.getNodeAttributes(node) as { x: number; y: number });
      return {
        width,
        height,
        background: ink('--paper'),
        ink: ink('--ink'),
        nodes: [...scene.entities].map((place) => {
          const data = sigma!.getNodeDisplayData(String(place))!;
          return {
            ...viewportOf(String(place)),
            radius: sigma!.scaleSize(data.size),
            colour: data.color,
            name: graph!.entities[place]!.name,
            labelled: labelled.has(String(place)) || place === options.selected,
          };
        }),
        lines: [...scene.lines.values()].map(({ key, from, to, happened }) => {
          const data = sigma!.getEdgeDisplayData(key)!;
          const [start, end] = [viewportOf(String(from)), viewportOf(String(to))];
          return {
            x1: start.x,
            y1: start.y,
            x2: end.x,
            y2: end.y,
            width: sigma!.scaleSize(data.size),
            colour: data.color,
            dashed: !happened,
          };
        }),
      };
    },
  };
}

function theme(): 'light' | 'dark' {
  return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light';
}

/** Canvas: the graph drawn by sigma, its places from the layout, and what the reader points at. */
import Graphology from 'graphology';
import {
  createEdgeArrowHeadProgram,
  createEdgeCompoundProgram,
  EdgeArrowProgram,
  EdgeLineProgram,
  EdgeRectangleProgram,
  NodePointProgram,
} from 'sigma/rendering';
import type { Graph, Place } from '../api.ts';
import { colourCommunities } from './communities.ts';
import { DashedProgram } from './dashed.ts';
import { el } from './dom.ts';
import { makeLabels } from './labels.ts';
import { type Layout, makeLayout } from './layout.ts';
import { makeMark } from './mark.ts';
import { type Pointed, pointAt } from './pointing.ts';
import { keyOf, type Line, type Scene } from './scene.ts';
import { makeStage, type Point, type Stage } from './stage.ts';
import type { CameraView } from './view.ts';

export interface CanvasEvents {
  /** Place of the entity in `graph.entities`. */
  onEntity(entity: number): void;
  onLine(line: Line): void;
  onNothing(): void;
  /** The camera rests elsewhere; undefined where it sees the whole. */
  onCamera(camera: CameraView | undefined): void;
  onLayout(runs: boolean): void;
  /** The layout has come to its end: where each entity of the graph stands. */
  onPlaces(places: readonly Place[]): void;
}

export interface Canvas {
  readonly element: HTMLElement;
  /** Takes another edition of the graph; entities that stay keep their places. */
  setGraph(graph: Graph): void;
  draw(scene: Scene, options: DrawOptions): void;
  /** What stands where now, in pixels of the canvas: for the pictures that are saved. */
  picture(): Picture;
  toggleLayout(): void;
  /** Shows what a camera saw; the whole where there is none. */
  look(camera: CameraView | undefined): void;
  fit(): void;
  move(x: number, y: number): void;
  zoom(factor: number): void;
  centre(entity: number): void;
  setTheme(): void;
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

/** How long the layout runs by itself, in milliseconds. */
const layoutTime = (entities: number): number => Math.min(2000 + 4 * entities, 15_000);

/** Beyond this many lines, those out of the reader's focus are thin strokes, and pointing fades nothing. */
const MANY_LINES = 2000;

/** The network's lines run from the lower place to the higher; this one has its head at the start. */
const BackArrowProgram = createEdgeCompoundProgram([
  EdgeRectangleProgram,
  createEdgeArrowHeadProgram({ extremity: 'source' }),
]);

function typeOf({ happened, directed, from, a }: Line): string {
  if (!happened) return 'dashed';
  if (!directed) return 'stroke';
  return from === a ? 'forth' : 'back';
}

/** Sigma repaints in place where it is not told that lines come and go and change their kind. */
const CHANGED = { attributes: ['hidden', 'color', 'size', 'type', 'zIndex'] };

const WHOLE_CAMERA = { x: 0.5, y: 0.5, ratio: 1 };
const FADED_SIZE = 1.5;
const FADED = { light: '#DDDFE4', dark: '#333844' };

function ink(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

export function makeCanvas(events: CanvasEvents): Canvas {
  const [pointedMark, selectedMark] = [makeMark(), makeMark()];
  const element = el(
    'div',
    {
      id: 'canvas',
      tabindex: 0,
      role: 'application',
      'aria-label':
        'The graph. Arrow keys move it, plus and minus zoom, 0 fits it; N and P step through its entities. The table tab holds the same as a table.',
    },
    selectedMark.element,
    pointedMark.element,
  );
  /** What sigma draws: every line that any view may show, those of no concern hidden. */
  let network = new Graphology({ type: 'directed' });
  let graph: Graph | undefined;
  let scene: Scene = { lines: new Map(), entities: new Set() };
  let options: DrawOptions = {
    communities: false,
    selected: undefined,
    path: { entities: new Set(), lines: new Set() },
  };
  const labels = makeLabels(() => ink('--paper'));
  let pointed: Pointed = {};
  let communities: Map<string, string> | undefined;
  let layout: Layout | undefined;
  let stage: Stage | undefined;
  let wantedCamera: CameraView | undefined;

  const isMany = (): boolean => scene.lines.size > MANY_LINES;
  const focus = (): number | undefined => (isMany() ? options.selected : (pointed.entity ?? options.selected));
  /** Near what the reader looks at: on the path, else linked to the entity under the pointer or chosen. */
  const isNear = (place: number): boolean => {
    if (options.path.entities.size > 0) return options.path.entities.has(place);
    const centre = focus();
    return centre === undefined || centre === place || scene.lines.has(keyOf(centre, place));
  };

  /** The picture is about to change: nobody is to take it for drawn until it is. */
  const outdate = (): void => {
    if (element.dataset['picture'] !== undefined) delete element.dataset['picture'];
  };

  /** Made with the first picture: WebGL may be missing, and the table tab serves then. */
  const openStage = (): Stage => {
    const opened = makeStage(
      element,
      {
        zIndex: true,
        defaultEdgeType: 'stroke',
        // Points and thin lines are drawn in one go, where a graphics processor in software takes the others one by one.
        nodeProgramClasses: { circle: NodePointProgram },
        // Drawn in this order; sigma's own names, `line` and `arrow`, would come before the thin ones and lie under them.
        edgeProgramClasses: {
          thin: EdgeLineProgram,
          stroke: EdgeRectangleProgram,
          forth: EdgeArrowProgram,
          back: BackArrowProgram,
          dashed: DashedProgram,
        },
        defaultDrawNodeLabel: labels.draw,
        labelFont: 'system-ui, sans-serif',
        labelSize: 12,
        labelDensity: 1,
        labelGridCellSize: 90,
        labelRenderedSizeThreshold: 4,
        labelColor: { color: ink('--ink') },
        minCameraRatio: 0.02,
        maxCameraRatio: 6,
        nodeReducer: (node, data) => ({
          ...data,
          zIndex: 1,
          ...(!isNear(Number(node)) && {
            ...{ zIndex: 0, color: FADED[theme()], label: null },
            // Entities lie upon lines: thousands of them, in full size, would hide those that the reader looks for.
            ...(isMany() && { size: FADED_SIZE }),
          }),
          ...(options.path.entities.has(Number(node)) && { forceLabel: true, zIndex: 2 }),
        }),
        edgeReducer: (edge, data) => {
          const line = scene.lines.get(edge);
          if (!line) return { ...data, hidden: true };
          const centre = focus();
          const onPath = options.path.lines.has(edge);
          const near = options.path.lines.size > 0 ? onPath : line.a === centre || line.b === centre;
          const far = !near && (options.path.lines.size > 0 || centre !== undefined);
          return {
            ...data,
            ...(onPath && { size: Math.max(4, data['size'] as number) }),
            ...(far && { color: FADED[theme()] }),
            type: isMany() && !near && line.happened ? 'thin' : typeOf(line),
            zIndex: near ? 2 : far ? 0 : 1,
          };
        },
      },
      {
        background: () => ink('--paper'),
        onShift() {
          outdate();
          if (stage?.isBusy()) layout?.pause();
          placeMarks();
        },
        onRest() {
          element.dataset['picture'] = 'drawn';
          layout?.resume();
          tellCamera();
        },
      },
    );
    opened.sigma.on('beforeRender', labels.clear);
    // In place of sigma's own answers, which read the graphics processor's memory and wait for its drawing to end.
    const [mouse, touch] = [opened.sigma.getMouseCaptor(), opened.sigma.getTouchCaptor()];
    mouse.removeAllListeners();
    touch.removeAllListeners();
    mouse.on('mousemove', ({ original }) => pointWhenIdle(seenBy(original as MouseEvent)));
    mouse.on('click', ({ original }) => choose(seenBy(original as MouseEvent)));
    touch.on('tap', ({ touches }) => {
      const [at] = touches;
      if (at) choose(at);
    });
    element.addEventListener('pointerleave', () => setPointed({}));
    return opened;
  };

  const seenBy = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  let pointer: Point | undefined;
  /** Once a frame at most, and not while the picture moves under the pointer. */
  const pointWhenIdle = (at: Point): void => {
    if (pointer === undefined) {
      requestAnimationFrame(() => {
        const last = pointer!;
        pointer = undefined;
        if (stage && !stage.isBusy()) setPointed(pointAt(stage, network, scene, last));
      });
    }
    pointer = at;
  };
  const setPointed = (next: Pointed): void => {
    const before = pointed;
    pointed = next;
    element.classList.toggle('pointing', next.entity !== undefined || next.line !== undefined);
    if (before.entity === next.entity && before.line === next.line) return;
    placeMarks();
    if (before.entity === next.entity || isMany()) return;
    outdate();
    stage?.sigma.refresh({ skipIndexation: true, schedule: true });
  };
  const choose = (at: Point): void => {
    if (!stage) return;
    const { entity, line } = pointAt(stage, network, scene, at);
    if (entity !== undefined) events.onEntity(entity);
    else if (line) events.onLine(line);
    else events.onNothing();
  };

  const nameOf = (entity: number): string => graph?.entities[entity]?.name ?? '';
  const placeMarks = (): void => {
    if (!stage) return;
    const { selected } = options;
    const { entity, line } = pointed;
    selectedMark.show(selected === undefined || !scene.entities.has(selected) ? undefined : markOf(selected));
    if (entity !== undefined && entity !== selected && scene.entities.has(entity)) pointedMark.show(markOf(entity));
    else if (line && scene.lines.has(line.key)) pointedMark.show(markOfLine(line));
    else pointedMark.show(undefined);
  };
  const markOf = (entity: number) => {
    const { sigma, seenAt } = stage!;
    const data = sigma.getNodeDisplayData(String(entity));
    return (
      data && {
        ...seenAt(network.getNodeAttributes(entity) as Point),
        radius: sigma.scaleSize(data.size),
        text: nameOf(entity),
      }
    );
  };
  const markOfLine = ({ from, to, directed, statements }: Line) => {
    const [a, b] = [markOf(from), markOf(to)];
    const count = statements === 1 ? '1 statement' : `${statements} statements`;
    return (
      a &&
      b && {
        x: (a.x + b.x) / 2,
        y: (a.y + b.y) / 2,
        radius: 0,
        text: `${nameOf(from)} ${directed ? '→' : '–'} ${nameOf(to)}: ${count}`,
      }
    );
  };

  const takePlaces = (): void => {
    outdate();
    network.updateEachNodeAttributes((node, attributes) => ({ ...attributes, ...layout!.placeOf(Number(node)) }), {
      attributes: ['x', 'y'],
    });
    keepWholeInView();
  };
  /** The whole is what is linked; entities of which nothing is stated lie around it. */
  const keepWholeInView = (): void => {
    const linked = layout!.network.filterNodes((node) => layout!.network.degree(node) > 0);
    if (linked.length === 0) return;
    const places = linked.map((node) => layout!.placeOf(Number(node)));
    const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
    const extent = (values: number[]): [number, number] => [
      values.reduce((a, b) => Math.min(a, b)),
      values.reduce((a, b) => Math.max(a, b)),
    ];
    stage?.sigma.setCustomBBox({ x: extent(xs), y: extent(ys) });
  };

  const takeGraph = (next: Graph): void => {
    layout?.kill();
    const known = new Map<string, Place>();
    const before = new Map((graph?.entities ?? []).map(({ id }, i) => [id, i]));
    for (const [i, { id }] of next.entities.entries()) {
      const [was, saved] = [before.get(id), next.places[id]];
      if (was !== undefined && layout) known.set(String(i), layout.placeOf(was));
      else if (saved) known.set(String(i), { x: saved[0], y: saved[1] });
    }
    graph = next;
    communities = undefined;
    pointed = {};
    layout = makeLayout(next, known, {
      onRunning: events.onLayout,
      onStep() {
        if (!stage?.isBusy()) takePlaces();
      },
      onEnd() {
        takePlaces();
        events.onPlaces(next.entities.map((_, i) => layout!.placeOf(i)));
      },
    });
    network = new Graphology({ type: 'directed' });
    for (const [i, { name }] of next.entities.entries())
      network.addNode(String(i), { label: name, ...layout.placeOf(i), size: 3, hidden: true });
    layout.network.forEachEdge((key) => {
      const [a, b] = key.split('-') as [string, string];
      network.addEdgeWithKey(key, a, b, { size: 1, hidden: true });
    });
  };

  const takeScene = (nextScene: Scene, nextOptions: DrawOptions): void => {
    scene = nextScene;
    options = nextOptions;
    if (!graph || !layout) return;
    outdate();
    const { entities, labelColours } = graph;
    if (options.communities) communities ??= colourCommunities(layout.network);
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
    network.updateEachEdgeAttributes((edge, attributes) => {
      const line = scene.lines.get(edge);
      if (!line) return { ...attributes, hidden: true };
      const size = Math.min(1.8 + Math.log2(line.statements) * 0.8, 6);
      return { ...attributes, hidden: false, color: line.colour, size };
    }, CHANGED);
    stage ??= openStage();
    if (stage.sigma.getGraph() === network) return void stage.sigma.refresh({ schedule: true });
    keepWholeInView();
    stage.sigma.setGraph(network);
    look(wantedCamera);
    if (layout.isSettled()) events.onLayout(false);
    else layout.start(layoutTime(entities.length));
  };

  const camera = () => stage?.sigma.getCamera();
  const look = (wanted: CameraView | undefined): void => {
    wantedCamera = wanted;
    camera()?.setState(wanted ?? WHOLE_CAMERA);
  };
  const tellCamera = (): void => {
    const { x, y, ratio } = camera()!.getState();
    const isWhole = x === WHOLE_CAMERA.x && y === WHOLE_CAMERA.y && ratio === WHOLE_CAMERA.ratio;
    events.onCamera(isWhole ? undefined : { x, y, ratio });
  };
  return {
    element,
    setGraph: takeGraph,
    draw: takeScene,
    toggleLayout() {
      if (layout?.isRunning()) layout.stop();
      else layout?.start(60_000);
    },
    look,
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
      if (!stage || !network.hasNode(entity)) return;
      void stage.sigma
        .getCamera()
        .animate(stage.cameraAt(network.getNodeAttributes(entity) as Point), { duration: 300 });
    },
    setTheme() {
      outdate();
      stage?.sigma.setSetting('labelColor', { color: ink('--ink') });
    },
    picture() {
      if (!stage) throw new Error('there is no picture yet');
      const { sigma, seenAt } = stage;
      const seen = (place: number) => seenAt(network.getNodeAttributes(place) as Point);
      return {
        ...stage.size(),
        background: ink('--paper'),
        ink: ink('--ink'),
        nodes: [...scene.entities].map((place) => {
          const data = sigma.getNodeDisplayData(String(place))!;
          return {
            ...seen(place),
            radius: sigma.scaleSize(data.size),
            colour: data.color,
            name: nameOf(place),
            labelled: labels.shown.has(String(place)) || place === options.selected,
          };
        }),
        lines: [...scene.lines.values()].map(({ key, from, to, happened }) => {
          const data = sigma.getEdgeDisplayData(key)!;
          const [start, end] = [seen(from), seen(to)];
          return {
            x1: start.x,
            y1: start.y,
            x2: end.x,
            y2: end.y,
            width: sigma.scaleSize(data.size),
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

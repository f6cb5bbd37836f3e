/**
 * Stage: sigma draws out of sight, on a stage larger than what is seen of it; when the graphics processor is done, one
 * canvas takes the drawing over. Camera moves shift and scale that picture at once, whatever the graph's size; it is
 * drawn anew when the camera rests, and when what is seen leaves the stage.
 */
import Graphology from 'graphology';
import Sigma from 'sigma';
import type { Settings } from 'sigma/settings';
import type { CameraState } from 'sigma/types';
import { el } from './dom.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Stage {
  readonly sigma: Sigma;
  /**
   * Where a point of the graph is seen now, in pixels of the canvas. Never ask sigma's display data for places: between a
   * refresh and the next frame they are of another scale.
   */
  seenAt(place: Point): Point;
  /** The other way: a point of the canvas, in the graph. */
  placeAt(seen: Point): Point;
  /** Where the camera has to stand to see a point of the graph in its middle. */
  cameraAt(place: Point): Point;
  /** What is seen of the stage. */
  size(): { readonly width: number; readonly height: number };
  /** The camera moves, or a drawing is not done yet. */
  isBusy(): boolean;
}

export interface StageEvents {
  /** The picture has been moved or drawn anew. */
  onShift(): void;
  /** Rest: the picture is drawn as the camera sees it. */
  onRest(): void;
  background(): string;
}

/** Share of what is seen that is drawn beyond each of its sides; the style sheet's `inset` of the stage. */
const MARGIN = 0.5;
const REST_MS = 120;
const PADDING = 30;
/** A picture scaled further than this is drawn anew before the camera rests. */
const MOST_SCALED = 2;
/** While the camera moves, drawing has this share of the time at most: moving the picture needs the rest. */
const DRAWING_SHARE = 0.25;

/** In the order in which they lie upon each other. */
const LAYERS = ['edges', 'nodes', 'labels'];

const sameView = (a: CameraState, b: CameraState): boolean => a.x === b.x && a.y === b.y && a.ratio === b.ratio;

interface Sight {
  readonly camera: CameraState;
  readonly width: number;
  readonly height: number;
  /** Pixels of the width of sigma's framed graph. */
  readonly unit: number;
}

/** Empty until sigma is given a graph. Throws where the browser has no WebGL. */
export function makeStage(element: HTMLElement, settings: Partial<Settings>, events: StageEvents): Stage {
  const picture = el('canvas', { class: 'picture' });
  const container = el('div', { class: 'stage' });
  element.prepend(picture, container);
  const context = picture.getContext('2d', { alpha: false })!;
  const padding = (): number => PADDING + MARGIN * Math.min(element.clientWidth, element.clientHeight);

  const sigma = new Sigma(new Graphology(), container, {
    ...settings,
    stagePadding: padding(),
    allowInvalidContainer: true,
  });
  const camera = sigma.getCamera();
  const canvases = sigma.getCanvases();
  const processors = LAYERS.flatMap((layer) => {
    const gl = canvases[layer]!.getContext('webgl2');
    return gl ? [gl] : [];
  });
  let fences: { readonly gl: WebGL2RenderingContext; readonly fence: WebGLSync }[] = [];
  /** How the drawing under way sees the graph, and how the picture does. */
  let drawn: Sight | undefined;
  let shown: Sight | undefined;
  let wanted = true;
  let startedAt = 0;
  /** No drawing for a picture in motion before then. */
  let nextAt = 0;
  let watching = false;
  let rest: ReturnType<typeof setTimeout> | undefined;

  const draw = (): void => {
    clearTimeout(rest);
    wanted = true;
    sigma.scheduleRender();
  };

  const sight = (): Sight => {
    const state = camera.getState();
    const seen = (x: number): Point => sigma.framedGraphToViewport({ x, y: 0 }, { cameraState: state });
    return { camera: state, ...sigma.getDimensions(), unit: seen(1).x - seen(0).x };
  };

  const place = (): { x: number; y: number; scale: number } => {
    if (!shown) return { x: 0, y: 0, scale: 1 };
    const now = sight();
    const centre = sigma.framedGraphToViewport(shown.camera, { cameraState: now.camera });
    const scale = now.unit / shown.unit;
    // A shift of whole pixels is copied as it is; parts of pixels would be reckoned anew in each frame.
    const [x, y] = [Math.round(centre.x - shown.width / 2), Math.round(centre.y - shown.height / 2)];
    picture.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    return { x: centre.x - now.width / 2, y: centre.y - now.height / 2, scale };
  };

  const take = (): void => {
    if (!drawn || (sigma.getGraph().order === 0 && !shown)) return;
    const [{ width, height }] = [canvases['nodes']!];
    if (picture.width !== width || picture.height !== height) Object.assign(picture, { width, height });
    context.fillStyle = events.background();
    context.fillRect(0, 0, width, height);
    for (const layer of LAYERS) context.drawImage(canvases[layer]!, 0, 0);
    shown = drawn;
    // Until it is drawn in another size it keeps its own: stretched it would show what is not so.
    Object.assign(picture.style, { width: `${shown.width}px`, height: `${shown.height}px` });
    wanted = false;
    const now = performance.now();
    nextAt = now + (now - startedAt) * (1 / DRAWING_SHARE - 1);
    place();
    events.onShift();
    if (sameView(shown.camera, camera.getState()) && !camera.isAnimated()) events.onRest();
  };

  /** Copying before the processor is done would make the page wait for it. */
  const watch = (): void => {
    if (watching) return;
    watching = true;
    requestAnimationFrame(() => {
      watching = false;
      if (fences.some(({ gl, fence }) => gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED)) return watch();
      for (const { gl, fence } of fences) gl.deleteSync(fence);
      fences = [];
      take();
    });
  };

  sigma.on('beforeRender', () => {
    startedAt = performance.now();
  });
  sigma.on('afterRender', () => {
    drawn = sight();
    for (const { gl, fence } of fences) gl.deleteSync(fence);
    fences = processors.flatMap((gl) => {
      const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
      gl.flush();
      return fence ? [{ gl, fence }] : [];
    });
    wanted = true;
    watch();
  });

  // In place of sigma's own answer, which draws anew at each step of the camera.
  camera.removeAllListeners('updated');
  camera.on('updated', () => {
    const { x, y, scale } = place();
    events.onShift();
    clearTimeout(rest);
    rest = setTimeout(draw, REST_MS);
    const leaves =
      Math.abs(x) > MARGIN * element.clientWidth * scale ||
      Math.abs(y) > MARGIN * element.clientHeight * scale ||
      scale > MOST_SCALED ||
      scale < 1 / (1 + 2 * MARGIN);
    if (leaves && !wanted && performance.now() >= nextAt) draw();
  });

  // The card beside it opens and closes; sigma itself heeds the window's size alone.
  new ResizeObserver(() => {
    if (element.clientWidth === 0) return;
    sigma.setSetting('stagePadding', padding());
    // At once: until it is drawn in its new size, what is pointed at would be looked for in the old one.
    sigma.refresh({ partialGraph: {}, skipIndexation: true });
    place();
    events.onShift();
  }).observe(element);

  /** The stage's corner lies beyond the canvas's. */
  const offset = (): Point => ({ x: MARGIN * element.clientWidth, y: MARGIN * element.clientHeight });
  return {
    sigma,
    seenAt(place) {
      const { x, y } = sigma.graphToViewport(place, { cameraState: camera.getState() });
      return { x: x - offset().x, y: y - offset().y };
    },
    placeAt: ({ x, y }) =>
      sigma.viewportToGraph({ x: x + offset().x, y: y + offset().y }, { cameraState: camera.getState() }),
    cameraAt: (place) => sigma.viewportToFramedGraph(sigma.graphToViewport(place)),
    size: () => ({ width: element.clientWidth, height: element.clientHeight }),
    isBusy: () => wanted || !shown || !sameView(shown.camera, camera.getState()),
  };
}

/** Layout: where each entity stands. ForceAtlas2 (Jacomy and others 2014) in a worker, from a start by communities. */
import Graphology from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import LayoutWorker from 'graphology-layout-forceatlas2/worker';
import type { Graph, Place } from '../api.ts';
import { groupCommunities } from './communities.ts';
import { keyOf } from './scene.ts';

export interface Layout {
  /** Every line that any view may show, with its weight: views hide lines, and the layout stays. */
  readonly network: Graphology;
  placeOf(entity: number): Place;
  start(forMs: number): void;
  stop(): void;
  /** Leaves the processor to the reader's move of the picture, and goes on after it. */
  pause(): void;
  resume(): void;
  isRunning(): boolean;
  /** No place is a mere start any more. */
  isSettled(): boolean;
  kill(): void;
}

export interface LayoutEvents {
  /** Places have changed. */
  onStep(): void;
  onRunning(runs: boolean): void;
  /** It has come to its end. */
  onEnd(): void;
}

/** Spreads a start over an area in which ForceAtlas2 need not push far. */
const SPACING = 10;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
/** Entities without a known place beyond which the layout runs by itself: a few new ones find theirs beside their neighbours. */
const NEW_SHARE = 0.05;

function networkOf(graph: Graph): Graphology {
  const network = new Graphology({ type: 'undirected' });
  for (let i = 0; i < graph.entities.length; i++) network.addNode(String(i));
  const weights = new Map<string, { a: number; b: number; statements: number }>();
  for (const [a, , b] of graph.facts) {
    if (a === b) continue;
    const key = keyOf(a, b);
    const known = weights.get(key);
    if (known) known.statements += 1;
    else weights.set(key, { a: Math.min(a, b), b: Math.max(a, b), statements: 1 });
  }
  for (const [key, { a, b, statements }] of weights)
    network.addEdgeWithKey(key, String(a), String(b), { weight: 1 + Math.log(statements) });
  return network;
}

/** Communities side by side, the largest in the middle, each with its most linked in its middle: the same each time. */
function startPlaces(network: Graphology): Map<string, Place> {
  const places = new Map<string, Place>();
  let before = 0;
  for (const [i, members] of groupCommunities(network).entries()) {
    const away = SPACING * Math.sqrt(before + (i === 0 ? 0 : members.length / 2));
    const [x, y] = [away * Math.cos(i * GOLDEN), away * Math.sin(i * GOLDEN)];
    members.sort((a, b) => network.degree(b) - network.degree(a) || Number(a) - Number(b));
    for (const [j, node] of members.entries()) {
      const radius = SPACING * Math.sqrt(j / 2);
      places.set(node, { x: x + radius * Math.cos(j * GOLDEN), y: y + radius * Math.sin(j * GOLDEN) });
    }
    before += members.length;
  }
  return places;
}

/** Beside the mean of the neighbours that have a place. */
function placeBeside(network: Graphology, node: string, known: ReadonlyMap<string, Place>): Place | undefined {
  const placed = network.neighbors(node).flatMap((other) => known.get(other) ?? []);
  if (placed.length === 0) return undefined;
  const mean = (axis: 'x' | 'y'): number => placed.reduce((sum, place) => sum + place[axis], 0) / placed.length;
  const angle = Number(node) * GOLDEN;
  return { x: mean('x') + SPACING * Math.cos(angle), y: mean('y') + SPACING * Math.sin(angle) };
}

/** @param known where entities stood before, by their place in `graph.entities`. */
export function makeLayout(graph: Graph, known: ReadonlyMap<string, Place>, events: LayoutEvents): Layout {
  const network = networkOf(graph);
  const linked = network.filterNodes((node) => network.degree(node) > 0);
  const unknown = linked.filter((node) => !known.has(node));
  const settled = linked.length > 0 && unknown.length <= NEW_SHARE * linked.length;
  const starts = unknown.length > 0 || known.size < network.order ? startPlaces(network) : undefined;
  network.updateEachNodeAttributes((node) => ({
    ...(known.get(node) ?? (settled ? placeBeside(network, node, known) : undefined) ?? starts!.get(node)!),
  }));

  /** Entities of which nothing is stated are pushed by none and would only push the others. */
  const makeMoved = (): Graphology => {
    const graphOfLinked = new Graphology({ type: 'undirected' });
    for (const node of linked) graphOfLinked.addNode(node, { ...network.getNodeAttributes(node) });
    network.forEachEdge((edge, attributes, a, b) => graphOfLinked.addEdgeWithKey(edge, a, b, attributes));
    graphOfLinked.on('eachNodeAttributesUpdated', () => {
      graphOfLinked.forEachNode((node, { x, y }) => network.mergeNodeAttributes(node, { x, y }));
      events.onStep();
    });
    return graphOfLinked;
  };

  let moved: Graphology | undefined;
  let worker: LayoutWorker | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let until = 0;
  let paused = false;
  let runs = false;
  let done = settled;
  const halt = (): void => {
    clearTimeout(timer);
    worker?.kill();
    worker = undefined;
  };
  const run = (): void => {
    const left = Math.max(0, until - performance.now());
    moved ??= makeMoved();
    worker = new LayoutWorker(moved, { getEdgeWeight: 'weight', settings: forceAtlas2.inferSettings(moved) });
    worker.start();
    timer = setTimeout(stop, left);
  };
  const stop = (): void => {
    halt();
    if (!runs) return;
    runs = false;
    paused = false;
    done = true;
    events.onRunning(false);
    events.onEnd();
  };
  return {
    network,
    placeOf: (entity) => network.getNodeAttributes(String(entity)) as Place,
    start(forMs) {
      halt();
      if (linked.length < 2) return events.onRunning(false);
      until = performance.now() + forMs;
      runs = true;
      paused = false;
      events.onRunning(true);
      run();
    },
    stop,
    pause() {
      if (!runs || paused) return;
      paused = true;
      until -= performance.now();
      halt();
    },
    resume() {
      if (!runs || !paused) return;
      paused = false;
      until += performance.now();
      run();
    },
    isRunning: () => runs,
    isSettled: () => done,
    kill() {
      halt();
      runs = false;
    },
  };
}

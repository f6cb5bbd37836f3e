/** View: all that decides what the page shows, and its form behind the # of the address. */

export const TABS = ['graph', 'table', 'articles', 'ask'] as const;
export type Tab = (typeof TABS)[number];

/** Where the camera stands over the graph, whose width and height are 1, and how much of it it sees: 1 for the whole. */
export interface CameraView {
  readonly x: number;
  readonly y: number;
  readonly ratio: number;
}

export interface View {
  readonly tab: Tab;
  /** Id of the entity whose card is open. */
  readonly entity: string;
  /** Ids of the two entities whose statements are open; empty for none. */
  readonly pair: readonly string[];
  /** Ids of the two ends of a path; empty for none. */
  readonly path: readonly string[];
  readonly article: string;
  /** Id of the statement that is marked in the article or on the card. */
  readonly statement: string;
  readonly hiddenLabels: readonly string[];
  readonly hiddenRelations: readonly string[];
  readonly hiddenSources: readonly string[];
  /** First and last day shown; empty for no bound. */
  readonly from: string;
  readonly to: string;
  /** Denied, planned, possible, requested: dashed. */
  readonly unhappened: boolean;
  /** Entities of which nothing is stated. */
  readonly alone: boolean;
  readonly communities: boolean;
  /** Only these entities; all where empty. */
  readonly focus: readonly string[];
  readonly hidden: readonly string[];
  /** `x,y,ratio`; empty where it sees the whole. */
  readonly camera: string;
}

export const WHOLE: View = {
  tab: 'graph',
  entity: '',
  pair: [],
  path: [],
  article: '',
  statement: '',
  hiddenLabels: [],
  hiddenRelations: [],
  hiddenSources: [],
  from: '',
  to: '',
  unhappened: false,
  alone: false,
  communities: false,
  focus: [],
  hidden: [],
  camera: '',
};

export function cameraOf({ camera }: View): CameraView | undefined {
  const [x, y, ratio, ...more] = camera.split(',').map(Number);
  const isCamera = more.length === 0 && [x, y, ratio].every((value) => Number.isFinite(value)) && ratio! > 0;
  return isCamera ? { x: x!, y: y!, ratio: ratio! } : undefined;
}

/** Precise to a pixel of any screen. */
export function cameraText(camera: CameraView | undefined): string {
  return camera ? [camera.x, camera.y, camera.ratio].map((value) => Number(value.toFixed(5))).join(',') : '';
}

type Key = keyof View;
const KEYS = Object.keys(WHOLE) as Key[];

/** Without the # itself; what is as in WHOLE is left out. */
export function toHash(view: View): string {
  const parameters = new URLSearchParams();
  for (const key of KEYS) {
    const value = view[key];
    if (Array.isArray(value)) for (const item of value) parameters.append(key, item);
    else if (value !== WHOLE[key]) parameters.append(key, String(value));
  }
  return parameters.toString();
}

/** Whatever it does not know it leaves as in WHOLE. */
export function fromHash(hash: string): View {
  const parameters = new URLSearchParams(hash.replace(/^#/u, ''));
  const given = KEYS.filter((key) => parameters.has(key)).map((key) => {
    const usual = WHOLE[key];
    if (Array.isArray(usual)) return [key, parameters.getAll(key)];
    if (typeof usual === 'boolean') return [key, parameters.get(key) === 'true'];
    return [key, parameters.get(key)];
  });
  const view = { ...WHOLE, ...(Object.fromEntries(given) as Partial<View>) };
  return {
    ...view,
    tab: TABS.includes(view.tab) ? view.tab : WHOLE.tab,
    pair: view.pair.length === 2 ? view.pair : [],
    path: view.path.length === 2 ? view.path : [],
  };
}

export interface ViewState {
  readonly view: View;
  set(change: Partial<View>): void;
}

/** Holds the view; a change goes into the address and to `show`, as does an address that the reader changes. */
export function openView(show: (view: View, before: View) => void): ViewState {
  let view = fromHash(location.hash);
  const become = (next: View): void => {
    const before = view;
    view = next;
    show(view, before);
  };
  addEventListener('hashchange', () => {
    if (toHash(fromHash(location.hash)) !== toHash(view)) become(fromHash(location.hash));
  });
  return {
    get view() {
      return view;
    },
    set(change) {
      const next = { ...view, ...change };
      const hash = toHash(next);
      if (hash === toHash(view)) return;
      // A card opened is a step that the browser's "back" undoes; a filter turned is not.
      const step = (['tab', 'entity', 'article'] as const).some((key) => next[key] !== view[key]);
      history[step ? 'pushState' : 'replaceState'](null, '', `#${hash}`);
      become(next);
    },
  };
}

/** The explorer's page: puts its parts together and shows in them what the view says. */
import type { EntityCard, Graph, Named, Place } from '../api.ts';
import { makeArticleList, renderArticle, type ShownArticle } from './articles.ts';
import { makeAsk } from './ask.ts';
import { makeCanvas } from './canvas.ts';
import { type CardLinks, renderEntity, renderPair, renderPath } from './cards.ts';
import { client, onChange } from './client.ts';
import { el } from './dom.ts';
import { makeFilters } from './filters.ts';
import { makeMessages } from './messages.ts';
import { save, toPng, toSvg } from './picture.ts';
import { keyOf, makeScene, type Scene } from './scene.ts';
import { makeSearchBox } from './search-box.ts';
import { renderTable } from './table.ts';
import { makeThemeButton } from './theme.ts';
import { makeTimeline } from './timeline.ts';
import { cameraOf, cameraText, openView, TABS, type Tab, type View, WHOLE } from './view.ts';

let graph: Graph | undefined;
let placeOf = new Map<string, number>();
let scene: Scene = { lines: new Map(), entities: new Set() };
let pathChain: readonly string[] = [];
/** As the canvas last told it: what comes from there needs no second look. */
let cameraTold = '';
let shownArticle: ShownArticle | undefined;
/** What the side panel was last filled for: an answer that comes late is dropped. */
let cardWanted = '';

const messages = makeMessages();
const colourOf = ({ label }: Named): string => graph?.labelColours[label] ?? '#A5ABB6';
const colourOfRelation = (name: string): string =>
  graph?.relations.find(({ relation }) => relation === name)?.colour ?? '#A5ABB6';

const state = openView((view, before) => show(view, before));
const openEntity = (id: string): void => {
  const tab = state.view.tab === 'ask' ? 'graph' : state.view.tab;
  state.set({ entity: id, pair: [], path: [], tab, ...(tab !== 'articles' && { statement: '' }) });
};
const links: CardLinks = {
  colourOf,
  colourOfRelation,
  onEntity: openEntity,
  onArticle: (article, statement) => state.set({ tab: 'articles', article, statement }),
  onStatement: (statement) => state.set({ statement }),
  onClose: () => state.set({ entity: '', pair: [], path: [] }),
  onPair: (a, b) => state.set({ pair: [a, b], entity: '', path: [] }),
  onExpand({ id, neighbours }: EntityCard) {
    const { focus, hidden } = state.view;
    const shown = [id, ...neighbours.map((neighbour) => neighbour.id)];
    state.set({
      hidden: hidden.filter((other) => !shown.includes(other)),
      focus: focus.length === 0 ? [] : [...new Set([...focus, ...shown])],
    });
  },
  onOnly: ({ id, neighbours }) => state.set({ focus: [id, ...neighbours.map((neighbour) => neighbour.id)] }),
  onHide: ({ id }) => state.set({ hidden: [...new Set([...state.view.hidden, id])], entity: '' }),
  onHideNeighbours({ id }) {
    // Those that hang on this entity alone; the others would take their own links with them.
    const place = placeOf.get(id);
    const lines = [...scene.lines.values()];
    const alone = lines
      .filter(({ a, b }) => a === place || b === place)
      .map(({ a, b }) => (a === place ? b : a))
      .filter((other) => lines.filter(({ a, b }) => a === other || b === other).length === 1);
    if (alone.length === 0) messages.say('every neighbour shown has links of its own; hide them one by one');
    state.set({ hidden: [...new Set([...state.view.hidden, ...alone.map((i) => graph!.entities[i]!.id)])] });
  },
  onPathFrom({ id, name }) {
    pathFrom = id;
    fromBox.input.value = name;
    sidebar.open = true;
    toBox.input.focus();
  },
};

const canvas = makeCanvas({
  onEntity: (place) => openEntity(graph!.entities[place]!.id),
  onLine: ({ from, to }) => links.onPair(graph!.entities[from]!.id, graph!.entities[to]!.id),
  onNothing: links.onClose,
  onCamera(camera) {
    cameraTold = cameraText(camera);
    state.set({ camera: cameraTold });
  },
  onLayout(runs) {
    layoutButton.textContent = runs ? 'Stop' : 'Lay out';
    document.body.dataset['layout'] = runs ? 'runs' : 'still';
  },
  onPlaces: (places) => void keepPlaces(places),
});
const timeline = makeTimeline((days) => state.set(days));
const filters = makeFilters(
  (change) => state.set(change),
  () => state.view,
);
const ask = makeAsk({ onEntity: openEntity, isEntity: (id) => placeOf.has(id) });
const articleList = makeArticleList((article) => state.set({ article, statement: '', entity: '', pair: [], path: [] }));
const search = makeSearchBox({
  id: 'search',
  label: 'Search by name',
  colourOf,
  onFault: messages.fault,
  onChoose({ id }) {
    openEntity(id);
    const place = placeOf.get(id);
    if (place !== undefined && state.view.tab === 'graph') canvas.centre(place);
  },
});

let pathFrom = '';
let pathTo = '';
const findPath = (): void => {
  if (pathFrom !== '' && pathTo !== '') state.set({ path: [pathFrom, pathTo], entity: '', pair: [], tab: 'graph' });
};
const fromBox = makeSearchBox({
  id: 'path-from',
  label: 'From',
  colourOf,
  onFault: messages.fault,
  onChoose({ id }) {
    pathFrom = id;
    findPath();
  },
});
const toBox = makeSearchBox({
  id: 'path-to',
  label: 'To',
  colourOf,
  onFault: messages.fault,
  onChoose({ id }) {
    pathTo = id;
    findPath();
  },
});

const title = el('span', { class: 'place' });
const counts = el('p', { id: 'counts', role: 'status' });
const layoutButton = el('button', { id: 'layout', onclick: () => canvas.toggleLayout() }, 'Lay out');
const saveAs = async (kind: 'png' | 'svg'): Promise<void> => {
  const picture = canvas.picture();
  const blob = kind === 'png' ? await toPng(picture) : new Blob([toSvg(picture)], { type: 'image/svg+xml' });
  save(blob, `entente.${kind}`);
};
const copyLink = async (): Promise<void> => {
  await navigator.clipboard.writeText(location.href);
  messages.say('the address of this view is copied; it works while this explorer runs');
};
const guarded = (work: () => Promise<void>) => (): void => void work().catch(messages.fault);

const sidebar = el(
  'details',
  { id: 'sidebar', open: !matchMedia('(max-width: 900px)').matches },
  el('summary', {}, 'Filters'),
  el('fieldset', { id: 'path' }, el('legend', {}, 'Path between'), fromBox.element, toBox.element),
  filters.element,
);
const tools = el(
  'div',
  { class: 'tools' },
  layoutButton,
  el('button', { id: 'fit', onclick: () => canvas.fit() }, 'Fit'),
  el('button', { id: 'whole', onclick: () => state.set({ ...WHOLE, tab: state.view.tab }) }, 'Show all'),
  el('button', { id: 'svg', onclick: guarded(() => saveAs('svg')) }, 'SVG'),
  el('button', { id: 'png', onclick: guarded(() => saveAs('png')) }, 'PNG'),
  el('button', { id: 'link', onclick: guarded(copyLink) }, 'Copy link'),
);
const tableTab = el('div', { class: 'table-tab' });
const reader = el('div', { class: 'reader-tab' });
const empty = el('div', { class: 'empty', hidden: true }, el('h2', {}, 'There is nothing to see'), el('p', {}));
const panes: Record<Tab, HTMLElement> = {
  graph: el('div', { class: 'pane graph-pane' }, canvas.element, tools, empty, timeline.element),
  table: el('div', { class: 'pane' }, tableTab),
  articles: el('div', { class: 'pane articles-pane' }, articleList.element, reader),
  ask: el('div', { class: 'pane' }, ask.element),
};
const card = el('aside', { id: 'card', 'aria-label': 'Details', hidden: true });
const TITLES: Readonly<Record<Tab, string>> = { graph: 'Graph', table: 'Table', articles: 'Articles', ask: 'Ask' };
const tabs = Object.fromEntries(
  TABS.map((tab) => [tab, el('button', { id: `tab-${tab}`, onclick: () => state.set({ tab }) }, TITLES[tab])]),
) as Record<Tab, HTMLButtonElement>;

document.body.append(
  el(
    'header',
    {},
    el('h1', {}, 'Entente'),
    el('nav', { 'aria-label': 'Views' }, ...Object.values(tabs)),
    search.element,
    title,
    el('button', { id: 'reload', onclick: () => void load() }, 'Reload'),
    makeThemeButton(() => {
      canvas.setTheme();
      if (graph) draw(state.view);
    }),
  ),
  sidebar,
  el('main', {}, ...Object.values(panes)),
  card,
  counts,
  messages.element,
);

/** The next page opens as this one stands. Should they not be kept, it lays the graph out itself. */
async function keepPlaces(places: readonly Place[]): Promise<void> {
  const { edition, entities } = graph!;
  const rounded = (value: number): number => Math.round(value * 100) / 100;
  const byId = Object.fromEntries(
    entities.map(({ id }, i) => [id, [rounded(places[i]!.x), rounded(places[i]!.y)] as const]),
  );
  await client.keepPlaces({ edition, places: byId }).catch(() => undefined);
}

/** Reads the graph; what is on the page stays where the store cannot be read. */
async function load(): Promise<void> {
  try {
    const next = await client.graph();
    graph = next;
    placeOf = new Map(next.entities.map(({ id }, i) => [id, i]));
    messages.clear();
  } catch (fault) {
    messages.fault(fault);
    empty.hidden = graph !== undefined;
    empty.querySelector('p')!.textContent = (fault as Error).message;
    return;
  }
  title.textContent = graph.place;
  filters.render(graph);
  timeline.render(graph);
  try {
    canvas.setGraph(graph);
  } catch (fault) {
    // Without WebGL there is no picture; the table and the articles are the same graph.
    messages.say(`this browser draws no graph (${(fault as Error).message}); the table shows the same`);
  }
  show(state.view, { ...WHOLE, entity: '\0', article: '\0', camera: '\0' });
  document.body.dataset['ready'] = String(graph.edition);
}

function draw(view: View): void {
  const selected = placeOf.get(view.entity);
  const entities = new Set(pathChain.flatMap((id) => placeOf.get(id) ?? []));
  const lines = new Set(
    pathChain.slice(1).map((id, i) => keyOf(placeOf.get(pathChain[i]!) ?? -1, placeOf.get(id) ?? -1)),
  );
  canvas.draw(scene, { communities: view.communities, selected, path: { entities, lines } });
}

function show(view: View, before: View): void {
  for (const tab of TABS) {
    panes[tab].hidden = tab !== view.tab;
    tabs[tab].setAttribute('aria-current', tab === view.tab ? 'page' : 'false');
  }
  sidebar.hidden = view.tab === 'articles' || view.tab === 'ask';
  if (view.tab !== 'graph') timeline.stop();
  if (!graph) return;
  if (view.camera !== before.camera && view.camera !== cameraTold) canvas.look(cameraOf(view));
  if (sameButCamera(view, before)) return;
  scene = makeScene(graph, view);
  filters.update(view);
  timeline.update(view);
  counts.textContent = `${scene.entities.size} of ${graph.entities.length} entities, ${scene.lines.size} links, ${graph.articles} articles`;
  empty.hidden = scene.entities.size > 0;
  empty.querySelector('p')!.textContent =
    graph.articles === 0
      ? 'The graph is empty. Read articles into it with `entente ingest`, then reload.'
      : 'The filters leave nothing over; `Show all` takes them off.';
  if (view.tab === 'table') {
    tableTab.replaceChildren(
      renderTable(graph, scene, {
        ...links,
        onLine: ({ from, to }) => links.onPair(graph!.entities[from]!.id, graph!.entities[to]!.id),
      }),
    );
  }
  if (view.path.length === 0) pathChain = [];
  draw(view);
  void showCard(view, before);
  if (view.tab === 'articles') void showArticle(view, before);
  if (view.tab === 'ask') ask.open().catch(messages.fault);
}

function sameButCamera(view: View, before: View): boolean {
  return (Object.keys(view) as (keyof View)[]).every((key) => key === 'camera' || view[key] === before[key]);
}

async function showCard(view: View, before: View): Promise<void> {
  const wanted = JSON.stringify([view.entity, view.pair, view.path]);
  if (wanted === JSON.stringify([before.entity, before.pair, before.path])) return markOnCard(view.statement);
  cardWanted = wanted;
  if (view.entity === '' && view.pair.length === 0 && view.path.length === 0) {
    card.hidden = true;
    return;
  }
  try {
    const content = await renderCard(view);
    if (cardWanted !== wanted) return;
    card.replaceChildren(content);
    card.hidden = false;
    card.scrollTop = 0;
    markOnCard(view.statement);
  } catch (fault) {
    if (cardWanted !== wanted) return;
    // Withdrawn while it was shown, for one.
    card.hidden = true;
    messages.fault(fault);
    state.set({ entity: '', pair: [], path: [] });
  }
}

function markOnCard(statement: string): void {
  for (const item of card.querySelectorAll<HTMLElement>('[data-statement]')) {
    const isMarked = item.dataset['statement'] === statement;
    if (isMarked && !item.classList.contains('active')) item.scrollIntoView({ block: 'nearest' });
    item.classList.toggle('active', isMarked);
  }
}

async function renderCard({ entity, pair, path }: View): Promise<HTMLElement> {
  if (entity !== '') return renderEntity(await client.entity(entity), links);
  if (pair.length === 2) return renderPair(await client.pair(pair[0]!, pair[1]!), links);
  const [from, to] = path as [string, string];
  const found = await client.path(from, to);
  pathChain = found.steps ? [from, ...found.steps.map((step) => step.to.id)] : [];
  draw(state.view);
  const named = (id: string): Named => graph!.entities[placeOf.get(id) ?? -1] ?? { id, name: id, label: 'Event' };
  return renderPath(found, named(from), named(to), links);
}

async function showArticle(view: View, before: View): Promise<void> {
  try {
    if (before.tab !== 'articles' || before.article !== view.article)
      articleList.show(await client.articles(), view.article);
    if (view.article === '') {
      shownArticle = undefined;
      reader.replaceChildren(el('p', { class: 'hint' }, 'Choose an article.'));
      return;
    }
    // A graph read anew may hold another text of the same article.
    if (shownArticle?.id !== view.article || before.article === '\0') {
      const article = await client.article(view.article);
      if (state.view.article !== view.article) return;
      shownArticle = renderArticle(article, links);
      reader.replaceChildren(shownArticle.element);
    }
    shownArticle.mark(view.statement);
  } catch (fault) {
    messages.fault(fault);
  }
}

/** Entities most linked first: the order in which N and P step. */
function steps(): number[] {
  const ties = new Map<number, number>();
  for (const { a, b } of scene.lines.values()) {
    ties.set(a, (ties.get(a) ?? 0) + 1);
    ties.set(b, (ties.get(b) ?? 0) + 1);
  }
  return [...scene.entities].sort((a, b) => (ties.get(b) ?? 0) - (ties.get(a) ?? 0) || a - b);
}

function step(by: number): void {
  const order = steps();
  if (order.length === 0) return;
  const at = order.indexOf(placeOf.get(state.view.entity) ?? -1);
  const next = order[(at < 0 ? 0 : at + by + order.length) % order.length]!;
  openEntity(graph!.entities[next]!.id);
  canvas.centre(next);
}

const KEYS: Readonly<Record<string, () => void>> = {
  ArrowLeft: () => canvas.move(-0.08, 0),
  ArrowRight: () => canvas.move(0.08, 0),
  ArrowUp: () => canvas.move(0, 0.08),
  ArrowDown: () => canvas.move(0, -0.08),
  '+': () => canvas.zoom(1.3),
  '=': () => canvas.zoom(1.3),
  '-': () => canvas.zoom(1 / 1.3),
  '0': () => canvas.fit(),
  n: () => step(1),
  p: () => step(-1),
  Enter: () => card.querySelector<HTMLElement>('h2')?.focus(),
};
canvas.element.addEventListener('keydown', (event) => {
  const act = KEYS[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
});
addEventListener('keydown', (event) => {
  const isTyping = /^(?:INPUT|TEXTAREA|SELECT)$/u.test((event.target as Element).tagName ?? '');
  if (event.key === '/' && !isTyping) {
    event.preventDefault();
    search.input.focus();
  } else if (event.key === 'Escape' && !card.hidden) {
    links.onClose();
    canvas.element.focus();
  }
});

void load().then(() => {
  if (graph?.live) onChange(() => void load());
});

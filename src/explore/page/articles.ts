/** Articles: one article with its mentions underlined and its statements beside it, each pointing to its words. */
import type { ArticleLine, ArticleView } from '../api.ts';
import { afterPause, el, paint } from './dom.ts';
import { type EvidenceLinks, evidenceItem } from './evidence.ts';

const LISTED = 200;

export function makeArticleList(onOpen: (id: string) => void) {
  const list = el('ul', { class: 'article-list' });
  const count = el('p', { class: 'count-line' });
  const filter = el('input', {
    type: 'search',
    id: 'article-filter',
    placeholder: 'Title or outlet',
    'aria-label': 'Articles by title or outlet',
  });
  let lines: readonly ArticleLine[] = [];
  let open = '';
  const render = (): void => {
    const typed = filter.value.trim().toLowerCase();
    const found = lines.filter(({ title, ref, source }) =>
      `${title ?? ''} ${ref} ${source ?? ''}`.toLowerCase().includes(typed),
    );
    count.textContent =
      found.length > LISTED ? `the newest ${LISTED} of ${found.length} articles` : `${found.length} articles`;
    list.replaceChildren(
      ...found
        .slice(0, LISTED)
        .map(({ id, title, ref, source, published, statements }) =>
          el(
            'li',
            {},
            el(
              'button',
              { 'aria-current': id === open ? 'true' : undefined, onclick: () => onOpen(id) },
              el('strong', {}, title ?? ref),
              el(
                'small',
                {},
                [source, published?.slice(0, 10), statements === 1 ? '1 statement' : `${statements} statements`]
                  .filter((text) => text !== undefined)
                  .join(' · '),
              ),
            ),
          ),
        ),
    );
  };
  filter.addEventListener('input', afterPause(80, render));
  return {
    element: el('nav', { class: 'list', 'aria-label': 'Articles' }, filter, count, list),
    show(next: readonly ArticleLine[], openId: string): void {
      lines = next;
      open = openId;
      render();
    },
  };
}

export interface ShownArticle {
  readonly id: string;
  readonly element: HTMLElement;
  /** Marks the words of a statement and brings them into sight; none for an empty id. */
  mark(statementId: string): void;
}

/** The text is cut wherever a mention, a statement or furniture begins or ends: each piece knows what covers it. */
export function renderArticle(article: ArticleView, links: EvidenceLinks): ShownArticle {
  const { text, mentions, statements, furniture, title, ref, source, published } = article;
  const spans = [...mentions, ...statements.map(({ span }) => span), ...furniture];
  const cuts = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const covers = (at: number) => (span: { readonly start: number; readonly end: number }) =>
    span.start <= at && at < span.end;

  const items = new Map(
    statements.map((evidence) => [evidence.id, evidenceItem(evidence, links, { inArticle: true })]),
  );
  const pieces: { element: HTMLElement; stated: readonly string[] }[] = [];
  const point = (ids: readonly string[], scroll: 'item' | 'words' | 'none'): void => {
    for (const { element, stated } of pieces)
      element.classList.toggle(
        'active',
        stated.some((id) => ids.includes(id)),
      );
    for (const [id, item] of items) item.classList.toggle('active', ids.includes(id));
    const item = items.get(ids[0] ?? '');
    const words = pieces.find(({ stated }) => stated.includes(ids[0] ?? ''))?.element;
    if (scroll === 'item') item?.scrollIntoView({ block: 'nearest' });
    if (scroll === 'words') words?.scrollIntoView({ block: 'center' });
  };
  const body = el('div', { class: 'text' });
  for (const [i, start] of cuts.slice(0, -1).entries()) {
    const words = text.slice(start, cuts[i + 1]);
    // Of mentions within one another the innermost is meant.
    const mention = mentions.filter(covers(start)).sort((a, b) => a.end - a.start - (b.end - b.start))[0];
    const stated = statements.filter(({ span }) => covers(start)(span)).map(({ id }) => id);
    const aside = furniture.some(covers(start));
    if (!mention && stated.length === 0 && !aside) {
      body.append(words);
      continue;
    }
    const element = mention
      ? paint(
          el(
            'button',
            { class: 'mention', title: mention.entity.name, onclick: () => links.onEntity(mention.entity.id) },
            words,
          ),
          links.colourOf(mention.entity),
        )
      : el('span', {}, words);
    if (aside) element.classList.add('furniture');
    if (stated.length > 0) {
      element.classList.add('stated');
      element.addEventListener('mouseenter', () => point(stated, 'item'));
      element.addEventListener('click', () => point(stated, 'item'));
    }
    pieces.push({ element, stated });
    body.append(element);
  }
  for (const [id, item] of items) {
    item.tabIndex = 0;
    item.addEventListener('mouseenter', () => point([id], 'none'));
    item.addEventListener('focus', () => point([id], 'words'));
    item.addEventListener('click', () => links.onStatement(id));
  }
  const element = el(
    'div',
    { class: 'reader' },
    el(
      'article',
      { class: 'article-text', 'aria-label': title ?? ref },
      el('h2', {}, title ?? ref),
      el(
        'p',
        { class: 'what' },
        [source, published?.slice(0, 10), ref].filter((part) => part !== undefined).join(' · '),
      ),
      body,
    ),
    el(
      'section',
      { class: 'beside', 'aria-label': 'Statements' },
      el('h3', {}, statements.length === 1 ? '1 statement' : `${statements.length} statements`),
      el('ul', { class: 'statements' }, ...items.values()),
    ),
  );
  return { id: article.id, element, mark: (id) => point(id === '' ? [] : [id], 'words') };
}

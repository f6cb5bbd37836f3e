/** Cards: an entity, what is stated between two, and a path, beside the graph. */
import type { EntityCard, Named, PairCard, Path } from '../api.ts';
import { el, paint } from './dom.ts';
import { type EvidenceLinks, entityButton, evidenceItem } from './evidence.ts';

export interface CardLinks extends EvidenceLinks {
  onClose(): void;
  onPair(a: string, b: string): void;
  onExpand(card: EntityCard): void;
  onOnly(card: EntityCard): void;
  onHide(card: EntityCard): void;
  onHideNeighbours(card: EntityCard): void;
  onPathFrom(card: EntityCard): void;
}

function closeButton({ onClose }: CardLinks): HTMLElement {
  return el('button', { class: 'close', 'aria-label': 'Close', onclick: onClose }, '×');
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const QID = /^Q\d+$/u;
const NEIGHBOURS = 24;

export function renderEntity(card: EntityCard, links: CardLinks): HTMLElement {
  const { name, label, kind, aliases, wikidata, iso3, offices, neighbours, statements, total } = card;
  const others = aliases.filter((alias) => alias !== name);
  return el(
    'article',
    { class: 'card', 'aria-label': name },
    closeButton(links),
    el('h2', { tabindex: -1 }, name),
    el(
      'p',
      { class: 'what' },
      paint(el('span', { class: 'label' }, label), links.colourOf(card)),
      kind === undefined ? undefined : el('span', {}, kind),
      iso3 === undefined ? undefined : el('span', {}, iso3),
      wikidata !== undefined && QID.test(wikidata)
        ? el(
            'a',
            { href: `https://www.wikidata.org/wiki/${wikidata}`, target: '_blank', rel: 'noopener noreferrer' },
            `Wikidata ${wikidata}`,
          )
        : undefined,
    ),
    others.length > 0 ? el('p', { class: 'aliases' }, 'also ', others.join(', ')) : undefined,
    el(
      'div',
      { class: 'actions' },
      el('button', { onclick: () => links.onExpand(card) }, 'Expand'),
      el('button', { onclick: () => links.onOnly(card) }, 'Only this'),
      el('button', { onclick: () => links.onHide(card) }, 'Hide'),
      el('button', { onclick: () => links.onHideNeighbours(card) }, 'Hide neighbours'),
      el('button', { onclick: () => links.onPathFrom(card) }, 'Path from here'),
    ),
    ...(offices.length === 0
      ? []
      : [
          el('h3', {}, 'Offices'),
          el(
            'ul',
            { class: 'offices' },
            ...offices.map(({ title, of, status, first, last }) =>
              el(
                'li',
                {},
                `${status === 'former' ? 'former ' : ''}${title}, `,
                entityButton(of, links),
                first === undefined ? undefined : el('time', {}, first === last ? first : `${first} to ${last}`),
              ),
            ),
          ),
        ]),
    ...(neighbours.length === 0
      ? []
      : [
          el('h3', {}, `Linked to ${counted(neighbours.length, 'entity').replace('entitys', 'entities')}`),
          el(
            'p',
            { class: 'neighbours' },
            ...neighbours.slice(0, NEIGHBOURS).map((neighbour) =>
              el(
                'span',
                {},
                entityButton(neighbour, links),
                el(
                  'button',
                  {
                    class: 'count',
                    'aria-label': `${counted(neighbour.statements, 'statement')} with ${neighbour.name}`,
                    onclick: () => links.onPair(card.id, neighbour.id),
                  },
                  String(neighbour.statements),
                ),
              ),
            ),
            neighbours.length > NEIGHBOURS ? ` and ${neighbours.length - NEIGHBOURS} more` : undefined,
          ),
        ]),
    el('h3', {}, statementsTitle(statements.length, total)),
    el('ul', { class: 'statements' }, ...statements.map((evidence) => evidenceItem(evidence, links))),
  );
}

function statementsTitle(shown: number, total: number): string {
  return shown === total ? counted(total, 'statement') : `The newest ${shown} of ${total} statements`;
}

export function renderPair({ a, b, statements, total }: PairCard, links: CardLinks): HTMLElement {
  return el(
    'article',
    { class: 'card', 'aria-label': `${a.name} and ${b.name}` },
    closeButton(links),
    el('h2', { tabindex: -1 }, entityButton(a, links), ' and ', entityButton(b, links)),
    el('h3', {}, statementsTitle(statements.length, total)),
    el('ul', { class: 'statements' }, ...statements.map((evidence) => evidenceItem(evidence, links))),
  );
}

export function renderPath({ steps }: Path, from: Named, to: Named, links: CardLinks): HTMLElement {
  return el(
    'article',
    { class: 'card', 'aria-label': `Path from ${from.name} to ${to.name}` },
    closeButton(links),
    el('h2', { tabindex: -1 }, `From ${from.name} to ${to.name}`),
    steps === undefined
      ? el('p', {}, 'Nothing that happened links the two.')
      : el(
          'ol',
          { class: 'path' },
          ...steps.map((step) =>
            el(
              'li',
              {},
              entityButton(step.from, links),
              ' – ',
              entityButton(step.to, links),
              el(
                'ul',
                {},
                ...step.relations.map(({ subject, relation, object }) =>
                  el(
                    'li',
                    {},
                    `${subject} `,
                    paint(el('span', { class: 'relation' }, relation), links.colourOfRelation(relation)),
                    ` ${object}`,
                  ),
                ),
              ),
              el('button', { onclick: () => links.onPair(step.from.id, step.to.id) }, 'Sentences'),
            ),
          ),
        ),
  );
}

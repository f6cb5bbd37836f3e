/** Ask: the named queries and free Cypher, with the answer as a table. */
import type { Value } from '../../store.ts';
import type { Answer, QueryInfo } from '../api.ts';
import { client } from './client.ts';
import { el } from './dom.ts';

export interface AskOptions {
  onEntity(id: string): void;
  isEntity(id: string): boolean;
}

const FREE =
  'MATCH (a:Entity)-[r]->(b:Entity)\nRETURN a.name, type(r), b.name, r.statements\nORDER BY r.statements DESC\nLIMIT 20';

export function makeAsk(options: AskOptions) {
  const choice = el('select', { id: 'query-name', 'aria-label': 'Query' });
  const purpose = el('p', { class: 'purpose' });
  const fields = el('div', { class: 'fields' });
  const cypher = el('textarea', { id: 'cypher', rows: 8, spellcheck: 'false', 'aria-label': 'Cypher' });
  const answer = el('div', { id: 'answer', class: 'scroll', 'aria-live': 'polite' });
  const run = el('button', { id: 'run', class: 'main', onclick: () => void ask() }, 'Ask');
  const element = el(
    'div',
    { class: 'ask' },
    el('div', { class: 'question' }, el('label', {}, 'Query ', choice), purpose, fields, cypher, run),
    answer,
  );
  let queries: readonly QueryInfo[] = [];
  const chosen = (): QueryInfo | undefined => queries.find(({ name }) => name === choice.value);

  const choose = (): void => {
    const query = chosen();
    purpose.textContent =
      query?.purpose ?? 'Cypher of your own; it reads only, for 30 seconds at most. Ctrl+Enter asks.';
    cypher.readOnly = query !== undefined;
    cypher.value = query?.cypher ?? FREE;
    fields.replaceChildren(
      ...(query?.parameters ?? []).map(({ name, meaning, default: usual }) =>
        el(
          'label',
          {},
          name,
          el('input', {
            name,
            placeholder: meaning,
            title: meaning,
            value: usual === null ? undefined : toText(usual),
          }),
        ),
      ),
    );
  };
  const ask = async (): Promise<void> => {
    const query = chosen();
    const parameters = Object.fromEntries(
      [...fields.querySelectorAll('input')]
        .filter(({ value }) => value !== '')
        .map((input) => [
          input.name,
          toParameter(input.value, query?.parameters.find((p) => p.name === input.name)?.default),
        ]),
    );
    run.disabled = true;
    answer.replaceChildren(el('p', {}, 'asking …'));
    try {
      const told = await client.query(query ? { name: query.name, parameters } : { cypher: cypher.value });
      answer.replaceChildren(renderAnswer(told, options));
    } catch (fault) {
      answer.replaceChildren(el('p', { class: 'fault', role: 'alert' }, (fault as Error).message));
    } finally {
      run.disabled = false;
    }
  };
  choice.addEventListener('change', choose);
  element.addEventListener('keydown', (event) => {
    const isInput = (event.target as Element).tagName === 'INPUT';
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || isInput)) void ask();
  });
  return {
    element,
    /** Lists the queries at the first call. */
    async open(): Promise<void> {
      if (queries.length > 0) return;
      queries = await client.queries();
      choice.replaceChildren(
        ...queries.map(({ name, purpose: what }) => el('option', { value: name, title: what }, name)),
        el('option', { value: '' }, 'Cypher of your own'),
      );
      choose();
    },
  };
}

/** A parameter whose usual value is a number is one; others are words. */
function toParameter(text: string, usual: Value | undefined): Value {
  return typeof usual === 'number' && text.trim() !== '' && !Number.isNaN(Number(text)) ? Number(text) : text;
}

function toText(value: Value): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function renderAnswer({ columns, rows, total }: Answer, options: AskOptions): HTMLElement {
  const shown =
    rows.length < total ? `the first ${rows.length} of ${total} rows` : `${total} ${total === 1 ? 'row' : 'rows'}`;
  return el(
    'table',
    {},
    el('caption', {}, shown),
    el('thead', {}, el('tr', {}, ...columns.map((column) => el('th', { scope: 'col' }, column)))),
    el(
      'tbody',
      {},
      ...rows.map((row) => el('tr', {}, ...row.map((value) => el('td', {}, renderValue(value, options))))),
    ),
  );
}

/** A node that is an entity opens its card. */
function renderValue(value: Value, { onEntity, isEntity }: AskOptions): Node {
  if (value === null || typeof value !== 'object') return document.createTextNode(toText(value));
  if (Array.isArray(value)) {
    const items = (value as readonly Value[]).map((item) => renderValue(item, { onEntity, isEntity }));
    return el('span', {}, ...items.flatMap((item, i) => (i === 0 ? [item] : [', ', item])));
  }
  const { $node: node, $relationship, type, properties } = value as Readonly<Record<string, Value>>;
  if (typeof node === 'string') {
    const name = toText((properties as { readonly name?: Value }).name ?? node);
    return isEntity(node)
      ? el('button', { class: 'entity', onclick: () => onEntity(node) }, name)
      : el('code', {}, name);
  }
  if (typeof $relationship === 'string') return el('code', {}, toText(type ?? ''));
  return el('code', {}, JSON.stringify(value));
}

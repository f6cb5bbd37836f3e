/** Export as JSON lines: articles, entities, mentions, statements, edges; `kind` is the first key of each. */
import type { Copy } from '../model.ts';
import { compare, groupBy } from '../order.ts';
import { articleRow, edgeRow, entityRow, mentionRow, type Row, statementRow } from './rows.ts';
import type { GraphSource } from './source.ts';

export async function* exportJsonl(source: GraphSource): AsyncIterable<string> {
  for await (const row of rowsOf(source)) yield `${JSON.stringify(row)}\n`;
}

/** One JSON object with a list for each kind of row. */
export async function* exportJson(source: GraphSource): AsyncIterable<string> {
  const names = {
    article: 'articles',
    entity: 'entities',
    mention: 'mentions',
    statement: 'statements',
    edge: 'edges',
  };
  let open: string | undefined;
  const lists = new Set(Object.values(names));
  yield '{';
  for await (const { kind, ...row } of rowsOf(source)) {
    const name = names[kind];
    if (name !== open) yield `${open === undefined ? '\n' : '\n],\n'}"${name}": [\n`;
    else yield ',\n';
    open = name;
    lists.delete(name);
    yield JSON.stringify(row);
  }
  yield open === undefined ? '\n' : '\n]';
  const empty = [...lists].map((name) => `"${name}": []`).join(',\n');
  yield `${open !== undefined && empty ? ',\n' : ''}${empty}\n}\n`;
}

/** All rows in the order of their kinds; readings are gone through twice rather than kept. */
async function* rowsOf(source: GraphSource): AsyncIterable<Row> {
  for (const { id, model, copies } of await source.articles()) {
    for (const copy of distinct(copies)) yield articleRow(id, model, copy);
  }
  for (const entity of await source.entities()) yield entityRow(entity);
  for await (const { article, mentions } of source.readings()) {
    for (const mention of mentions) yield mentionRow(article.id, mention);
  }
  for await (const reading of source.readings()) {
    for (const statement of reading.statements) yield statementRow(reading, statement);
  }
  for (const edge of await source.edges()) yield edgeRow(edge);
}

/** Origins are not exported, so that copies alike but for them are one line; sorted by what is. */
function distinct(copies: readonly Copy[]): Copy[] {
  const keyOf = ({ ref, title, source, url, published }: Copy) => JSON.stringify([ref, title, source, url, published]);
  const groups = groupBy(copies, keyOf);
  return [...groups.keys()].sort(compare).map((key) => groups.get(key)![0]!);
}

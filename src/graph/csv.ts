/** Export as the pair of CSV files that `neo4j-admin database import` takes, typed headers and all. */
import type { GraphSource } from './source.ts';

type Cell = string | number | undefined;

export async function* exportCsvNodes(source: GraphSource): AsyncIterable<string> {
  yield toLine(['id:ID', ':LABEL', 'name', 'kind', 'aliases:string[]', 'wikidata', 'iso2', 'iso3']);
  for (const { id, label, name, kind, aliases, wikidata, iso2, iso3 } of await source.entities()) {
    // The importer parts a list at each semicolon and knows no escape for one.
    const list = aliases.map((alias) => alias.replaceAll(';', ',')).join(';');
    yield toLine([id, `Entity;${label}`, name, kind, list, wikidata, iso2, iso3]);
  }
}

export async function* exportCsvEdges(source: GraphSource): AsyncIterable<string> {
  const numbers = ['statements:long', 'articles:long', 'outlets:long', 'confidence:double', 'denied:long'];
  yield toLine([':START_ID', ':TYPE', ':END_ID', ...numbers, 'first:date', 'last:date']);
  for (const {
    subject,
    relation,
    object,
    statements,
    articles,
    outlets,
    confidence,
    denied,
    first,
    last,
  } of await source.edges()) {
    yield toLine([subject, relation, object, statements, articles, outlets, confidence, denied, first, last]);
  }
}

function toLine(cells: readonly Cell[]): string {
  return `${cells.map(toCell).join(',')}\n`;
}

/** RFC 4180; a line break within a name becomes a space, as the importer takes one line for one record. */
function toCell(cell: Cell): string {
  if (cell === undefined) return '';
  const text = String(cell).replace(/\s*[\r\n]+\s*/gu, ' ');
  return /[",;]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

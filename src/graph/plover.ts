/**
 * Export as PLOVER event records: a tab-separated table, a line for each event between a source and a target, as the
 * tools of the field read them. Only what is affirmed and actual; standing facts (offices, places) are no events.
 */
import type { Reading, Statement, ToldEntity } from '../model.ts';
import { type Relation, relationOf } from '../ontology.ts';
import type { GraphSource } from './source.ts';

const COLUMNS = [
  'event_id',
  'date',
  'source',
  'source_name',
  'source_country',
  'target',
  'target_name',
  'target_country',
  'type',
  'mode',
  'cameo',
  'event',
  'place',
  'attribution',
  'confidence',
  'article',
  'outlet',
  'url',
  'text',
] as const;
type Column = (typeof COLUMNS)[number];

export async function* exportPlover(source: GraphSource): AsyncIterable<string> {
  yield `${COLUMNS.join('\t')}\n`;
  for await (const reading of source.readings()) {
    // Events' facts name entities as the article alone does.
    const told = new Map(reading.entities.flatMap((e) => [[e.local, e] as const, [e.id, e] as const]));
    for (const statement of reading.statements) {
      const relation = relationOf(statement.relation);
      if (!relation.plover || statement.polarity !== 'affirmed' || statement.modality !== 'actual') continue;
      for (const target of targetsOf(statement, told)) {
        const record = toRecord(reading, statement, relation, target, told);
        yield `${COLUMNS.map((column) => toCell(record[column])).join('\t')}\n`;
      }
    }
  }
}

/** An event's target is whoever else takes part in it; one without others has a record with an empty target. */
function targetsOf(statement: Statement, told: ReadonlyMap<string, ToldEntity>): (ToldEntity | undefined)[] {
  const object = told.get(statement.object);
  if (object?.label !== 'Event') return [object];
  const others = object.event?.participants
    .map((id) => told.get(id))
    .filter((other) => other && other.id !== statement.subject);
  return others?.length ? others : [undefined];
}

function toRecord(
  { article, sentences, statements }: Reading,
  statement: Statement,
  relation: Relation,
  target: ToldEntity | undefined,
  told: ReadonlyMap<string, ToldEntity>,
): Partial<Record<Column, string | number>> {
  const actor = told.get(statement.subject);
  const object = told.get(statement.object);
  const event = object?.label === 'Event' ? object : undefined;
  const place = object?.label === 'Place' ? object : told.get(event?.event?.place ?? '');
  const countryOf = (entity: ToldEntity | undefined) => entity?.iso3 ?? countryOfOffice(entity, statements, told);
  const record = {
    event_id: target ? `${statement.id}:${target.id}` : statement.id,
    date: statement.date ?? article.published?.slice(0, 10),
    source: actor?.id,
    source_name: actor?.name,
    source_country: countryOf(actor),
    target: target?.id,
    target_name: target?.name,
    target_country: countryOf(target),
    type: relation.plover,
    mode: relation.mode,
    cameo: relation.cameo,
    event: event?.name,
    place: place?.name,
    attribution: told.get(statement.attribution ?? '')?.name,
    confidence: statement.confidence,
    article: article.id,
    outlet: article.source,
    url: article.url,
    text: sentences[statement.sentence]?.text,
  };
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** The country that a person speaks for, where the same article gives one office of a single state. */
function countryOfOffice(
  entity: ToldEntity | undefined,
  statements: readonly Statement[],
  told: ReadonlyMap<string, ToldEntity>,
): string | undefined {
  const offices = statements.filter(
    (s) =>
      s.relation === 'HOLDS_OFFICE' && s.subject === entity?.id && s.polarity === 'affirmed' && s.status !== 'former',
  );
  const countries = new Set(offices.flatMap((s) => told.get(s.object)?.iso3 ?? []));
  return countries.size === 1 ? [...countries][0] : undefined;
}

/** Tabs and line breaks part the cells; within one they become spaces. */
function toCell(value: string | number | undefined): string {
  return String(value ?? '').replace(/[\t\r\n]+/gu, ' ');
}

/** News: what some of the stored articles brought that the others do not tell: entities, ties, contradictions. */
import type { Label } from '../model.ts';
import { compare, compareBy, groupBy } from '../order.ts';
import { cypherOf } from '../store/cypher.ts';
import { labelOf } from '../store/recount-entities.ts';
import { tieKey } from '../store/ties.ts';
import type { GraphStore, Value } from '../store.ts';

export interface NewEntity {
  readonly id: string;
  readonly name: string;
  readonly label: Label;
  readonly kind?: string;
  /** An event's. */
  readonly date?: string;
  /** How many articles tell of it. */
  readonly articles: number;
}

/** One side of a contradiction, or of a tie: a statement as its article makes it. */
export interface Voice {
  readonly statement: string;
  /** The article's id and ref. */
  readonly article: string;
  readonly ref: string;
  readonly source?: string;
  readonly saidBy?: string;
  readonly day?: string;
  readonly quote: string;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Tie {
  readonly subject: Named;
  readonly relation: string;
  readonly object: Named;
}

export interface NewTie extends Tie {
  /** How many statements and articles affirm it. */
  readonly statements: number;
  readonly articles: number;
  readonly first?: string;
  readonly last?: string;
}

export interface NewContradiction extends Tie {
  /** In order of time. */
  readonly affirmed: readonly Voice[];
  readonly denied: readonly Voice[];
}

export interface News {
  /** People, states and institutions. */
  readonly actors: readonly NewEntity[];
  readonly events: readonly NewEntity[];
  readonly ties: readonly NewTie[];
  /** Ties that are affirmed and denied now, and were not both before. */
  readonly contradictions: readonly NewContradiction[];
}

const ACTORS: readonly Label[] = ['Person', 'State', 'Institution'];

/** What the graph holds more than it would without the articles of `newIds`; the most told first. */
export async function findNews(store: GraphStore, newIds: ReadonlySet<string>): Promise<News> {
  const articles = [...newIds].sort(compare);
  const entities = await readEntities(store, articles);
  const ties = (await rowsOf(store, 'diff/ties', { articles })).map(({ tie }) => tie as string).sort(compare);
  const statements = (await rowsOf(store, 'diff/statements', { ties })) as unknown as StatementRow[];
  const told = [...groupBy(statements, ({ tie }) => tie).values()].map((group) =>
    group.sort(
      compareBy(
        ({ day }) => day ?? '',
        ({ id }) => id,
      ),
    ),
  );
  const isNew = ({ article }: StatementRow) => newIds.has(article);
  return {
    actors: entities.filter(({ label }) => ACTORS.includes(label)),
    events: entities.filter(({ label }) => label === 'Event'),
    ties: told.flatMap((group) => newTieOf(group.filter(isAffirmed), isNew)).sort(mostToldFirst),
    contradictions: told
      .filter((group) => isDisputed(group) && !isDisputed(group.filter((row) => !isNew(row))))
      .map((group) => ({
        ...tieOf(group[0]!),
        affirmed: group.filter(isAffirmed).map(voiceOf),
        denied: group.filter((row) => !isAffirmed(row)).map(voiceOf),
      }))
      .sort(byNames),
  };
}

/** A row of diff/statements. */
interface StatementRow {
  readonly tie: string;
  readonly id: string;
  readonly polarity: 'affirmed' | 'negated';
  readonly relation: string;
  readonly day: string | null;
  readonly quote: string;
  readonly subject: string;
  readonly subjectName: string;
  readonly object: string;
  readonly objectName: string;
  readonly article: string;
  readonly ref: string;
  readonly source: string | null;
  readonly saidBy: string | null;
}

type Row = Readonly<Record<string, Value>>;

async function rowsOf(store: GraphStore, query: string, parameters: Row): Promise<Row[]> {
  const { columns, rows } = await store.query(cypherOf(query), parameters);
  return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]!])));
}

async function readEntities(store: GraphStore, articles: readonly string[]): Promise<NewEntity[]> {
  const rows = await rowsOf(store, 'diff/entities', { articles });
  const entities = rows.map(
    ({ id, name, labels, kind, date, articles: count }): NewEntity => ({
      id: id as string,
      name: name as string,
      label: labelOf(labels),
      ...(kind !== null && { kind: kind as string }),
      ...(date !== null && { date: date as string }),
      articles: count as number,
    }),
  );
  return entities.sort(
    compareBy(
      (entity) => -entity.articles,
      (entity) => entity.name,
      (entity) => entity.id,
    ),
  );
}

function isAffirmed({ polarity }: StatementRow): boolean {
  return polarity === 'affirmed';
}

function isDisputed(group: readonly StatementRow[]): boolean {
  return group.some(isAffirmed) && !group.every(isAffirmed);
}

function newTieOf(affirmed: readonly StatementRow[], isNew: (row: StatementRow) => boolean): NewTie[] {
  if (affirmed.length === 0 || !affirmed.every(isNew)) return [];
  const days = affirmed.flatMap(({ day }) => day ?? []);
  return [
    {
      ...tieOf(affirmed[0]!),
      statements: affirmed.length,
      articles: new Set(affirmed.map(({ article }) => article)).size,
      ...(days.length > 0 && { first: days[0]!, last: days.at(-1)! }),
    },
  ];
}

/** The tie has its ends in one order, whichever way round a statement of a symmetric relation puts them. */
function tieOf({ tie, relation, subject, subjectName, object, objectName }: StatementRow): Tie {
  const [one, other] = [
    { id: subject, name: subjectName },
    { id: object, name: objectName },
  ];
  return tie === tieKey({ subject, relation, object })
    ? { subject: one, relation, object: other }
    : { subject: other, relation, object: one };
}

function voiceOf({ id, article, ref, source, saidBy, day, quote }: StatementRow): Voice {
  return {
    statement: id,
    article,
    ref,
    ...(source !== null && { source }),
    ...(saidBy !== null && { saidBy }),
    ...(day !== null && { day }),
    quote,
  };
}

const namesOf: readonly ((tie: Tie) => string)[] = [
  ({ subject }) => subject.name,
  ({ relation }) => relation,
  ({ object }) => object.name,
  ({ subject }) => subject.id,
  ({ object }) => object.id,
];
const byNames = compareBy<Tie>(...namesOf);
const mostToldFirst = compareBy<NewTie>(
  ({ articles }) => -articles,
  ({ statements }) => -statements,
  ...namesOf,
);

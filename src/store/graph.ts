/** Graph: the GraphStore that both databases share, over a Connection and the statements of cypher/. */
import { createHash } from 'node:crypto';
import { type Edge, type Entity, LABELS } from '../model.ts';
import { compare, groupBy } from '../order.ts';
import {
  type Counts,
  type GraphStore,
  type History,
  type StoredArticle,
  StoreError,
  type Telling,
  type Value,
} from '../store.ts';
import { batchesOf } from './batches.ts';
import { checkReading } from './check.ts';
import type { Connection, Row, Run } from './connection.ts';
import { cypherOf, cypherOfLabel, statementsOf } from './cypher.ts';
import { copyOf, readingOf } from './editions.ts';
import { labelOf } from './recount-entities.ts';
import { remove, write } from './replace.ts';
import { toldOf } from './rows.ts';
import { SCHEMA_VERSION } from './schema.ts';
import { readTexts } from './texts.ts';
import type { TypedEdge } from './ties.ts';

/** Articles read back at a time. */
const ARTICLES = 50;

async function countAll(read: Run): Promise<Counts> {
  const n = async (cypher: string): Promise<number> => (await read(cypher))[0]!.n as number;
  const entities: Record<string, number> = {};
  for (const label of LABELS) entities[label] = await n(cypherOfLabel('read/count-entities', label));
  const relations = (await read(cypherOf('read/count-relations')))
    .map((row): [string, number] => [row.relation as string, row.n as number])
    .sort(([a], [b]) => compare(a, b));
  return {
    articles: await n(cypherOf('read/count-articles')),
    sentences: await n(cypherOf('read/count-sentences')),
    mentions: await n(cypherOf('read/count-mentions')),
    statements: relations.reduce((sum, [, statements]) => sum + statements, 0),
    edges: await n(cypherOf('read/count-edges')),
    entities,
    relations: Object.fromEntries(relations),
  };
}

async function listArticles(read: Run): Promise<StoredArticle[]> {
  const rows = await read(cypherOf('read/list-articles'));
  const groups = groupBy(rows, (row) => row.id as string);
  return [...groups]
    .map(([id, copies]) => ({
      id,
      ref: copies[0]!.ref as string,
      copies: copies
        .map((row) => copyOf(withoutNulls({ ...row, ref: row.copyRef! }) as unknown as StoredArticle['copies'][number]))
        .sort((a, b) => compare(a.origin, b.origin)),
      model: copies[0]!.model as string,
    }))
    .sort((a, b) => compare(a.id, b.id));
}

/** A database gives the properties of an edge in an order of its own. */
function sortKeys(properties: object): object {
  return Object.fromEntries(Object.entries(properties).sort(([a], [b]) => compare(a, b)));
}

function withoutNulls(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}

/**
 * The hash of the schema that the store carries; undefined where the store is new. Throws a StoreError where it is
 * neither new nor of this version's schema.
 */
async function findSchema(read: Run): Promise<Value | undefined> {
  const [graph] = await read(cypherOf('read/version'));
  const version = graph?.version as number | undefined;
  if (version === SCHEMA_VERSION) return graph!.schema;
  if (version === undefined) {
    if ((await read(cypherOf('read/count-articles')))[0]!.n === 0) return undefined;
    throw new StoreError(
      'not-a-store',
      'this database holds articles, but no mark of Entente (an import of `entente export`?); name an empty one with --db or NEO4J_DATABASE, and ingest there',
    );
  }
  const advice =
    version > SCHEMA_VERSION
      ? 'update Entente, or ingest into another store'
      : 'ingest its articles into another store (--db, NEO4J_DATABASE), or use the Entente that made it';
  throw new StoreError(
    'version',
    `this store has schema ${version}, and this Entente has ${SCHEMA_VERSION}; ${advice}`,
  );
}

async function setUp(connection: Connection): Promise<void> {
  const carried = await findSchema(connection.read);
  const onServer = connection.kind === 'neo4j';
  const statements = [...statementsOf('schema'), ...(onServer ? statementsOf('schema.neo4j') : [])];
  const schema = createHash('sha256').update(JSON.stringify(statements)).digest('hex');
  // A server takes longer to see that each constraint and index is there than a small ingest takes altogether.
  if (carried === schema) return;
  for (const statement of statements) await connection.execute(statement);
  if (carried === undefined) await connection.execute(cypherOf('load/version'), { version: SCHEMA_VERSION });
  if (onServer) await connection.execute(cypherOf('load/note-schema'), { schema });
}

/** A GraphStore over an open connection. */
export function createGraphStore(connection: Connection): GraphStore {
  const { read } = connection;
  return {
    kind: connection.kind,
    setUp: () => setUp(connection),
    articles: () => listArticles(read),
    async write(readings) {
      for (const reading of readings) checkReading(reading);
      if (readings.length > 0) await connection.transact((run) => write(run, readings));
    },
    async remove(articleIds) {
      if (articleIds.length > 0) await connection.transact((run) => remove(run, articleIds));
    },
    async *readings(articleIds) {
      const wanted = articleIds ?? (await read(cypherOf('read/article-ids'))).map((row) => row.id as string);
      for (const ids of batchesOf([...new Set(wanted)].sort(compare), ARTICLES)) {
        yield* (await readTexts(read, ids)).map(readingOf);
      }
    },
    async entities() {
      const rows = await read(cypherOf('read/entities'));
      return rows
        .map(
          ({ labels, ...row }) =>
            ({ ...withoutNulls(row), label: labelOf(labels) }) as unknown as Entity & { aliases: string[] },
        )
        .sort((a, b) => compare(a.id, b.id));
    },
    async tellings() {
      const rows = await read(cypherOf('read/all-tellings'));
      return rows
        .map(
          (row): Telling => ({
            articleId: row.article as string,
            ...(row.published !== null && { published: row.published as string }),
            entity: toldOf(row),
          }),
        )
        .sort((a, b) => compare(a.articleId, b.articleId) || compare(a.entity.local, b.entity.local));
    },
    async edges() {
      const rows = await read(cypherOf('read/edges'));
      return rows
        .map(({ properties, ...tie }) => ({ ...tie, ...sortKeys(properties as object) }) as unknown as TypedEdge)
        .sort(
          (a, b) => compare(a.subject, b.subject) || compare(a.relation, b.relation) || compare(a.object, b.object),
        ) satisfies Edge[];
    },
    counts: () => countAll(read),
    async history() {
      const [graph] = await read(cypherOf('read/history'));
      return withoutNulls(graph ?? { writes: 0 }) as unknown as History;
    },
    async noteMerged(note) {
      await connection.execute(cypherOf('load/note-merged'), { note });
    },
    query: (cypher: string, parameters: Readonly<Record<string, Value>> = {}) => connection.query(cypher, parameters),
    close: () => connection.close(),
  };
}

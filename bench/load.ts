/**
 * Load: how fast a graph of 20,000 nodes and 60,000 edges is written through GraphStore, against the bare driver loading
 * the very same rows by UNWIND MERGE of 5,000 in the same run. `npm run bench:load`; with NEO4J_URI set (an empty server)
 * on Neo4j too. Ends with 1 where a ratio is under 0.8.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import type { Reading } from '../src/model.ts';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import { openNeo4jStore } from '../src/store/neo4j.ts';
import type { GraphStore, Value } from '../src/store.ts';
import { scratchServer, takeScratch } from '../tests/neo4j/scratch.ts';
import { makeReadings } from './affairs.ts';

const BAR = 0.8;
const ROWS = 5_000;
/** Some 7,000 rows, of the size of the bare load's batches. */
const ARTICLES_A_WRITE = 64;
/** Each side in turn; the best time of each counts, for whatever else the machine does meanwhile only adds to one. */
const ROUNDS = 3;

interface NodeRow {
  readonly id: string;
  readonly labels: readonly string[];
  readonly properties: Readonly<Record<string, Value>>;
}

interface RelationshipRow {
  readonly type: string;
  readonly start: string;
  readonly end: string;
  readonly properties: Readonly<Record<string, Value>>;
}

type Execute = (cypher: string, parameters?: Record<string, unknown>) => Promise<unknown>;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function writeAll(store: GraphStore, readings: readonly Reading[]): Promise<void> {
  for (let i = 0; i < readings.length; i += ARTICLES_A_WRITE)
    await store.write(readings.slice(i, i + ARTICLES_A_WRITE));
}

/** What a store holds, as bare rows. */
async function rowsOf(store: GraphStore): Promise<{ nodes: NodeRow[]; relationships: RelationshipRow[] }> {
  const nodes = (await store.query('MATCH (n) WHERE NOT n:Graph AND NOT n:Scratch RETURN n')).rows.map(([node]) => {
    const { $node, labels, properties } = node as unknown as { $node: string } & Omit<NodeRow, 'id'>;
    return { id: $node, labels, properties };
  });
  const relationships = (await store.query('MATCH ()-[r]->() RETURN r')).rows.map(
    ([r]) => r as unknown as RelationshipRow,
  );
  return { nodes, relationships };
}

function group<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

/** The rows of the bare load, grouped and ready, so that its time is the database's alone. */
function bareLoad(nodes: readonly NodeRow[], relationships: readonly RelationshipRow[]): [string, object[]][] {
  const mainLabel = (labels: readonly string[]): string => (labels.includes('Entity') ? 'Entity' : labels[0]!);
  const labelOf = new Map(nodes.map((node) => [node.id, mainLabel(node.labels)]));
  const key = { Name: 'key', Copy: 'origin' } as Record<string, string>;
  const keyOf = new Map(nodes.map((n) => [n.id, n.properties[key[mainLabel(n.labels)] ?? 'id']]));
  const nodeRows = [...group(nodes, (node) => node.labels.join(':'))].map(([labels, group_]): [string, object[]] => {
    const label = mainLabel(labels.split(':'));
    const cypher = `UNWIND $rows AS row MERGE (n:${label} {${key[label] ?? 'id'}: row.key}) SET n += row.properties SET n:${labels}`;
    return [cypher, group_.map((n) => ({ key: keyOf.get(n.id), properties: n.properties }))];
  });
  const kindOf = (r: RelationshipRow): string => `${labelOf.get(r.start)} ${r.type} ${labelOf.get(r.end)}`;
  const relationshipRows = [...group(relationships, kindOf)].map(([kind, rows]): [string, object[]] => {
    const [from, type, to] = kind.split(' ') as [string, string, string];
    // Mentions and tellings stand in parallel: what tells them apart belongs to the key.
    const own =
      type === 'MENTIONS'
        ? ' {start: row.properties.start}'
        : type === 'TELLS_OF'
          ? ' {local: row.properties.local}'
          : '';
    const cypher = `UNWIND $rows AS row MATCH (a:${from} {${key[from] ?? 'id'}: row.start}) MATCH (b:${to} {${key[to] ?? 'id'}: row.end}) MERGE (a)-[r:${type}${own}]->(b) SET r += row.properties`;
    return [cypher, rows.map((r) => ({ start: keyOf.get(r.start), end: keyOf.get(r.end), properties: r.properties }))];
  });
  return [...nodeRows, ...relationshipRows];
}

async function loadBare(execute: Execute, load: readonly [string, object[]][]): Promise<void> {
  for (const [cypher, rows] of load) {
    for (let i = 0; i < rows.length; i += ROWS) await execute(cypher, { rows: rows.slice(i, i + ROWS) });
  }
}

function report(
  name: string,
  nodes: readonly NodeRow[],
  relationships: readonly RelationshipRow[],
  storeMs: number,
  bareMs: number,
): number {
  const ratio = bareMs / storeMs;
  const rate = (ms: number): string => `${Math.round(((nodes.length + relationships.length) / ms) * 1000)} rows/s`;
  console.log(
    `${name}: ${nodes.length} nodes, ${relationships.length} relationships; GraphStore ${rate(storeMs)}, bare driver ${rate(bareMs)}, ratio ${ratio.toFixed(2)} (bar ${BAR}; best of ${ROUNDS} rounds each)`,
  );
  return ratio;
}

interface Side {
  /** An empty, set up database; not timed. */
  prepare(): Promise<void>;
  load(): Promise<void>;
}

/** The best time of each side over the rounds, in milliseconds. */
async function race(sides: readonly Side[]): Promise<number[]> {
  const times = sides.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, side] of sides.entries()) {
      await side.prepare();
      times[i] = Math.min(times[i]!, await timed(() => side.load()));
    }
  }
  return times;
}

async function benchEmbedded(readings: readonly Reading[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'entente-load-'));
  const grafeo = (await import('@grafeo-db/js')) as unknown as { default: typeof import('@grafeo-db/js') };
  let opened = 0;
  let store = await openEmbeddedStore({ path: join(folder, 'first.graph') });
  let bare: import('@grafeo-db/js').GrafeoDB | undefined;
  try {
    await store.setUp();
    await writeAll(store, readings);
    const { nodes, relationships } = await rowsOf(store);
    const load = bareLoad(nodes, relationships);
    const openNext = async (): Promise<string> => {
      await store.close();
      bare?.close();
      bare = undefined;
      const path = join(folder, `${opened++}.graph`);
      store = await openEmbeddedStore({ path });
      await store.setUp();
      return path;
    };
    const ours: Side = { prepare: async () => void (await openNext()), load: () => writeAll(store, readings) };
    const theirs: Side = {
      async prepare() {
        const path = await openNext();
        await store.close();
        bare = grafeo.default.GrafeoDB.open(path);
      },
      load: () => loadBare((cypher, parameters) => bare!.executeCypher(cypher, parameters), load),
    };
    const [storeMs, bareMs] = await race([ours, theirs]);
    bare?.close();
    return report('embedded', nodes, relationships, storeMs!, bareMs!);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function toIntegers(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (Array.isArray(value)) return value.map(toIntegers);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toIntegers(item)]));
}

async function benchNeo4j(
  readings: readonly Reading[],
  server: NonNullable<ReturnType<typeof scratchServer>>,
): Promise<number> {
  const scratch = await takeScratch(server);
  const store = await openNeo4jStore(server);
  const driver = neo4j.driver(server.uri, neo4j.auth.basic(server.username, server.password));
  try {
    await scratch.wipe();
    await store.setUp();
    await writeAll(store, readings);
    const { nodes, relationships } = await rowsOf(store);
    const load = bareLoad(nodes, relationships);
    const execute: Execute = async (cypher, parameters = {}) => {
      const session = driver.session({ database: server.database });
      await session.executeWrite((transaction) => transaction.run(cypher, toIntegers(parameters) as object));
      await session.close();
    };
    const prepare = () => scratch.wipe();
    const [storeMs, bareMs] = await race([
      { prepare, load: () => writeAll(store, readings) },
      { prepare, load: () => loadBare(execute, load) },
    ]);
    await scratch.wipe();
    return report('neo4j', nodes, relationships, storeMs!, bareMs!);
  } finally {
    await store.close();
    await driver.close();
    await scratch.release();
  }
}

const readings = makeReadings(720, 1_200);
const server = scratchServer();
const ratios = [await benchEmbedded(readings)];
if (server) ratios.push(await benchNeo4j(readings, server));
else console.log('neo4j: skipped: NEO4J_URI names no server; .ci/neo4j/start.sh starts one');
if (ratios.some((ratio) => ratio < BAR)) process.exitCode = 1;

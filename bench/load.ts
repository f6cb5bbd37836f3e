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
/** As the pipeline writes. */
const ARTICLES_A_WRITE = 16;

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

function report(name: string, rows: number, storeMs: number, bareMs: number): number {
  const ratio = bareMs / storeMs;
  const rate = (ms: number): string => `${Math.round((rows / ms) * 1000)} rows/s`;
  console.log(
    `${name}: GraphStore ${rate(storeMs)}, bare driver ${rate(bareMs)}, ratio ${ratio.toFixed(2)} (bar ${BAR})`,
  );
  return ratio;
}

async function benchEmbedded(readings: readonly Reading[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'entente-load-'));
  try {
    const store = await openEmbeddedStore({ path: join(folder, 'store.graph') });
    await store.setUp();
    const storeMs = await timed(() => writeAll(store, readings));
    const { nodes, relationships } = await rowsOf(store);
    console.log(`${nodes.length} nodes, ${relationships.length} relationships, ${readings.length} articles`);
    await store.close();
    const empty = await openEmbeddedStore({ path: join(folder, 'bare.graph') });
    await empty.setUp();
    await empty.close();
    const grafeo = (await import('@grafeo-db/js')) as unknown as { default: typeof import('@grafeo-db/js') };
    const db = grafeo.default.GrafeoDB.open(join(folder, 'bare.graph'));
    const load = bareLoad(nodes, relationships);
    const bareMs = await timed(() => loadBare((cypher, parameters) => db.executeCypher(cypher, parameters), load));
    db.close();
    return report('embedded', nodes.length + relationships.length, storeMs, bareMs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
    // A server just started compiles as it goes; a first load warms it for both.
    await writeAll(store, readings.slice(0, 160));
    const integers = (value: unknown): unknown => {
      if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
      if (Array.isArray(value)) return value.map(integers);
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, integers(item)]));
    };
    const execute: Execute = async (cypher, parameters = {}) => {
      const session = driver.session({ database: server.database });
      await session.executeWrite((transaction) => transaction.run(cypher, parameters));
      await session.close();
    };
    const warm = await rowsOf(store);
    await scratch.wipe();
    await loadBare(execute, bareLoad(warm.nodes, warm.relationships));
    await scratch.wipe();
    const storeMs = await timed(() => writeAll(store, readings));
    const { nodes, relationships } = await rowsOf(store);
    console.log(`${nodes.length} nodes, ${relationships.length} relationships, ${readings.length} articles`);
    await scratch.wipe();
    const load = bareLoad(nodes, relationships).map(([cypher, rows]): [string, object[]] => [
      cypher,
      integers(rows) as object[],
    ]);
    const bareMs = await timed(() => loadBare(execute, load));
    await scratch.wipe();
    return report('neo4j', nodes.length + relationships.length, storeMs, bareMs);
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

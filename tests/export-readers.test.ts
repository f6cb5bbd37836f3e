/**
 * Readers: every export is read by the tool it is for, and gives the graph back, whatever the names hold. The tools are
 * made ready by .ci/readers/start.sh and .ci/neo4j/start.sh; where one is not there, its tests say so and are skipped.
 */
import { execFile } from 'node:child_process';
import { createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FORMATS } from '../src/graph/formats.ts';
import { compare } from '../src/order.ts';
import { hostileReading, hostileSource } from './export-fixtures.ts';
import { startImported } from './neo4j/imported.ts';
import { type Scratch, type Server, SKIPPED, scratchServer, takeScratch } from './neo4j/scratch.ts';

const run = promisify(execFile);
const python = process.env['ENTENTE_PYTHON'];
const gephi = process.env['ENTENTE_GEPHI'];
const server = scratchServer();
/** Neo4j's jars, cypher-shell and the importer among them, where .ci/neo4j/start.sh lays them. */
const jars = join(process.env['ENTENTE_NEO4J_CACHE'] ?? join(homedir(), '.cache', 'entente-neo4j'), 'server', 'lib');
const hasNeo4j = server !== undefined && existsSync(jars);
const titled = (title: string, ready: unknown, why: string) => (ready ? title : `${title} (${why})`);
const NO_READERS = 'skipped: .ci/readers/start.sh makes it ready';

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'entente-readers-'));
  for (const [format, { files }] of Object.entries(FORMATS)) {
    const named = typeof files === 'function' ? { [`graph.${format}`]: files } : files;
    for (const [name, exportGraph] of Object.entries(named)) {
      await pipeline(Readable.from(exportGraph(hostileSource)), createWriteStream(join(folder, name)));
    }
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Cell = string | number | null;
interface Seen {
  readonly nodes: readonly (readonly Cell[])[];
  readonly edges: readonly (readonly Cell[])[];
  /** What the reader complains of. */
  readonly issues?: readonly string[];
}

const sorted = (rows: readonly (readonly Cell[])[]) =>
  [...rows].sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b)));
const inOrder = ({ nodes, edges, ...rest }: Seen): Seen => ({ nodes: sorted(nodes), edges: sorted(edges), ...rest });

/** The graph as a reader should see it, its names as far as the format can hold them. */
async function expected(toName: (name: string) => string): Promise<Seen> {
  const [entities, edges] = [await hostileSource.entities(), await hostileSource.edges()];
  return inOrder({
    nodes: entities.map(({ id, name }) => [id, toName(name)]),
    edges: edges.map(({ subject, relation, object, statements, first, last }) => [
      ...[subject, relation, object, statements],
      ...[first ?? null, last ?? null],
    ]),
  });
}

/** No file in UTF-8 holds half of a surrogate pair. */
const inUtf8 = (name: string) => name.replace(/\p{Cs}/gu, '\ufffd');
const inXml = (name: string) => inUtf8(name).replace('\u0007', '\ufffd');
const inCsv = (name: string) => inUtf8(name).replace(/\r?\n/gu, ' ');

describe('exports in the tools they are for', () => {
  describe.skipIf(!python)(titled('networkx and rdflib', python, NO_READERS), () => {
    const script = fileURLToPath(new URL('readers/read.py', import.meta.url));
    const read = async (format: string): Promise<Seen> => {
      const { stdout } = await run(python!, [script, format, join(folder, `graph.${format}`)]);
      return inOrder(JSON.parse(stdout) as Seen);
    };

    test.each(['gexf', 'graphml'])('networkx reads every entity, edge, name and day of %s', async (format) => {
      expect(await read(format)).toEqual(await expected(inXml));
    });

    test('rdflib reads every entity, edge and name of Turtle', async () => {
      const { nodes, edges } = await expected(inUtf8);
      expect(await read('turtle')).toEqual({ nodes, edges: edges.map((row) => row.slice(0, 3)) });
    });
  });

  test.skipIf(!gephi)(
    titled('Gephi opens GEXF with every entity, edge, name and day, and has nothing to complain of', gephi, NO_READERS),
    async () => {
      const program = fileURLToPath(new URL('readers/ReadGexf.java', import.meta.url));
      const args = ['-Djava.awt.headless=true', '-cp', gephi!, program, join(folder, 'graph.gexf')];
      const { stdout } = await run('java', args);
      const seen = stdout.split('\n').find((line) => line.startsWith('{'));
      expect(inOrder(JSON.parse(seen!) as Seen)).toEqual({ ...(await expected(inXml)), issues: [] });
    },
  );

  const ask = async ({ uri, username, password, database }: Server, cypher: string): Promise<Cell[][]> => {
    const driver = neo4j.driver(uri, neo4j.auth.basic(username, password), { disableLosslessIntegers: true });
    try {
      const { records } = await driver.executeQuery(cypher, {}, { database });
      return records.map((record) => [...record.values()] as Cell[]);
    } finally {
      await driver.close();
    }
  };
  const seenIn = async (neo: Server): Promise<Seen> => {
    const nodes = await ask(neo, 'MATCH (n:Entity) RETURN n.id, n.name');
    const told = 'r.statements, toString(r.first), toString(r.last)';
    const edges = await ask(neo, `MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id, type(r), b.id, ${told}`);
    return inOrder({ nodes, edges });
  };

  test.skipIf(!hasNeo4j)(
    titled(
      'neo4j-admin imports the pair of CSV files, and a server shows every entity, edge, name and day',
      hasNeo4j,
      SKIPPED,
    ),
    async () => {
      const imported = await startImported(jars, join(folder, 'nodes.csv'), join(folder, 'edges.csv'));
      try {
        expect(imported.said).toContain('9 nodes\n  6 relationships');
        expect(await seenIn(imported.server)).toEqual(await expected(inCsv));
      } finally {
        await imported.stop();
      }
    },
    600_000,
  );

  describe.skipIf(!hasNeo4j)(titled('cypher-shell', hasNeo4j, SKIPPED), () => {
    let scratch: Scratch;
    beforeAll(async () => {
      scratch = await takeScratch(server!);
      await scratch.wipe();
    });
    afterAll(() => scratch.release());

    test('The Cypher script makes both layers, every name and day intact; run twice, it changes nothing', async () => {
      const { uri, username, password, database } = server!;
      const login = ['-a', uri, '-u', username, '-p', password, '-d', database];
      const script = ['--format', 'plain', '-f', join(folder, 'graph.cypher')];
      const { article, sentences, mentions } = hostileReading;
      for (let time = 0; time < 2; time++) {
        await run('java', ['-cp', join(jars, '*'), 'org.neo4j.shell.Main', ...login, ...script]);
        expect(await seenIn(server!)).toEqual(await expected(inUtf8));
        expect(await ask(server!, 'MATCH (s:Sentence)-[:PART_OF]->(a) RETURN s.text, a.title')).toEqual(
          sentences.map(({ text }) => [text, article.title]),
        );
        expect(await ask(server!, 'MATCH ()-[m:MENTIONS]->() RETURN count(m)')).toEqual([[mentions.length]]);
        const ends = 'MATCH (x)<-[:SUBJECT]-(t)-[:OBJECT]->(y), (t)-[:STATED_IN]->(), (t)-[:ATTRIBUTED_TO]->(z)';
        expect(await ask(server!, `${ends} RETURN x.id, t.relation, y.id, z.id`)).toEqual([
          ['Q900', 'ACCUSED', 'person:quote', 'person:quote'],
        ]);
      }
    }, 600_000);
  });
});

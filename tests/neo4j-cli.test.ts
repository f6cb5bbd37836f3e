/** The command line on a real Neo4j: the same words and the same bytes as on the embedded store, and a line for each fault. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder, run } from './cli-run.ts';
import { startOldServer } from './neo4j/old-server.ts';
import { type Scratch, SKIPPED, scratchServer, takeScratch } from './neo4j/scratch.ts';

const folder = makeFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const ARTICLES: Readonly<Record<string, string>> = {
  'meeting.txt':
    'French President Emmanuel Macron met German Chancellor Friedrich Merz in Berlin on Monday. Macron rejected the ceasefire plan.',
  'sanctions.jsonl':
    '{"id": "sanctions-1", "source": "Daily \\u001b[31mRed", "published": "2025-05-20", "text": "The European Union imposed sanctions on Russia on Tuesday."}\n',
};

const server = scratchServer();
const title = server ? 'entente on Neo4j' : `entente on Neo4j (${SKIPPED})`;

// Each test starts processes, which a busy machine may keep waiting.
describe.skipIf(!server)(title, { timeout: 300_000 }, () => {
  const environment = {
    ENTENTE_STORE: 'neo4j',
    NEO4J_URI: server?.uri ?? '',
    NEO4J_USERNAME: server?.username ?? '',
    NEO4J_PASSWORD: server?.password ?? '',
    NEO4J_DATABASE: server?.database ?? '',
  };
  const ask = (args: readonly string[], changed: Readonly<Record<string, string>> = {}) =>
    run(args, { folder, environment: { ...environment, ...changed } });
  const news = join(folder, 'news');
  const embedded = ['--store', 'embedded', '--db', join(folder, 'graph.db')];
  let scratch: Scratch;

  beforeAll(async () => {
    scratch = await takeScratch(server!);
    await scratch.wipe();
    mkdirSync(news);
    for (const [name, text] of Object.entries(ARTICLES)) writeFileSync(join(news, name), text);
    const { stdout, stderr, code } = await ask(['ingest', 'news']);
    expect(`${stdout}${stderr}`).toContain('2 added');
    expect(code).toBe(0);
  }, 900_000);
  afterAll(() => scratch?.release());

  test('ingest skips what is unchanged', async () => {
    expect(JSON.parse((await ask(['ingest', 'news', '--json'])).stdout)).toMatchObject({ added: 0, unchanged: 2 });
  });

  test('status, queries and every text export say what they say on the embedded store', async () => {
    expect((await ask(['ingest', 'news', ...embedded])).code).toBe(0);
    const { place: _address, store, ...counts } = JSON.parse((await ask(['status', '--json'])).stdout);
    expect(store).toBe('neo4j');
    expect(JSON.parse((await ask(['status', '--json', ...embedded])).stdout)).toMatchObject(counts);
    for (const args of [
      ['export'],
      ['export', '--format', 'cypher'],
      ['query', 'busiest'],
      ['query', 'who-rejected', '--json'],
      ['query', 'MATCH (a:Article)-[r:TELLS_OF]->(e:Entity) RETURN a.source, type(r), e ORDER BY e.id', '--json'],
    ]) {
      const answered = await ask(args);
      expect(answered.code).toBe(0);
      expect(answered.stdout).not.toBe('');
      expect(answered).toEqual(await ask([...args, ...embedded]));
    }
  });

  test('an escape sequence of an article reaches the terminal as text only', async () => {
    const { stdout } = await ask(['query', 'MATCH (a:Article) WHERE a.source IS NOT NULL RETURN a.source']);
    expect(stdout).toContain('Red');
    expect(stdout).not.toContain('\u001b');
  });

  test('a query that writes is refused and changes nothing', async () => {
    const { stderr, code } = await ask(['query', 'MATCH (n:Article) DETACH DELETE n']);
    expect(stderr).toMatch(/^error: this query would change the graph .*entente ingest.*\n$/u);
    expect(code).toBe(1);
    expect(JSON.parse((await ask(['status', '--json'])).stdout)).toMatchObject({ articles: 2 });
  });

  test('remove leaves what a graph that never saw the article has', async () => {
    expect((await ask(['remove', 'sanctions-1'])).code).toBe(0);
    expect((await ask(['remove', 'sanctions-1', ...embedded])).code).toBe(0);
    const left = await ask(['export']);
    expect(left).toEqual(await ask(['export', ...embedded]));
    expect(left.stdout).not.toContain('sanctions');
    const again = await ask(['ingest', 'news']);
    expect(`${again.stdout}${again.stderr}`).toContain('1 added, 1 unchanged');
  });

  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['a wrong password', { NEO4J_PASSWORD: 'not-the-password' }, ['refuses the password of "neo4j"', 'NEO4J_PASSWORD']],
    ['a database that is not there', { NEO4J_DATABASE: 'elsewhere' }, ['no database "elsewhere"', 'NEO4J_DATABASE']],
  ])('%s is one line with the next step, and exit code 4', async (_fault, changed, named) => {
    // One command each: Neo4j locks a user out for seconds after three wrong passwords.
    const { stdout, stderr, code } = await ask(['ingest', 'news'], changed);
    expect(stderr).toMatch(/^error: Neo4j at bolt\S+ .*\n$/u);
    for (const words of named) expect(stderr).toContain(words);
    expect(stdout).toBe('');
    expect(code).toBe(4);
  });
});

describe('a server that will not do', { timeout: 180_000 }, () => {
  test.each<[string, readonly [number, number], string]>([
    ['a Neo4j 4.4', [4, 4], 'is 4.4; Entente needs 5 or newer'],
    ['a Neo4j that knows no Bolt of today', [0, 0], 'Entente needs Neo4j 5 or newer'],
  ])('%s is one line that says which is needed, and exit code 4', async (_kind, bolt, named) => {
    const { server: old, uri } = await startOldServer(bolt, 'Neo4j/4.4.38');
    const { stdout, stderr, code } = await run(['status', '--store', 'neo4j'], {
      folder,
      environment: { NEO4J_URI: uri },
    });
    old.close();
    expect(stderr).toMatch(/^error: .*\n$/u);
    expect(stderr).toContain(uri);
    expect(stderr).toContain(named);
    expect(stdout).toBe('');
    expect(code).toBe(4);
  });
});

/** Hostile ingest: hostile texts and names of files through the command line: inert in either store, on the terminal, in each export. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Graph from 'graphology';
import graphml from 'graphology-graphml';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FORMATS } from '../src/graph/formats.ts';
import { makeFolder, run } from './cli-run.ts';
import { ACTIVE, HOSTILE } from './hostile-texts.ts';
import { type Scratch, SKIPPED, scratchServer, takeScratch } from './neo4j/scratch.ts';

/** Names that a file system takes and a shell, a terminal or a page might act on. */
const NAMES = [
  '\u001b[31mred.txt',
  'two\nlines.txt',
  'right\u202etxt.txt',
  '$(touch owned).txt',
  '`id`; rm -rf x.txt',
  "' OR 1=1; MATCH (n) DETACH DELETE n --.txt",
  '<img src=x onerror=alert(1)>.txt',
  '%2e%2e%2f..%2fetc%2fpasswd.txt',
  '--prune.txt',
  '__proto__.txt',
  '=cmd|calc!A1.txt',
];

/** Each as a paragraph of its own, a few pages long; the million brackets whole. */
const TEXTS = Object.entries(HOSTILE).map(
  ([name, text]) => [name, name === 'brackets' ? text : text.slice(0, 3000)] as const,
);

/** Says who met whom around the hostile text, so that the text is in sentences, quotes and names of what is stored. */
const around = (text: string): string =>
  `French President Emmanuel Macron met German Chancellor Friedrich Merz in Berlin on Monday.\n${text}\nMacron praised Merz, the mayor of ${text.slice(0, 200)} said.`;

function putAll(folder: string): void {
  mkdirSync(join(folder, 'news'));
  for (const [name, text] of TEXTS) writeFileSync(join(folder, 'news', `${name}.txt`), around(text));
  for (const name of NAMES) writeFileSync(join(folder, 'news', name), `Narendra Modi visited Tokyo. ${name} said so.`);
  const lines = TEXTS.map(([name, text]) => {
    const value = text.slice(0, 500);
    return JSON.stringify({ id: `${name} ${value}`, title: value, source: value, text: around(value) });
  });
  writeFileSync(join(folder, 'news', 'lines.jsonl'), lines.join('\n'));
}

function expectInert(printed: string): void {
  for (const line of printed.split('\n')) expect(line).not.toMatch(ACTIVE);
}

const server = scratchServer();
const STORES = [
  { title: 'the embedded store', server: undefined, skip: false },
  { title: server ? 'Neo4j' : `Neo4j (${SKIPPED})`, server, skip: server === undefined },
];

for (const { title, server, skip } of STORES) {
  describe.skipIf(skip)(`hostile articles, by the command line, on ${title}`, { timeout: 900_000 }, () => {
    const folder = makeFolder();
    const environment: Record<string, string> = server
      ? {
          ENTENTE_STORE: 'neo4j',
          NEO4J_URI: server.uri,
          NEO4J_USERNAME: server.username,
          NEO4J_PASSWORD: server.password,
          NEO4J_DATABASE: server.database,
        }
      : {};
    const ask = (...args: string[]) => run([...args, '--db', 'graph.db'], { folder, environment });
    let scratch: Scratch | undefined;

    beforeAll(async () => {
      putAll(folder);
      if (!server) return;
      scratch = await takeScratch(server);
      await scratch.wipe();
    }, 900_000);
    afterAll(async () => {
      await scratch?.release();
      rmSync(folder, { recursive: true });
    });

    test('are each stored or reported, one line each, and nothing beside them changes', async () => {
      const { stdout, stderr, code } = await ask('ingest', 'news', '--json');
      expectInert(stdout);
      expectInert(stderr);
      expect(stdout, stderr).not.toBe('');
      const { added, failed } = JSON.parse(stdout);
      expect(added + failed.length).toBe(2 * Object.keys(HOSTILE).length + NAMES.length);
      expect(added).toBeGreaterThan(30);
      expect(code).toBe(failed.length > 0 ? 3 : 0);
      const own = server ? ['model.sha256'] : ['graph.db', 'graph.db.ledger', 'model.sha256'];
      expect(readdirSync(folder).sort()).toEqual([...own, 'news'].sort());
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      expect(JSON.parse((await ask('ingest', 'news', '--json')).stdout)).toMatchObject({ added: 0, unchanged: added });
    });

    test('are read back as they were read, and act on no terminal', async () => {
      const everything = 'MATCH (n) WHERE NOT n:Scratch RETURN n, n.ref, n.title, n.source, n.name, n.text, n.quote';
      for (const args of [
        ['query', everything],
        ['query', everything, '--json'],
        ['query', 'sources'],
        ['status'],
        ['review'],
      ]) {
        const { stdout, code } = await ask(...args);
        expect(code).toBe(0);
        if (args[0] !== 'review') expect(stdout).not.toBe('');
        expectInert(stdout);
      }
      const { stdout } = await ask(
        'query',
        "MATCH (a:Article) WHERE a.ref = 'cypher.txt' RETURN a.text AS text",
        '--json',
      );
      expect(JSON.parse(stdout).text).toBe(around(HOSTILE.cypher!));
      const { stderr } = await ask('remove', '\u001b[2J\u202eno such article');
      expectInert(stderr);
    });

    test.each(Object.keys(FORMATS))('are inert in %s', async (format) => {
      const out = join(folder, 'out', format);
      mkdirSync(join(folder, 'out'), { recursive: true });
      expect((await ask('export', '--format', format, '--out', out)).code).toBe(0);
      const files = format === 'csv' ? readdirSync(out).map((name) => join(out, name)) : [out];
      const texts = files.map((file) => readFileSync(file, 'utf8'));
      for (const text of texts) expectInert(text);
      const text = texts.join('');
      expect(text.length).toBeGreaterThan(1000);
      if (format === 'json') expect(JSON.parse(text).articles.length).toBeGreaterThan(20);
      if (format === 'jsonl')
        for (const line of text.trimEnd().split('\n')) expect(JSON.parse(line).kind).toMatch(/^\w+$/u);
      if (format === 'graphml') expect(graphml.parse(Graph, text).order).toBeGreaterThan(5);
      if (format === 'graphml' || format === 'gexf') {
        const { document } = parseHTML(text);
        expect(document.querySelectorAll('script, img, svg').length).toBe(0);
      }
      if (format === 'cypher')
        for (const line of text.trimEnd().split('\n')) expect(line).toMatch(/^(?:CREATE CONSTRAINT|MERGE|MATCH) .*;$/u);
    });

    test('withdrawn, they leave nothing', async () => {
      const { stdout } = await ask('query', 'MATCH (a:Article) RETURN a.id AS id', '--json');
      const ids = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).id as string);
      expect((await ask('remove', ...ids)).code).toBe(0);
      expect(
        (await ask('query', 'MATCH (n) WHERE NOT n:Graph AND NOT n:Scratch RETURN count(n) AS n', '--json')).stdout,
      ).toBe('{"n":0}\n');
    });
  });
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeFolder, run } from './cli-run.ts';

const folder = makeFolder();
const at = (name: string) => join(folder, name);
const db = at('graph.db');

beforeAll(async () => {
  mkdirSync(at('empty-folder'));
  writeFileSync(at('empty.txt'), '');
  writeFileSync(at('binary.txt'), Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 37) % 256)));
  writeFileSync(at('long.txt'), 'Putin met Trump. '.repeat(3_000_000));
  writeFileSync(at('broken.txt'), Buffer.from([0x54, 0x72, 0x75, 0x6d, 0x70, 0x20, 0xff, 0xc3, 0x28]));
  writeFileSync(at('no-text.html'), '<html><body><script>let x</script></body></html>');
  writeFileSync(
    at('bad-line.jsonl'),
    '{"id":"a","text":"Modi visited Tokyo."}\n{"id":"b","text":"Xi met Putin."}\n{"id":\n',
  );
  writeFileSync(at('no.db'), 'this is no database\n');
  writeFileSync(at('good.txt'), 'Narendra Modi visited Tokyo on Friday.');
  expect((await run(['ingest', at('good.txt'), '--db', db])).code).toBe(0);
}, 180_000);

/** Command, exit code, and what the one line must name. */
const CASES: readonly (readonly [title: string, args: () => string[], code: number, names: readonly string[]])[] = [
  ['An empty file', () => ['ingest', at('empty.txt')], 1, ['empty.txt', 'empty']],
  ['A binary file', () => ['ingest', at('binary.txt')], 1, ['binary.txt', 'binary']],
  ['50 MB on one line', () => ['ingest', at('long.txt')], 1, ['long.txt', 'MB']],
  ['Broken UTF-8', () => ['ingest', at('broken.txt')], 1, ['broken.txt', 'UTF-8']],
  ['HTML without text', () => ['ingest', at('no-text.html')], 1, ['no-text.html', 'text']],
  [
    'JSONL with a bad line 3, whose others are read',
    () => ['ingest', at('bad-line.jsonl')],
    3,
    ['bad-line.jsonl:3', 'JSON'],
  ],
  ['A folder without articles', () => ['ingest', at('empty-folder')], 1, ['empty-folder', '.txt']],
  ['A file that is not there', () => ['ingest', at('nowhere.txt')], 1, ['nowhere.txt']],
  ['An unknown query name', () => ['query', 'who-rejectd'], 2, ['who-rejectd', 'who-rejected']],
  ['A query without a parameter it needs', () => ['query', 'path', '--param', 'from=Modi'], 2, ['path', 'to']],
  ['A parameter that the query does not take', () => ['query', 'busiest', '--param', 'day=1'], 2, ['day', 'from']],
  ['A parameter without a value', () => ['query', 'busiest', '--param', 'limit'], 2, ['limit', 'name=value']],
  ['A Cypher syntax error', () => ['query', 'MATCH (n RETURN n'], 1, ['line 1']],
  ['A query that writes', () => ['query', 'CREATE (n:Entity {id: 1}) RETURN n'], 1, ['change', 'ingest']],
  ['A db path that is no database', () => ['status', '--db', at('no.db')], 4, ['no.db', '--db']],
  ['A db that is not there yet', () => ['query', 'busiest', '--db', at('none.db')], 4, ['none.db', 'ingest']],
  ['Neo4j not there', () => ['status', '--store', 'neo4j'], 4, ['bolt://127.0.0.1:9', 'NEO4J_URI']],
  ['A missing model', () => ['ingest', at('good.txt'), '--model', at('no-model')], 2, ['no-model', '--model']],
  ['An article that is not stored', () => ['remove', 'nowhere.txt'], 2, ['nowhere.txt']],
  ['An unknown command', () => ['ingset', 'x'], 2, ['ingest']],
  ['An unknown flag', () => ['export', '--fromat', 'json'], 2, ['fromat', '--format']],
  ['An unknown format', () => ['export', '--format', 'xls'], 2, ['xls', 'jsonl']],
  ['No command', () => [], 2, ['--help']],
  ['A number that is none', () => ['ingest', at('good.txt'), '--threads', 'many'], 2, ['--threads']],
  ['csv without a folder', () => ['export', '--format', 'csv'], 2, ['--out']],
  ['A gold file that is not there', () => ['eval', at('nowhere.jsonl')], 2, ['nowhere.jsonl']],
  ['A gold file with a bad line', () => ['eval', at('bad-line.jsonl')], 2, ['bad-line.jsonl:1']],
];

describe('bad input', { timeout: 180_000 }, () => {
  test.each(CASES)('%s gives one clear line and the right exit code', async (_title, args, code, names) => {
    const given = args();
    const { stderr, ...ended } = await run(given.includes('--db') ? given : [...given, '--db', db], {
      environment: { NEO4J_URI: 'bolt://127.0.0.1:9' },
    });
    const lines = stderr
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith('reading: '));
    expect(lines).toHaveLength(1);
    for (const name of names) expect(lines[0]).toContain(name);
    expect(lines[0]).not.toMatch(/undefined|\[object|at .*\.ts:/u);
    expect(ended.code).toBe(code);
  });

  test('A wrong setting in entente.config.json is named with its file and key', async () => {
    const own = makeFolder();
    writeFileSync(join(own, 'entente.config.json'), '{"stoer": "neo4j"}');
    const { stderr, code } = await run(['status'], { folder: own });
    expect(stderr).toMatch(/entente\.config\.json.*stoer.*store/u);
    expect(code).toBe(2);
  });

  test('What was stored stays, whatever came after it', async () => {
    const { stdout } = await run([
      'query',
      'MATCH (a:Article {ref: "good.txt"}) RETURN a.ref AS ref',
      '--db',
      db,
      '--json',
    ]);
    expect(stdout).toBe('{"ref":"good.txt"}\n');
  });
});

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadCommands } from '../src/commands/parser.ts';
import { makeFolder, run } from './cli-run.ts';

const folder = makeFolder();
const news = join(folder, 'news');
const db = join(folder, 'graph.db');

const MEETING = `Macron Meets Merz

French President Emmanuel Macron met German Chancellor Friedrich Merz in Berlin on Monday. Macron rejected the ceasefire plan.
`;
const SANCTIONS = `{"id": "sanctions-1", "title": "EU Sanctions Russia", "source": "Daily \\u001b[31mRed", "published": "2025-05-20", "text": "The European Union imposed sanctions on Russia on Tuesday. Russian President Vladimir Putin criticized the European Union."}\n`;

beforeAll(async () => {
  mkdirSync(news);
  writeFileSync(join(news, 'meeting.txt'), MEETING);
  writeFileSync(join(news, 'sanctions.jsonl'), SANCTIONS);
  const { code, stdout, stderr } = await run(['ingest', news, '--db', db], { folder });
  expect(`${stdout}${stderr}`).toContain('2 added');
  expect(code).toBe(0);
}, 180_000);

const ask = (...args: string[]) => run([...args, '--db', db], { folder });

// Each test starts processes, which a busy machine may keep waiting.
describe('entente', { timeout: 180_000 }, () => {
  test('ingest skips what is unchanged, and says so in JSON too', async () => {
    const { stdout, code } = await ask('ingest', news, '--json');
    expect(JSON.parse(stdout)).toEqual({
      added: 0,
      replaced: 0,
      unchanged: 2,
      withdrawn: [],
      failed: [],
      interrupted: false,
    });
    expect(code).toBe(0);
  });

  test('query answers Cypher as JSON lines, one object a row, and as a table with a count on stderr', async () => {
    const cypher = 'MATCH (a:Article) RETURN a.ref AS ref, a.published AS published ORDER BY ref';
    const json = await ask('query', cypher, '--json');
    expect(
      json.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { ref: 'meeting.txt', published: null },
      { ref: 'sanctions-1', published: '2025-05-20' },
    ]);
    const table = await ask('query', cypher);
    expect(table.stdout).toMatch(/^ref +published\nmeeting\.txt/u);
    expect(table.stderr).toBe('2 rows\n');
  });

  test('query takes a name and parameters, whose JSON values are read as such', async () => {
    const { stdout, code } = await ask('query', 'busiest', '--param', 'limit=1', '--json');
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  });

  test('An escape sequence of an article reaches the terminal as text only', async () => {
    const { stdout } = await ask('query', 'MATCH (a:Article) WHERE a.source IS NOT NULL RETURN a.source');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('Red');
  });

  test('queries lists every file of cypher/queries with its parameters', async () => {
    const { stdout } = await run(['queries'], { folder });
    expect(stdout).toContain('who-rejected');
    expect(stdout).toContain('[event]');
  });

  test('status counts articles and entities', async () => {
    const { stdout } = await ask('status', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ store: 'embedded', place: db, articles: 2, entities: { Person: 3 } });
    expect((await ask('status')).stdout).toMatch(/articles +2\n/u);
  });

  test('export writes to a file, and the csv pair into a folder', async () => {
    const file = join(folder, 'graph.jsonl');
    expect((await ask('export', '--out', file)).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe((await ask('export', '--format', 'jsonl')).stdout);
    await ask('export', '--format', 'csv', '--out', join(folder, 'csv'));
    expect(existsSync(join(folder, 'csv', 'nodes.csv')) && existsSync(join(folder, 'csv', 'edges.csv'))).toBe(true);
  });

  test('A reader that has seen enough ends the export without an error', async () => {
    const { execFile } = await import('node:child_process');
    const cli = `${process.execPath} --import ${import.meta.resolve('tsx')} ${join(import.meta.dirname, '../src/cli.ts')}`;
    const stderr = await new Promise<string>((done) => {
      execFile('bash', ['-c', `set -o pipefail; ${cli} export --db ${db} | head -c 1`], (_fault, _out, err) =>
        done(err),
      );
    });
    expect(stderr).not.toMatch(/EPIPE|error/iu);
  });

  test('A changed article replaces its old self, a vanished one is withdrawn with --prune', async () => {
    const own = makeFolder();
    const files = join(own, 'in');
    mkdirSync(files);
    writeFileSync(join(files, 'a.txt'), 'Narendra Modi visited Tokyo on Friday, officials in Japan said afterwards.');
    writeFileSync(join(files, 'b.txt'), 'Olaf Scholz visited Beijing on Friday, officials in China said afterwards.');
    const args = ['ingest', files, '--db', join(own, 'db'), '--prune', '--json'];
    expect(JSON.parse((await run(args)).stdout)).toMatchObject({ added: 2 });
    writeFileSync(join(files, 'a.txt'), 'Narendra Modi visited Osaka on Friday, officials in Japan said afterwards.');
    rmSync(join(files, 'b.txt'));
    expect(JSON.parse((await run(args)).stdout)).toMatchObject({ added: 0, replaced: 1, withdrawn: ['b.txt'] });
    const { stdout } = await run(['query', 'MATCH (a:Article) RETURN a.ref AS ref', '--db', join(own, 'db'), '--json']);
    expect(stdout).toBe('{"ref":"a.txt"}\n');
  });

  test('Ctrl-C ends after the article at hand with 130, and the next run goes on', async () => {
    const own = makeFolder();
    const lines = Array.from({ length: 40 }, (_, i) =>
      JSON.stringify({ id: `n${i}`, text: `Minister Number ${i} of Japan visited Tokyo on day ${i} of the talks.` }),
    );
    writeFileSync(join(own, 'many.jsonl'), lines.join('\n'));
    const args = ['ingest', join(own, 'many.jsonl'), '--db', join(own, 'db')];
    let interrupted = false;
    const first = await run([...args, '--verbose'], {
      onOutput: ({ stderr }, child) => {
        if (!interrupted && stderr.includes('"msg":"read"')) interrupted = child.kill('SIGINT');
      },
    });
    expect(first.code).toBe(130);
    expect(first.stderr).toContain('the next run goes on');
    const stored = Number(/^(\d+) added/mu.exec(first.stdout)?.[1]);
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(40);
    const second = await run([...args, '--json']);
    expect(JSON.parse(second.stdout)).toMatchObject({ added: 40 - stored, unchanged: stored });
  });

  test('eval scores gold documents that carry their text, and lists what was missed', async () => {
    const own = makeFolder();
    const gold = {
      id: 'doc',
      text: 'French President Emmanuel Macron visited Tokyo on Monday.',
      entities: [
        { id: 'macron', name: 'Emmanuel Macron', label: 'Person', mentions: ['Emmanuel Macron'] },
        { id: 'mars', name: 'Mars', label: 'Place', mentions: ['Mars'] },
      ],
      statements: [
        {
          subject: 'macron',
          relation: 'VISITED',
          object: 'mars',
          polarity: 'affirmed',
          modality: 'actual',
          evidence: 'visited',
        },
      ],
    };
    writeFileSync(join(own, 'gold.jsonl'), JSON.stringify(gold));
    const { stdout, code } = await run(['eval', join(own, 'gold.jsonl'), '--json', '--errors']);
    const report = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(report).toMatchObject({ documents: 1, missing: 0, labels: { Person: { recall: 1 }, Place: { recall: 0 } } });
    expect(report.errors).toContainEqual(
      expect.objectContaining({ fault: 'missed', relation: 'VISITED', object: 'mars' }),
    );
  });

  test('review offers lines that settle a doubt, and a broken decision is named by its line', async () => {
    const decisions = join(folder, 'decisions.txt');
    expect((await ask('review', '--json')).code).toBe(0);
    writeFileSync(decisions, 'same Q1\n');
    const { stderr, code } = await ask('review', '--decisions', decisions);
    rmSync(decisions);
    expect(stderr).toMatch(/decisions\.txt:1: .*same A B/u);
    expect(code).toBe(2);
  });

  test('--watch reads what comes into the folder until Ctrl-C', async () => {
    const own = makeFolder();
    const files = join(own, 'in');
    mkdirSync(files);
    writeFileSync(join(files, 'a.txt'), 'Narendra Modi visited Tokyo on Friday.');
    let written = false;
    const { stdout, code } = await run(['ingest', files, '--watch', '--db', join(own, 'db')], {
      onOutput: ({ stdout }, child) => {
        const runs = stdout.split('\n').filter((line) => line.startsWith('1 added')).length;
        // A second Ctrl-C would end it at once.
        if (runs === 2 && !child.killed) child.kill('SIGINT');
        // The watch begins once the first run has ended.
        if (runs === 1 && !written)
          setTimeout(() => writeFileSync(join(files, 'b.txt'), 'Xi Jinping visited Moscow on Friday.'), 500);
        if (runs === 1) written = true;
      },
    });
    expect(stdout).toBe('1 added\n1 added, 1 unchanged\n');
    expect(code).toBe(0);
  });

  test('diff tells what came since a day, since an article and since an export; what is none of these is refused', async () => {
    const kinds = async (since: string) =>
      (await ask('diff', '--since', since, '--json')).stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
        .filter((row) => row.new === 'tie')
        .map((row) => `${row.subject.name} ${row.relation} ${row.object.name}`);
    const sanctioned = 'European Union SANCTIONED Russia';
    expect(await kinds('2025-05-20')).toContain(sanctioned);
    expect(await kinds('sanctions-1')).toContain(sanctioned);
    const before = join(folder, 'before.jsonl');
    writeFileSync(before, '');
    expect(await kinds(before)).toEqual(
      expect.arrayContaining([sanctioned, 'Emmanuel Macron MET_WITH Friedrich Merz']),
    );
    const table = await ask('diff', '--since', '2025-05-20', '--limit', '1');
    expect(table.stdout).toMatch(/^New ties: \d+\nwho +what +whom/u);
    expect(table.stderr).toMatch(/^1 of 2 articles are new since 2025-05-20\n1 have no date/u);
    expect((await ask('diff', '--since', '2030-01-01')).stdout).toBe('nothing new\n');
    const refused = {
      ...{ '2025-02-30': 'there is no such day', 'meeting.txt': 'has no date' },
      ...{ 'nobody.txt': 'no stored article is called' },
    };
    for (const [since, fault] of Object.entries(refused)) {
      const { code, stderr } = await ask('diff', '--since', since);
      expect(stderr).toContain(fault);
      expect(code).toBe(2);
    }
  });

  test('backup and restore bring the graph back, and feeds are then fetched anew', async () => {
    const own = makeFolder();
    const file = join(own, 'graph.backup');
    expect((await ask('backup', file)).stdout).toContain('backed up 2 articles');
    expect(await ask('backup', file)).toMatchObject({ code: 2, stderr: expect.stringContaining('--force') });
    mkdirSync(join(own, 'feeds'));
    writeFileSync(join(own, 'feeds', 'feeds.json'), '{}');
    const restored = await run(['restore', file, '--db', join(own, 'graph.db')]);
    expect(restored.stdout).toContain('restored 2 articles');
    expect(existsSync(join(own, 'feeds', 'feeds.json'))).toBe(false);
    const { stdout } = await run(['export', '--db', join(own, 'graph.db')]);
    expect(stdout).toBe((await ask('export')).stdout);
    for (const command of ['backup', 'restore']) {
      const { code, stderr } = await run([command, file, '--store', 'neo4j']);
      expect(stderr).toMatch(/neo4j-admin database (?:dump|load) neo4j/u);
      expect(code).toBe(2);
    }
  });

  test('browse prints the address of a named query in Neo4j Browser; an unknown one is refused', async () => {
    const { stdout, code } = await run(['browse', 'neighbours', '--param', "name=O'Hara", '--quiet']);
    const link = new URL(stdout);
    expect(code).toBe(0);
    expect(link.origin).toBe('http://localhost:7474');
    expect(link.searchParams.get('dbms')).toBe('bolt://neo4j@localhost:7687');
    expect(link.searchParams.get('arg')).toContain("toLower('O\\'Hara')");
    const unknown = await run(['browse', 'nieghbours']);
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringMatching(/^error: .*did you mean neighbours/u) });
  });

  test('Every command explains itself with an example', async () => {
    const commands = (await loadCommands()).map(({ command }) => String(command).split(' ')[0]!);
    const helps = await Promise.all(commands.map((command) => run([command, '--help'])));
    for (const { code, stdout } of helps) {
      expect(stdout).toContain('Examples:');
      expect(code).toBe(0);
    }
  });

  test('completion prints a script for the shell', async () => {
    expect((await run(['completion'])).stdout).toContain('entente');
  });
});

describe('settings', { timeout: 180_000 }, () => {
  test('A flag wins over the environment, that over .env, that over entente.config.json', async () => {
    const own = makeFolder();
    writeFileSync(join(own, 'entente.config.json'), JSON.stringify({ db: 'from-file.db' }));
    const missing = async (args: string[], environment = {}) =>
      (await run(['status', ...args], { folder: own, environment })).stderr;
    expect(await missing([])).toContain('from-file.db');
    writeFileSync(join(own, '.env'), 'ENTENTE_DB=from-dotenv.db\n');
    expect(await missing([])).toContain('from-dotenv.db');
    expect(await missing([], { ENTENTE_DB: 'from-environment.db' })).toContain('from-environment.db');
    expect(await missing(['--db', 'from-flag.db'], { ENTENTE_DB: 'from-environment.db' })).toContain('from-flag.db');
  });
});

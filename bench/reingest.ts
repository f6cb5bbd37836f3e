/**
 * Reingest: how much faster `entente ingest` passes over articles that have not changed than it read them at first, in
 * wall time of the whole command. On the embedded store, and on Neo4j where NEO4J_URI names one that may be filled.
 * `npm run build && npm run bench:reingest -- <file.jsonl> [how many items]`; ends with 1 where a ratio is under 100.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../src/root.ts';

const BAR = 100;
/** The second ingest is short, so that chance weighs on it: the middle one of so many counts. */
const AGAIN = 3;

const [, , source, wanted = '5000'] = process.argv;
if (source === undefined || !(Number(wanted) > 0)) {
  console.error('bench/reingest.ts: name a JSONL file of articles, such as bench:reingest -- articles.jsonl 5000');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'entente-reingest-'));

interface Run {
  readonly ms: number;
  readonly added: number;
  readonly replaced: number;
  readonly unchanged: number;
  readonly failed: readonly unknown[];
}

/** Runs the built command line, as `npx entente` does. */
function ingest(corpus: string, store: string): Run {
  const cli = join(packageRoot, 'dist', 'cli.js');
  const args = [cli, 'ingest', corpus, '--store', store, '--db', join(folder, 'graph.db'), '--json', '--quiet'];
  const start = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  const ms = performance.now() - start;
  if (status !== 0 && status !== 3) throw new Error(`entente ingest ended with ${status}: ${stderr}`);
  return { ms, ...(JSON.parse(stdout) as Omit<Run, 'ms'>) };
}

function tell(what: string, { ms, added, replaced, unchanged, failed }: Run): void {
  const counts = `${added} added, ${replaced} replaced, ${unchanged} unchanged, ${failed.length} failed`;
  console.log(`${what}: ${(ms / 1000).toFixed(2)} s: ${counts}`);
}

try {
  const items = readFileSync(source, 'utf8').split('\n').filter(Boolean).slice(0, Number(wanted));
  const corpus = join(folder, 'corpus.jsonl');
  writeFileSync(corpus, `${items.join('\n')}\n`);
  for (const store of process.env.NEO4J_URI ? ['embedded', 'neo4j'] : ['embedded']) {
    const first = ingest(corpus, store);
    tell(`${store}, first ingest`, first);
    if (first.added === 0) throw new Error(`${store}: the store holds these articles already; give an empty one`);
    const again = Array.from({ length: AGAIN }, () => ingest(corpus, store)).sort((a, b) => a.ms - b.ms);
    for (const run of again) tell(`${store}, ingested again`, run);
    const ratio = first.ms / again[Math.floor(AGAIN / 2)]!.ms;
    console.log(`${store}: ${items.length} items again ${ratio.toFixed(0)} times as fast as at first (bar ${BAR})`);
    if (ratio < BAR) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

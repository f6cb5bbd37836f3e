/**
 * Reingest: how much faster articles that have not changed are passed over than they were read, on the embedded store.
 * `npm run bench:reingest -- <file.jsonl> [how many items]`; ends with 1 where the ratio is under 100.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/config.ts';
import { ingest } from '../src/pipeline.ts';
import { openStages, openStore } from '../src/stages.ts';

const BAR = 100;

const [, , source, wanted = '5000'] = process.argv;
if (source === undefined) {
  console.error('bench/reingest.ts: name a JSONL file of articles, such as bench:reingest -- articles.jsonl 5000');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'entente-reingest-'));
try {
  const items = readFileSync(source, 'utf8').split('\n').filter(Boolean).slice(0, Number(wanted));
  const corpus = join(folder, 'corpus.jsonl');
  writeFileSync(corpus, `${items.join('\n')}\n`);
  const config = readConfig({ store: 'embedded', db: join(folder, 'graph.db') }, folder, {});

  // As two runs of the command: stages and store are opened anew, and the time counts from there.
  const runOnce = async (): Promise<number> => {
    const start = performance.now();
    const stages = await openStages(config);
    const store = await openStore(config);
    const report = await ingest([corpus], stages, store);
    const ms = performance.now() - start;
    const { added, replaced, unchanged, failed } = report;
    console.log(
      `${(ms / 1000).toFixed(2)} s: ${added} added, ${replaced} replaced, ${unchanged} unchanged, ${failed.length} failed`,
    );
    await store.close();
    await stages.close();
    return ms;
  };
  const first = await runOnce();
  const again = await runOnce();
  const ratio = first / again;
  console.log(`${items.length} items: again ${ratio.toFixed(0)} times as fast as at first (bar ${BAR})`);
  if (ratio < BAR) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

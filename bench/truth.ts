/**
 * npm run bench:truth: the bars of statement extraction, on gold documents that lie beside the project (../shared).
 *
 * Printed for each set: strict F1, precision and pairs as `entente eval` has them; of the statements matched in subject,
 * relation and object, polarity and actual-or-not; how often subject and object are exchanged; attribution; and the time
 * of resolving and extracting against the encoder's alone. PLOVER's records are scored by ../shared/eval/score-gsr.mjs.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readConfig } from '../src/config.ts';
import { align, collectSurfaces } from '../src/eval/align.ts';
import { type GoldDocument, readGold } from '../src/eval/gold.ts';
import { runGold } from '../src/eval/run.ts';
import { type ScoredRows, score } from '../src/eval/score.ts';
import { relationOf } from '../src/ontology.ts';
import { packageRoot } from '../src/root.ts';
import { openStages } from '../src/stages.ts';

const shared = join(packageRoot, '..', 'shared');
if (!existsSync(shared)) {
  console.error(`${shared} is not there: the gold documents lie beside the project`);
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'entente-truth-'));
const stages = await openStages(readConfig({}));
const feedOf = (gold: string): string => {
  const feed = join(folder, `${basename(gold)}.feed.jsonl`);
  writeFileSync(feed, execFileSync('node', [join(shared, 'eval', 'feed.mjs'), gold], { maxBuffer: 1 << 28 }));
  return feed;
};
const sets = [
  { name: 'dev.jsonl', file: join(shared, 'gold', 'dev.jsonl'), only: /./u },
  { name: 'dev-articles.jsonl', file: join(shared, 'gold', 'dev-articles.jsonl'), only: /./u },
  { name: 'dev.jsonl, long articles', file: join(shared, 'gold', 'dev.jsonl'), only: /^\d+$/u },
];
try {
  const { annotator, resolver, extractor, segment } = await stages.open();
  for (const { name, file, only } of sets) {
    const gold = readGold(file).filter((doc) => only.test(doc.id));
    const feed = feedOf(file);
    const { rows } = await runGold(gold, [feed], stages);
    const report = score(gold, rows);
    const detail = compare(gold, rows);
    const line = (what: string, value: string) => console.log(`${name.padEnd(26)} ${what.padEnd(34)} ${value}`);
    line(
      'statements F1 (P, R)',
      `${report.statements.f1.toFixed(3)} (${report.statements.precision.toFixed(3)}, ${report.statements.recall.toFixed(3)})`,
    );
    line('pairs F1', report.pairs.f1.toFixed(3));
    line(
      'polarity and actual-or-not right',
      `${(detail.right / Math.max(1, detail.matched)).toFixed(3)} of ${detail.matched} matched`,
    );
    line('subject and object exchanged', `${detail.exchanged} of ${report.statements.found} found`);
    line('attribution right', report.attribution === null ? 'none to compare' : report.attribution.toFixed(3));
  }
  const articles = [];
  for await (const { article } of stages.read([join(shared, 'articles')])) if (article) articles.push(segment(article));
  // The least of three rounds: what else the machine does only adds.
  let encoding = Number.POSITIVE_INFINITY;
  let rest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round += 1) {
    const start = performance.now();
    const annotated = await annotator.annotate(articles);
    const encoded = performance.now();
    for (const one of annotated) extractor.extract(resolver.resolve(one));
    encoding = Math.min(encoding, encoded - start);
    rest = Math.min(rest, performance.now() - encoded);
  }
  console.log(
    `time of the whole against the encoder's alone, five articles: ${((encoding + rest) / encoding).toFixed(2)} ×`,
  );
  plover();
} finally {
  rmSync(folder, { recursive: true, force: true });
  await stages.close();
}

/** Triples found whatever their circumstance, how many have the gold's, and pairs found the wrong way round. */
function compare(
  gold: readonly GoldDocument[],
  rows: ScoredRows,
): { matched: number; right: number; exchanged: number } {
  const entityById = new Map(rows.entities.map((entity) => [entity.id, entity]));
  const totals = { matched: 0, right: 0, exchanged: 0 };
  for (const doc of gold) {
    const article = rows.articles.find((one) => one.ref === doc.id || one.ref.replace(/\.\w+$/u, '') === doc.id);
    const statements = rows.statements.filter((s) => s.article === article?.id);
    const aligned = align(doc, collectSurfaces(rows.mentions.filter((m) => m.article === article?.id)), (id) =>
      entityById.get(id),
    );
    const wanted = doc.statements.map((s) => ({
      ...s,
      subject: aligned.get(s.subject),
      object: aligned.get(s.object),
    }));
    const is = (
      a: { subject?: string | undefined; object?: string | undefined; relation: string },
      s: (typeof statements)[number],
      swap: boolean,
    ) =>
      a.relation === s.relation &&
      (swap ? a.subject === s.object && a.object === s.subject : a.subject === s.subject && a.object === s.object);
    for (const statement of statements) {
      const symmetric = relationOf(statement.relation).symmetric;
      const same = wanted.filter((g) => is(g, statement, false) || (symmetric && is(g, statement, true)));
      if (same.length > 0) {
        totals.matched += 1;
        totals.right += Number(
          same.some(
            (g) => g.polarity === statement.polarity && (g.modality === 'actual') === (statement.modality === 'actual'),
          ),
        );
      } else if (!symmetric && wanted.some((g) => is(g, statement, true))) totals.exchanged += 1;
    }
  }
  return totals;
}

/** PLOVER's gold standard records, through a store-less export by the command line. */
function plover(): void {
  const records = join(shared, 'eval', 'plover-gsr.jsonl');
  const db = join(folder, 'gsr.db');
  const cli = ['--import', 'tsx', join(packageRoot, 'src', 'cli.ts')];
  execFileSync('node', [...cli, 'ingest', feedOf(records), '--db', db, '--quiet'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const rows = join(folder, 'gsr.jsonl');
  writeFileSync(
    rows,
    execFileSync('node', [...cli, 'export', '--format', 'jsonl', '--db', db], { maxBuffer: 1 << 30 }),
  );
  console.log(
    `PLOVER's records: ${execFileSync('node', [join(shared, 'eval', 'score-gsr.mjs'), records, rows], { encoding: 'utf8' }).split('\n')[0]}`,
  );
}

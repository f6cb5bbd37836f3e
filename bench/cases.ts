/**
 * npm run eval: the project's own gold — seeds and the cases of tests/gold — against the committed baseline.
 *
 *   npm run eval                  figures by phenomenon; fails where one falls below tests/gold/baseline.json
 *   npm run eval -- --errors      also every case that failed
 *   npm run eval -- --update      writes the baseline: a change of quality is a reviewed diff
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/config.ts';
import { accuracyOf, readCases, scoreCases, sumFigures, toGold } from '../src/eval/cases.ts';
import { readGold } from '../src/eval/gold.ts';
import { runGold } from '../src/eval/run.ts';
import { score } from '../src/eval/score.ts';
import { packageRoot } from '../src/root.ts';
import { openStages } from '../src/stages.ts';

const baselineFile = join(packageRoot, 'tests', 'gold', 'baseline.json');
const flags = new Set(process.argv.slice(2));
const stages = await openStages(readConfig({}));
const folder = mkdtempSync(join(tmpdir(), 'entente-cases-'));
const round = (x: number): number => Math.round(x * 1000) / 1000;
const baseline: Record<string, number> = {};
try {
  const cases = readCases(join(packageRoot, 'tests', 'gold'));
  const feed = join(folder, 'cases.jsonl');
  writeFileSync(feed, cases.map(({ id, text, published }) => JSON.stringify({ id, text, published })).join('\n'));
  const { rows } = await runGold(cases.map(toGold), [feed], stages);
  const { byPhenomenon, errors } = scoreCases(cases, rows);
  if (flags.has('--errors')) for (const { id, text, what } of errors) console.log(`${id}\t${what}\t${text}`);
  console.log('phenomenon              right   must  found  must not  violated');
  const all = sumFigures(byPhenomenon.values());
  for (const [phenomenon, figures] of [...byPhenomenon, ['all', all] as const]) {
    baseline[phenomenon] = round(accuracyOf(figures));
    console.log(
      `${phenomenon.padEnd(22)} ${accuracyOf(figures).toFixed(3)} ${String(figures.must).padStart(7)} ${String(figures.found).padStart(6)} ${String(figures.mustNot).padStart(9)} ${String(figures.violated).padStart(9)}`,
    );
  }
  const share = (name: string, right: number, of: number) => {
    baseline[name] = round(right / of);
    console.log(`${name.padEnd(22)} ${(right / of).toFixed(3)} (${right} of ${of})`);
  };
  share('polarity', all.polarityRight, all.matched);
  share('actual or not', all.actualRight, all.matched);
  share('dates', all.dateRight, all.dated);
  share('attribution', all.attributionRight, all.attributed);
  const gold = readGold(join(packageRoot, 'seeds', 'gold.jsonl'));
  const report = score(gold, (await runGold(gold, [join(packageRoot, 'seeds')], stages)).rows);
  for (const part of ['mentions', 'entities', 'events', 'statements', 'pairs'] as const) {
    baseline[`seeds ${part}`] = round(report[part].f1);
    console.log(
      `${`seeds ${part}`.padEnd(22)} F1 ${report[part].f1.toFixed(3)}  P ${report[part].precision.toFixed(3)}  R ${report[part].recall.toFixed(3)}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
  await stages.close();
}
if (flags.has('--update')) writeFileSync(baselineFile, `${JSON.stringify(baseline, null, 2)}\n`);
else {
  const kept = JSON.parse(readFileSync(baselineFile, 'utf8')) as Record<string, number>;
  const fallen = Object.entries(kept).filter(([name, value]) => (baseline[name] ?? 0) < value - 0.0005);
  for (const [name, value] of fallen)
    console.error(`${name}: ${baseline[name] ?? 'missing'}, the baseline is ${value}`);
  if (fallen.length > 0) process.exit(1);
}

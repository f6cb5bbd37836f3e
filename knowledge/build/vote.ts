/**
 * Vote on labels: what the encoder calls the things that the stream's links lead to, months 2025-01 to 2026-03.
 * `npx tsx knowledge/build/vote.ts ANNOTATED.jsonl…` writes knowledge/build/title-labels.csv, which the build reads; each
 * line of an ANNOTATED file is an article as the annotator gives it, its `ref` the item's id.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Annotated } from '../../src/model.ts';
import { formatCsv } from '../../src/resolve/csv.ts';
import { PRIOR_MONTHS_UNTIL, parseLines, readItems } from './sources.ts';

const items = new Map(readItems('2025-01', PRIOR_MONTHS_UNTIL).map((item) => [item.id, item]));
const votes = new Map<string, Map<string, number>>();
for (const file of process.argv.slice(2)) {
  for (const { article, sentences } of parseLines<Annotated>(readFileSync(file, 'utf8'))) {
    const mentions = sentences.flatMap((sentence) => sentence.mentions);
    for (const link of items.get(article.ref)?.links ?? []) {
      if (!/\p{Lu}/u.test(link.text)) continue;
      const mention = mentions.find(
        ({ start, end }) => start <= link.start && link.end <= end && end - start <= 2 * (link.end - link.start),
      );
      if (!mention || mention.confidence < 0.6) continue;
      const labels = votes.get(link.title) ?? new Map<string, number>();
      votes.set(link.title, labels.set(mention.label, (labels.get(mention.label) ?? 0) + 1));
    }
  }
}
const rows = [...votes].flatMap(([title, labels]) => {
  const ranked = [...labels].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const total = ranked.reduce((sum, [, count]) => sum + count, 0);
  const [label, count] = ranked[0]!;
  return count >= 0.7 * total ? [{ title, label, votes: String(count) }] : [];
});
rows.sort((a, b) => (a.title < b.title ? -1 : 1));
writeFileSync(fileURLToPath(new URL('title-labels.csv', import.meta.url)), formatCsv(['title', 'label', 'votes'], rows));
process.stdout.write(`title-labels.csv: ${rows.length} titles\n`);

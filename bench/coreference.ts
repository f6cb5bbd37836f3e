/**
 * Measure coreference by what it is for: carrying the arguments of statements.
 * `npx tsx bench/coreference.ts [GOLD.jsonl FEED.jsonl]…` (by default the two files of dispatches) counts the people, states
 * and bodies that gold statements need in sentences that do not name them, and how many of them an anaphor of that
 * sentence was linked to; and how many anaphors were linked in all. `--missed` lists what was not found.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type GoldDocument, readGold } from '../src/eval/gold.ts';
import type { Resolved, ResolvedSentence } from '../src/model.ts';
import { openResolver } from '../src/resolve/tables.ts';
import { hashFile, readAnnotations } from './annotations.ts';

const shared = fileURLToPath(new URL('../../shared/', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { missed: { type: 'boolean', default: false }, model: { type: 'string' } },
});
const files =
  positionals.length > 0
    ? positionals
    : ['gold/dev-articles.jsonl', 'gold/train-articles.jsonl'].map((file) => join(shared, file));
const resolver = await openResolver();

for (const file of files) {
  const feed = join(tmpdir(), `entente-coreference-${basename(file)}`);
  writeFileSync(feed, execFileSync('node', [join(shared, 'eval/feed.mjs'), file]));
  const annotated = await readAnnotations(
    feed,
    join(tmpdir(), `entente-coreference-${hashFile(values.model)}-${basename(file)}`),
    values.model,
  );
  const gold = new Map(readGold(file).map((document) => [document.id, document]));
  const tally = { needed: 0, found: 0, linked: 0 };
  for (const one of annotated) {
    const resolved = resolver.resolve(one);
    tally.linked += resolved.sentences.flatMap(({ references }) => references.filter(({ named }) => !named)).length;
    for (const { needed, sentence, wanted, found } of judge(gold.get(one.article.ref)!, resolved)) {
      tally.needed += needed;
      tally.found += found ? 1 : 0;
      if (!found && values.missed) console.log(`${one.article.ref}\t${wanted}\t${sentence}`);
    }
  }
  const share = (tally.found / tally.needed).toFixed(3);
  console.log(
    `${basename(file)}: ${tally.found} of ${tally.needed} unnamed arguments found (${share}); ${tally.linked} anaphors linked`,
  );
}

interface Judged {
  readonly needed: 1;
  readonly wanted: string;
  readonly sentence: string;
  readonly found: boolean;
}

/** Each argument of a counted statement that its sentence does not name. */
function judge({ entities, statements }: GoldDocument, resolved: Resolved): Judged[] {
  const goldOf = new Map<string, string>();
  for (const { text, label, entity, named } of resolved.sentences.flatMap(({ references }) => references)) {
    const same = named ? entities.find((one) => one.label === label && one.mentions.includes(text)) : undefined;
    if (same) goldOf.set(entity, same.id);
  }
  return statements.flatMap((statement) => {
    const sentence = statement.optional ? undefined : sentenceOf(resolved, statement.evidence ?? '');
    if (!sentence) return [];
    return [statement.subject, statement.object].flatMap((id): Judged[] => {
      const wanted = entities.find((entity) => entity.id === id);
      if (!wanted || wanted.label === 'Event' || wanted.mentions.some((mention) => sentence.text.includes(mention)))
        return [];
      const found = sentence.references.some(({ named, entity }) => !named && goldOf.get(entity) === id);
      return [{ needed: 1, wanted: wanted.name, sentence: sentence.text, found }];
    });
  });
}

function sentenceOf({ sentences }: Resolved, evidence: string): ResolvedSentence | undefined {
  return sentences.find(({ text }) => text.includes(evidence.slice(0, 30)) || evidence.includes(text.slice(0, 40)));
}

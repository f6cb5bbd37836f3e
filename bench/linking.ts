/**
 * Measure linking on links that made no alias prior: the stream's months 2026-04 to 2026-06.
 * `npm run bench:linking` — an editor's link says which Wikipedia title a stretch of text means. Judged are the named
 * mentions that cover a link (accuracy: of those linked to a table's entity, how many to the title's; coverage: how many
 * links of things the tables hold were linked at all), by label, with the commonest confusions. `--errors N` lists cases.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Reference } from '../src/model.ts';
import { foldName, soundName } from '../src/resolve/fold.ts';
import { type Knowledge, type Known, readKnowledge } from '../src/resolve/knowledge.ts';
import { openResolver } from '../src/resolve/tables.ts';
import { hashFile, readAnnotations } from './annotations.ts';

const HELD_OUT = ['2026-04', '2026-05', '2026-06'];
const STREAM = fileURLToPath(new URL('../../shared/current-events/', import.meta.url));

interface Link {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly title: string;
}

interface Item {
  readonly id: string;
  readonly published: string;
  readonly text: string;
  readonly links: readonly Link[];
}

interface Tally {
  links: number;
  mentioned: number;
  linked: number;
  right: number;
}

const { values } = parseArgs({ options: { errors: { type: 'string', default: '0' }, model: { type: 'string' } } });
const months = readdirSync(STREAM).filter((file) => HELD_OUT.includes(file.replace(/\.jsonl$/u, '')));
const items = months.sort().flatMap((file) => parse<Item>(readFileSync(join(STREAM, file), 'utf8')));
const feed = join(tmpdir(), 'entente-linking-feed.jsonl');
writeFileSync(feed, items.map(({ id, published, text }) => `${JSON.stringify({ id, published, text })}\n`).join(''));
const cache = join(tmpdir(), `entente-linking-${hashFile(values.model)}.jsonl`);
const annotated = await readAnnotations(feed, cache, values.model);

const knowledge = readKnowledge();
const resolver = await openResolver();
const linksOf = new Map(items.map((item) => [item.id, item.links]));
const tallies = new Map<string, Tally>();
const confusions = new Map<string, number>();
const errors: string[] = [];
const skipped = { bodiesOfStates: 0, notInTables: 0, keptApart: 0 };

for (const one of annotated) {
  const { sentences, entities } = resolver.resolve(one);
  const references = sentences.flatMap((sentence) => sentence.references.filter(({ named }) => named));
  for (const link of linksOf.get(one.article.ref)!) {
    if (!/\p{Lu}/u.test(link.text)) continue;
    const reference = coveredBy(link, references);
    const wanted = knownTitle(link.title, knowledge);
    if (!wanted) {
      if (!reference || reference.label === 'Event') continue;
      skipped.notInTables += 1;
      // A thing that the tables lack must not be taken for one that they have.
      const taken = knowledge.byId.get(reference.entity);
      if (!taken || isSpelling(taken.name, link.title)) skipped.keptApart += 1;
      else
        errors.push(
          `${one.article.ref}\t${link.text}\t${taken.name}\t${link.title} (not in the tables)\t${reference.why}`,
        );
      continue;
    }
    if (wanted.label === 'Event') continue;
    // "Russian" linked to the Russian Armed Forces: the graph's convention is the state.
    if (knowledge.statesNamed(link.text).length > 0 && wanted.label !== 'State') {
      skipped.bodiesOfStates += 1;
      continue;
    }
    const tally = tallies.get(wanted.label) ?? { links: 0, mentioned: 0, linked: 0, right: 0 };
    tallies.set(wanted.label, tally);
    tally.links += 1;
    if (!reference) continue;
    tally.mentioned += 1;
    if (!knowledge.byId.has(reference.entity)) continue;
    tally.linked += 1;
    if (isSame(reference.entity, wanted, link.title)) tally.right += 1;
    else {
      const found = entities.get(reference.entity)!.name;
      const confusion = `${link.text}: ${found} for ${link.title}`;
      confusions.set(confusion, (confusions.get(confusion) ?? 0) + 1);
      errors.push(`${one.article.ref}\t${link.text}\t${found}\t${link.title}\t${reference.why}`);
    }
  }
}

const total: Tally = { links: 0, mentioned: 0, linked: 0, right: 0 };
for (const label of [...tallies.keys()].sort()) {
  const tally = tallies.get(label)!;
  for (const key of Object.keys(total) as (keyof Tally)[]) total[key] += tally[key];
  print(label, tally);
}
print('all', total);
console.log(
  `not in the tables: ${skipped.notInTables} mentions, kept apart from what the tables hold: ${percent(skipped.keptApart, skipped.notInTables)}`,
);
console.log(`left out: ${skipped.bodiesOfStates} links of a state's name or adjective to one of its bodies`);
const worst = [...confusions].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 15);
for (const [confusion, count] of worst) console.log(`  ${String(count).padStart(3)}  ${confusion}`);
for (const error of errors.slice(0, Number(values.errors))) console.log(error);

function print(name: string, { links, mentioned, linked, right }: Tally): void {
  console.log(
    `${name.padEnd(12)} accuracy ${percent(right, linked)} of ${linked} linked; coverage ${percent(linked, links)} of ${links} links (found as a name: ${percent(mentioned, links)})`,
  );
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : (part / whole).toFixed(3);
}

/** The mention of the link's words, or one a little longer or shorter with the same last word. */
function coveredBy(link: Link, references: readonly Reference[]): Reference | undefined {
  const end = link.text.endsWith("'s") || link.text.endsWith('’s') ? link.end - 2 : link.end;
  return (
    references.find((one) => one.start === link.start && one.end === end) ??
    references.find((one) => one.end === end && one.start < end && Math.abs(one.start - link.start) <= 4)
  );
}

/** The row of the tables that bears the title: by its name, with or without what stands in brackets. */
function knownTitle(title: string, { candidates }: Knowledge): Known | undefined {
  const named = candidates(title).filter(({ known }) => foldName(known.name) === foldName(title));
  if (named[0]) return named[0].known;
  const bare = title.replace(/ \([^)]*\)$/u, '');
  const states = candidates(bare).filter(({ known }) => known.label === 'State' && isSpelling(known.name, bare));
  if (states[0]) return states[0].known;
  return candidates(bare).find(({ known, count }) => count > 0 && known.name === bare)?.known;
}

function isSame(entity: string, wanted: Known, title: string): boolean {
  const found = knowledge.byId.get(entity)!;
  return found.id === wanted.id || isSpelling(found.name, title) || isSpelling(found.name, wanted.name);
}

function isSpelling(a: string, b: string): boolean {
  return soundName(a.replace(/ \([^)]*\)$/u, '')) === soundName(b.replace(/ \([^)]*\)$/u, ''));
}

function parse<T>(text: string): T[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

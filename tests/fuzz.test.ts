/** Fuzz: a thousand spoiled inputs through ingest, model and all, on a store that already holds something. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { FORMATS } from '../src/graph/formats.ts';
import type { Export } from '../src/graph/source.ts';
import type { Reading } from '../src/model.ts';
import { ingest, removeArticles } from '../src/pipeline.ts';
import { openStages } from '../src/stages.ts';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import type { GraphStore } from '../src/store.ts';
import { ACTIVE } from './hostile-texts.ts';
import { mutate, SEEDS, seeded } from './mutate.ts';

/** ENTENTE_FUZZ_SEED runs another thousand. */
const seed = Number(process.env.ENTENTE_FUZZ_SEED ?? 7);
const INPUTS = 1000;
const ROUND = 200;

const root = mkdtempSync(join(tmpdir(), 'entente-fuzz-'));
afterAll(() => rmSync(root, { recursive: true }));

// Of what the spoiled inputs speak of, this speaks of nothing: its reading may not change.
const KEPT = 'Narendra Modi visited Tokyo on Friday. Japan sanctioned Myanmar, and Modi praised the decision.';
const BASES: readonly (readonly [string, Buffer])[] = [
  ...SEEDS,
  [
    'meeting.txt',
    Buffer.from(
      'Macron Meets Merz\n\nFrench President Emmanuel Macron met German Chancellor Friedrich Merz in Berlin on Monday. He rejected the ceasefire plan.',
    ),
  ],
  [
    'sanctions.jsonl',
    Buffer.from(
      '{"id":"s1","source":"Courier","published":"2025-05-20","text":"The European Union imposed sanctions on Russia."}\n{"id":"s2","text":"Vladimir Putin did not meet Donald Trump, NATO said."}\n',
    ),
  ],
];

async function exported(store: GraphStore): Promise<string> {
  const files = Object.values(FORMATS).flatMap(({ files }) =>
    typeof files === 'function' ? [files] : Object.values(files),
  );
  const texts: string[] = [];
  for (const file of files as Export[]) {
    for await (const piece of file(store)) texts.push(piece);
  }
  return texts.join('');
}

async function collect(readings: AsyncIterable<Reading>): Promise<Reading[]> {
  const collected: Reading[] = [];
  for await (const reading of readings) collected.push(reading);
  return collected;
}

function expectWhole({ article, sentences, mentions, statements }: Reading): void {
  for (const { start, end, text } of [...sentences, ...mentions]) expect(article.text.slice(start, end)).toBe(text);
  for (const { start, end, sentence } of statements) {
    expect(start).toBeLessThan(end);
    expect(start).toBeGreaterThanOrEqual(sentences[sentence]!.start);
    expect(end).toBeLessThanOrEqual(sentences[sentence]!.end);
  }
}

test(`a thousand mutated inputs (seed ${seed}) are each stored whole or reported, and withdrawn leave what was there before`, {
  timeout: 900_000,
}, async () => {
  const random = seeded(seed);
  const store = await openEmbeddedStore({ path: join(root, 'graph.db') });
  await store.setUp();
  const stages = await openStages(readConfig({ db: join(root, 'graph.db') }, root, {}));
  writeFileSync(join(root, 'kept.txt'), KEPT);
  await ingest([join(root, 'kept.txt')], stages, store);
  const [kept] = await store.articles();
  const before = { reading: await collect(store.readings()), exported: await exported(store) };
  expect(before.reading[0]!.statements).not.toEqual([]);

  let slowestMs = 0;
  let stored = 0;
  let refused = 0;
  for (let round = 0; round < INPUTS / ROUND; round += 1) {
    const folder = join(root, `round${round}`);
    mkdirSync(folder);
    const paths = Array.from({ length: ROUND }, (_, index) => {
      const [name, bytes] = BASES[(round * ROUND + index) % BASES.length]!;
      const path = join(folder, `${index}${extname(name)}`);
      writeFileSync(path, mutate(bytes, random));
      return path;
    });
    let last = performance.now();
    const report = await ingest([folder], stages, store, {
      onProgress: () => {
        slowestMs = Math.max(slowestMs, performance.now() - last);
        last = performance.now();
      },
    });
    const failed = new Set(report.failed.map(({ origin }) => origin));
    const copies = new Set((await store.articles()).flatMap((article) => article.copies.map(({ origin }) => origin)));
    // Lines and items of feeds may go by ids of their own.
    for (const path of paths.filter((name) => /\.(?:txt|md|html)$/u.test(name))) expect(report.origins).toContain(path);
    for (const origin of report.origins) expect(copies.has(origin) || failed.has(origin), origin).toBe(true);
    for (const { reason } of report.failed) {
      expect(reason).toMatch(/^\S.*; \S/u);
      expect(reason).not.toMatch(ACTIVE);
    }
    expect(await collect(store.readings([kept!.id]))).toEqual(before.reading);
    stored += report.added;
    refused += report.failed.length;
  }
  expect(slowestMs).toBeLessThan(30_000);
  expect(stored).toBeGreaterThan(INPUTS / 4);
  expect(refused).toBeGreaterThan(INPUTS / 20);

  const readings = await collect(store.readings());
  for (const reading of readings) expectWhole(reading);
  expect(readings.reduce((sum, { statements }) => sum + statements.length, 0)).toBeGreaterThan(INPUTS / 20);
  await exported(store);

  await removeArticles(
    readings.map(({ article }) => article.id).filter((id) => id !== kept!.id),
    store,
  );
  expect(await exported(store)).toBe(before.exported);
  await stages.close();
  await store.close();
});

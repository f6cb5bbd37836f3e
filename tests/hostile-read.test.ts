import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Article } from '../src/model.ts';
import { cleanText } from '../src/read/clean.ts';
import { openReader } from '../src/read/inputs.ts';
import type { ReadResult } from '../src/read.ts';
import { ACTIVE, HOSTILE } from './hostile-texts.ts';
import { mutate, SEEDS, seeded } from './mutate.ts';

const root = mkdtempSync(join(tmpdir(), 'entente-hostile-'));
afterAll(() => rmSync(root, { recursive: true }));

async function read(folder: string): Promise<readonly ReadResult[]> {
  const results: ReadResult[] = [];
  for await (const result of openReader({ workingFolder: root })([folder])) results.push(result);
  return results;
}

function expectSound(article: Article): void {
  expect(article.text).toBe(cleanText(article.text));
  expect(article.text.trim()).not.toBe('');
  let last = 0;
  for (const span of article.furniture) {
    if (span.start < last || span.end <= span.start) throw new Error(`span ${span.start}–${span.end} out of order`);
    last = span.end;
  }
  expect(last).toBeLessThanOrEqual(article.text.length);
  for (const value of [article.text, article.ref, article.title, article.source, article.url])
    expect(value ?? '').not.toMatch(ACTIVE);
}

describe('hostile text', () => {
  test.each(Object.entries(HOSTILE))('%s is inert as text, as a page, in JSONL and in a feed', async (name, text) => {
    const folder = join(root, name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.txt'), text);
    writeFileSync(
      join(folder, 'b.html'),
      `<html><head><title>${text.slice(0, 2000)}</title></head><body><article><p>Norland and Sudland signed an accord on the grain harbour. ${text}</p></article></body></html>`,
    );
    const line = {
      id: text.slice(0, 500),
      title: text.slice(0, 500),
      source: text.slice(0, 500),
      text,
      more: { [text.slice(0, 500)]: text.slice(0, 500) },
    };
    writeFileSync(join(folder, 'c.jsonl'), `${JSON.stringify(line)}\n${JSON.stringify({ text: 'Two.' })}\n`);
    writeFileSync(
      join(folder, 'd.xml'),
      `<rss version="2.0"><channel><title>x</title><item><title>x</title><description><![CDATA[${text}]]></description></item></channel></rss>`,
    );
    const started = performance.now();
    const results = await read(name);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(results.length).toBeGreaterThanOrEqual(5);
    for (const result of results) {
      if (result.article) expectSound(result.article);
      else {
        expect(result.unreadable.reason).not.toMatch(ACTIVE);
        expect(result.unreadable.reason).not.toContain('\n');
        expect(result.unreadable.reason.length).toBeLessThan(400);
      }
    }
    expect(results.some((result) => result.article?.text === 'Two.')).toBe(true);
  });

  test('a million brackets beside the text of a JSONL line cost that line only', async () => {
    mkdirSync(join(root, 'deep'));
    const deep = `{"text":"One.","x":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`;
    writeFileSync(join(root, 'deep', 'a.jsonl'), `${deep}\n{"text":"Two."}\n`);
    const results = await read('deep');
    expect(results.map((result) => result.article?.text ?? result.unreadable?.reason)).toEqual([
      expect.stringMatching(/^deep\/a\.jsonl:1: "x" is nested more than 32 deep; leave it out$/),
      'Two.',
    ]);
  });

  test('a key named __proto__ is a key like any other', async () => {
    mkdirSync(join(root, 'proto'));
    writeFileSync(join(root, 'proto', 'a.jsonl'), '{"text":"One.","__proto__":{"polluted":true},"constructor":1}\n');
    const [result] = await read('proto');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(result?.article?.extra ?? {}).sort()).toEqual(['__proto__', 'constructor']);
  });

  test('entities of an XML bomb are not expanded', async () => {
    mkdirSync(join(root, 'bomb'));
    const entities = Array.from(
      { length: 9 },
      (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
    ).join('');
    writeFileSync(
      join(root, 'bomb', 'a.xml'),
      `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "boom">${entities}<!ENTITY f SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>x</title><item><title>Accord</title><description>&e9; &f; signed.</description></item></channel></rss>`,
    );
    const started = performance.now();
    for (const result of await read('bomb')) {
      expect(result.article?.text ?? '').not.toContain('root:');
      expect((result.article?.text ?? '').length).toBeLessThan(100_000);
    }
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('fuzz', () => {
  // ENTENTE_FUZZ_SEED runs another thousand.
  const seed = Number(process.env.ENTENTE_FUZZ_SEED ?? 19);

  test(`a thousand mutated inputs (seed ${seed}) neither crash nor hang a reader, and each gives an answer`, async () => {
    const random = seeded(seed);
    const folder = join(root, 'fuzz');
    mkdirSync(folder);
    let slowestMs = 0;
    let articles = 0;
    let refused = 0;
    for (let run = 0; run < 1050; run += 1) {
      const [name, bytes] = SEEDS[run % SEEDS.length]!;
      const path = join(folder, name);
      writeFileSync(path, mutate(bytes, random));
      const started = performance.now();
      let answers = 0;
      for await (const result of openReader({ workingFolder: folder })([name])) {
        answers += 1;
        if (result.article) {
          articles += 1;
          expectSound(result.article);
        } else {
          refused += 1;
          expect(result.unreadable.reason).toMatch(/^\S.*; \S/);
          expect(result.unreadable.reason).not.toMatch(ACTIVE);
        }
      }
      slowestMs = Math.max(slowestMs, performance.now() - started);
      expect(answers, `run ${run}`).toBeGreaterThan(0);
    }
    expect(slowestMs).toBeLessThan(5000);
    expect(articles).toBeGreaterThan(300);
    expect(refused).toBeGreaterThan(100);
  });
});

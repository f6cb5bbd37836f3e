import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Article } from '../src/model.ts';
import { cleanText } from '../src/read/clean.ts';
import { openReader } from '../src/read/inputs.ts';
import type { ReadResult } from '../src/read.ts';

const root = mkdtempSync(join(tmpdir(), 'entente-hostile-'));
afterAll(() => rmSync(root, { recursive: true }));

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through.
const ACTIVE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

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

const HOSTILE: Readonly<Record<string, string>> = {
  cypher: "Norland said: '}) DETACH DELETE n // and `MATCH (n) DETACH DELETE n` // \\u0027 $param {{x}}.",
  html: 'Norland said <script>alert(1)</script> <img src=x onerror=alert(1)> "><svg/onload=alert(1)> &lt;b&gt;.',
  ansi: 'Norland said \u001b[2J\u001b]0;owned\u0007\u001b[31mred\u001b[0m \u009b31m and \u001bPdcs\u001b\\ stop.',
  paths: 'Norland said ../../../etc/passwd and file:///etc/passwd and C:\\Windows\\..\\x and %2e%2e%2f.',
  nulls: 'Nor\u0000land\u0000 said\u0000 no.\u0000',
  bidi: 'Norland \u202esaid\u202c \u2066no\u2069 \u202dtwice\u202c.',
  surrogates: 'Norland \ud800 said \udc00 no.',
  prototype: '__proto__ constructor hasOwnProperty toString said no.',
  zalgo: `N${'\u0301'.repeat(5000)}orland said no.`,
  brackets: '['.repeat(1_000_000),
  parentheses: `${'('.repeat(500_000)}${')'.repeat(500_000)}`,
  angles: '<'.repeat(1_000_000),
  quotes: '“'.repeat(300_000),
  newlines: `Norland said no.${'\n'.repeat(1_000_000)}`,
  lines: 'a\n'.repeat(100_000),
  tags: `<b>${'<i>'.repeat(50_000)}`,
  entities: `${'&amp;'.repeat(50_000)}&#0;&#x1b;[31m&#x202e;`,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template that must stay text.
  format: '%s%n%x ${process.env.HOME} $(id) `id` {{constructor.constructor("return 1")()}}.',
};

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

/** A small generator with a seed (mulberry32), so that a failure can be run again. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/read/${name}`, import.meta.url));
const SEEDS: readonly (readonly [string, Buffer])[] = [
  ['page.html', fixture('page.html')],
  ['rss.xml', fixture('rss.xml')],
  ['atom.atom', fixture('atom.xml')],
  ['rdf.rss', fixture('rdf.xml')],
  [
    'lines.jsonl',
    Buffer.from(
      [
        {
          id: 'a',
          title: 'Accord',
          source: 'HP',
          published: '2025-05-20',
          url: 'https://hp.example/a',
          text: 'Norland — “signed”.\nBy Anna Berg',
        },
        { text: 'Sudland agreed.', extra: [1, { a: null }] },
        { id: 'c', text: 'KYIV, May 20 (Reuters) — The envoy left. (Photo: HP)' },
      ]
        .map((line) => JSON.stringify(line))
        .join('\n'),
    ),
  ],
  [
    'story.txt',
    Buffer.from(
      'Title: Accord\nDate: 20 May 2025\n\nAccord ends\nBy Anna Berg\n2 min read\n\nNorland and Sudland signed.\n\nRelated Stories\nEnvoy Returns From Geneva\n© 2025 HP',
    ),
  ],
  ['story.md', Buffer.from('---\ntitle: Accord\n---\n\n# Accord\n\n> Norland signed.\n\n![x](y.png)\n\nALSO READ: x')],
];
const SPLICES = [
  '\u0000',
  '\u001b[31m',
  '\u202e',
  '<',
  '</p>',
  '<!--',
  '<![CDATA[',
  ']]>',
  '"',
  '\\',
  '{',
  '[[[[',
  '\n',
  '\r\n',
  '---\n',
  '&#0;',
  '\ufeff',
  '\ud83d',
  '🇺🇦',
  '`',
  "'}) DETACH DELETE n",
  '2025-99-99',
  '(Photo: ',
  'By ',
  '<p>'.repeat(300),
  'x'.repeat(5000),
];

function mutate(bytes: Buffer, random: (below: number) => number): Buffer {
  let mutated = bytes;
  for (let round = 1 + random(6); round > 0; round -= 1) {
    const at = random(mutated.length + 1);
    const length = random(Math.min(40, mutated.length - at) + 1);
    const before = mutated.subarray(0, at);
    const after = mutated.subarray(at + length);
    switch (random(6)) {
      case 0:
        mutated = Buffer.concat([before, after]);
        break;
      case 1:
        mutated = Buffer.concat([before, Buffer.from(SPLICES[random(SPLICES.length)]!), mutated.subarray(at)]);
        break;
      case 2:
        mutated = Buffer.concat([before, Buffer.from([random(256)]), after]);
        break;
      case 3:
        mutated = Buffer.concat([before, mutated.subarray(at, at + length), mutated.subarray(at, at + length), after]);
        break;
      case 4:
        mutated = before;
        break;
      default:
        mutated = Buffer.concat([before, Buffer.from(SPLICES[random(SPLICES.length)]!), after]);
    }
  }
  return mutated;
}

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

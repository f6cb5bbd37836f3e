import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Article } from '../src/model.ts';
import { openReader, type ReaderOptions } from '../src/read/inputs.ts';
import type { ReadResult } from '../src/read.ts';

const STORY = 'Norland and Sudland signed an accord on the grain harbour on Monday.\n';
const root = realpathSync(mkdtempSync(join(tmpdir(), 'entente-read-')));
let folder = root;
let count = 0;

beforeEach(() => {
  count += 1;
  folder = join(root, String(count));
  mkdirSync(folder);
});
afterAll(() => rmSync(root, { recursive: true }));

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

async function read(inputs: readonly string[], options: ReaderOptions = {}): Promise<readonly ReadResult[]> {
  const results: ReadResult[] = [];
  for await (const result of openReader({ workingFolder: folder, ...options })(inputs)) results.push(result);
  return results;
}

function articles(results: readonly ReadResult[]): readonly Article[] {
  return results.flatMap((result) => (result.article ? [result.article] : []));
}

function reasons(results: readonly ReadResult[]): readonly string[] {
  return results.flatMap((result) => (result.unreadable ? [result.unreadable.reason] : []));
}

/** Standard input that gives `text` in chunks of `size` bytes. */
async function* chunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('inputs', () => {
  test('reads files, folders and globs in the order of their paths, each file once', async () => {
    put('b.txt', `${STORY}b`);
    put('a/z.md', `${STORY}z`);
    put('a/deep/x.html', `<html><body><article><p>${STORY}</p></article></body></html>`);
    put('a/.hidden.txt', STORY);
    put('a/picture.png', 'x');
    put('B.txt', `${STORY}B`);
    const expected = ['B.txt', 'a/deep/x.html', 'a/z.md', 'b.txt'].map((name) => join(folder, name));
    for (const inputs of [
      ['.'],
      ['b.txt', 'a', 'B.txt', 'a/z.md'],
      ['*.txt', 'a/**/*'],
      [folder, join(folder, 'b.txt')],
    ]) {
      expect(articles(await read(inputs)).map((article) => article.origin)).toEqual(expected);
    }
  });

  test('tells of a file that begins with a dot, and reads it where it is named', async () => {
    put('news/one.txt', STORY);
    put('news/.draft.txt', `${STORY}draft`);
    put('news/.DS_Store', 'x');
    put('news/.git/HEAD.txt', 'x');
    const [told, read_] = await read(['news']);
    expect(told?.unreadable).toMatchObject({
      origin: join(folder, 'news/.draft.txt'),
      reason: 'news/.draft.txt: begins with a dot; name it outright to have it read',
      passedOver: true,
    });
    expect(read_?.article?.ref).toBe('one.txt');
    const named = articles(await read(['news', 'news/.draft.txt']));
    expect(named.map(({ ref }) => ref)).toEqual(['.draft.txt', 'one.txt']);
    expect(reasons(await read(['news/.*.txt']))).toEqual([]);
    rmSync(join(folder, 'news/one.txt'));
    expect(reasons(await read(['news']))).toContainEqual(expect.stringMatching(/^news: holds no articles/));
  });

  test('knows a file by its real path and its name, whichever link led there', async () => {
    const path = put('real.txt', STORY);
    symlinkSync(path, join(folder, 'link.txt'));
    const [article, ...rest] = articles(await read(['link.txt', 'real.txt']));
    expect(article).toMatchObject({ origin: path, ref: 'real.txt', text: STORY });
    expect(rest).toEqual([]);
  });

  test('reads a file whose name looks like a glob', async () => {
    put('a[1].txt', STORY);
    expect(articles(await read(['a[1].txt']))).toHaveLength(1);
  });

  test('reads JSONL with and without ids, addresses and keys of its own', async () => {
    put(
      'a.jsonl',
      `\ufeff${[
        { id: 'x1', title: 'T', source: 'S', published: '2025-05-20', text: 'One.', topics: ['grain'], rank: 3 },
        { url: 'https://harbourpost.example/2', text: 'Two.', title: null, source: '' },
        { text: 'Three.' },
        { id: 7, text: 'Four.' },
      ]
        .map((line) => JSON.stringify(line))
        .join('\r\n')}\n\n`,
    );
    expect(await read(['a.jsonl'])).toMatchObject([
      {
        article: {
          origin: 'id:x1',
          ref: 'x1',
          title: 'T',
          source: 'S',
          published: '2025-05-20',
          text: 'One.',
          extra: { topics: ['grain'], rank: 3 },
        },
      },
      { article: { origin: 'https://harbourpost.example/2', ref: 'a.jsonl' } },
      { article: { origin: `${join(folder, 'a.jsonl')}#3`, ref: 'a.jsonl', text: 'Three.' } },
      { article: { origin: 'id:7', ref: '7' } },
    ]);
    expect(articles(await read(['a.jsonl']))[1]).not.toHaveProperty('title');
  });

  test.each([1, 7, 65_536])('reads standard input as JSONL, %i bytes at a time', async (size) => {
    const text = `${JSON.stringify({ id: 'é1', text: 'Norland — “signed”.' })}\n${JSON.stringify({ text: 'Two.' })}`;
    expect(articles(await read(['-'], { stdin: chunks(text, size) }))).toMatchObject([
      { ref: 'é1', text: 'Norland — “signed”.' },
      { origin: '-#2', ref: '-' },
    ]);
  });

  test('cleans titles, ids and file names as it cleans the text', async () => {
    put('a.jsonl', JSON.stringify({ id: 'a\u001b[31m\nb', title: '\u202eTitle\u0000', text: 'One.' }));
    expect(articles(await read(['a.jsonl']))[0]).toMatchObject({ origin: 'id:a b', ref: 'a b', title: 'Title' });
  });

  test('reads a feed from a file, and each item stands alone', async () => {
    put(
      'feed.rss',
      '<rss version="2.0"><channel><title>HP</title><item><title>Accord</title><link>https://hp.example/1</link></item><item></item><item><title>Envoy</title></item></channel></rss>',
    );
    const results = await read(['feed.rss']);
    expect(articles(results).map((article) => article.text)).toEqual(['Accord', 'Envoy']);
  });
});

describe('fingerprints', () => {
  const atom = (words: string) =>
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><id>e1</id><title>One</title><content type="text">${words}</content></entry><entry><id>e2</id><title>Two</title><content type="text">${STORY}</content></entry></feed>`;
  const page = (words: string) => `<html><body><article><p>${words}</p></article></body></html>`;
  const lines = (words: string) => `${JSON.stringify({ id: 'l1', text: words })}\n${JSON.stringify({ text: STORY })}\n`;

  /** Origin → fingerprint of all that is found. */
  async function fingerprints(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    const isStored = (origin: string, fingerprint: string) => found.set(origin, fingerprint) !== undefined;
    for await (const result of openReader({ workingFolder: folder })(['.'], isStored)) expect(result).toBeUndefined();
    return found;
  }

  function putAll(words: string): void {
    put('a.txt', words);
    put('b.html', page(words));
    put('c.jsonl', lines(words));
    put('d.atom', atom(words));
  }

  test('are told before anything is parsed, are kept with the article, and change with the input alone', async () => {
    putAll(STORY);
    const found = await fingerprints();
    expect([...found.keys()]).toEqual([
      ...[join(folder, 'a.txt'), join(folder, 'b.html'), 'id:l1', `${join(folder, 'c.jsonl')}#2`],
      ...[`${join(folder, 'd.atom')}#e1`, `${join(folder, 'd.atom')}#e2`],
    ]);
    const kept = articles(await read(['.']));
    expect(kept.map(({ origin, fingerprint }) => [origin, fingerprint])).toEqual([...found]);
    putAll(`${STORY}More came later.`);
    const changed = [...(await fingerprints())].filter(([origin, fingerprint]) => found.get(origin) !== fingerprint);
    expect(changed.map(([origin]) => origin)).toEqual([
      ...[join(folder, 'a.txt'), join(folder, 'b.html'), 'id:l1', `${join(folder, 'd.atom')}#e1`],
    ]);
  });
});

describe('bad input', () => {
  const cases: readonly (readonly [
    string,
    (put: (name: string, content: string | Uint8Array) => void) => void,
    string,
    RegExp,
  ])[] = [
    [
      'an empty file',
      (file) => file('a.txt', ''),
      'a.txt',
      /^a\.txt: is empty; write the article into it or leave it out$/,
    ],
    ['an empty JSONL file', (file) => file('a.jsonl', ''), 'a.jsonl', /^a\.jsonl: is empty; /],
    ['a file of blank lines', (file) => file('a.txt', ' \n\n'), 'a.txt', /^a\.txt: has no text; /],
    ['a JSONL file of blank lines', (file) => file('a.jsonl', '\n\n'), 'a.jsonl', /^a\.jsonl: has no articles; /],
    [
      'binary',
      (file) => file('a.txt', Buffer.from([1, 2, 3, 0, 0, 0, 255, 254, 7, 1])),
      'a.txt',
      /^a\.txt: is binary, not text .*; save it as UTF-8 text$/,
    ],
    ['a PDF named .txt', (file) => file('a.txt', '%PDF-1.7 x'), 'a.txt', /^a\.txt: is a PDF file, not text; /],
    [
      'a picture named .jsonl',
      (file) => file('a.jsonl', Buffer.from('\u0089PNG\r\n', 'latin1')),
      'a.jsonl',
      /^a\.jsonl: is a PNG picture file, not text; /,
    ],
    [
      'broken UTF-8',
      (file) => file('a.txt', Buffer.from([0x4b, 0x79, 0xef, 0x76])),
      'a.txt',
      /^a\.txt: byte 0xef at offset 2 is not UTF-8; save the file as UTF-8/,
    ],
    [
      'HTML without text',
      (file) => file('a.html', '<html><body><nav>Menu</nav></body></html>'),
      'a.html',
      /^a\.html: has no article text .*; save the article's text instead$/,
    ],
    [
      'XML that is no feed',
      (file) => file('a.xml', '<note>x</note>'),
      'a.xml',
      /^a\.xml: is not an RSS, Atom, RDF or JSON feed; /,
    ],
    [
      'a folder without articles',
      (file) => file('sub/a.csv', 'x'),
      'sub',
      /^sub: holds no articles; put files in it that end in \.txt/,
    ],
    ['a path that is not there', () => {}, 'gone.txt', /^gone\.txt: is not there; check the path$/],
    [
      'a path below a file',
      (file) => file('a.txt', 'x'),
      'a.txt/b.txt',
      /^a\.txt\/b\.txt: is not there: part of the path is a file; /,
    ],
    ['a glob without a match', () => {}, '*.txt', /^"\*\.txt": matches no file; /],
    [
      'a glob that matches other kinds',
      (file) => file('a.csv', 'x'),
      '*.csv',
      /^"\*\.csv": matches 1 files, none of a kind that is read; /,
    ],
    [
      'an unknown kind of file',
      (file) => file('a.docx', 'x'),
      'a.docx',
      /^a\.docx: is of unknown kind "\.docx"; use one of \.txt/,
    ],
    ['a file without extension', (file) => file('README', 'x'), 'README', /^README: has no extension; use one of/],
    ['an address of another kind', () => {}, 'ftp://hp.example/a', /^"ftp:\/\/hp\.example\/a": ftp:\/\/ is not read; /],
    ['an empty argument', () => {}, '', /^"": is no path; /],
    ['a name longer than the system allows', () => {}, 'x'.repeat(5000), /has a name too long/],
    [
      'a header without an article',
      (file) => file('a.txt', 'Title: X\nDate: 2025-05-20\n'),
      'a.txt',
      /^a\.txt: has a header and no article; /,
    ],
  ];

  test.each(cases)('answers %s with one clear line, and reads the others', async (_, prepare, input, reason) => {
    prepare(put);
    put('good/a.txt', STORY);
    const results = await read([input, 'good']);
    expect(reasons(results)).toEqual([expect.stringMatching(reason)]);
    expect(reasons(results)[0]).not.toContain('\n');
    expect(articles(results)).toHaveLength(1);
  });

  test('names file, line and fault of a bad JSONL line, and the other lines count', async () => {
    const bad = [
      '{"text": "cut',
      '[]',
      '"text"',
      '{}',
      '{"text": 5}',
      '{"text": " "}',
      '{"text": "x", "published": "2025-02-30"}',
      '{"text": "x", "url": "nowhere"}',
      '{"text": "x", "title": []}',
      'null',
    ];
    for (const line of bad) {
      put('a.jsonl', ['{"text": "One."}', '{"text": "Two."}', line, '{"text": "Four."}'].join('\n'));
      const results = await read(['a.jsonl']);
      expect(articles(results).map((article) => article.text)).toEqual(['One.', 'Two.', 'Four.']);
      expect(reasons(results)).toEqual([expect.stringMatching(/^a\.jsonl:3: .*; /)]);
      expect(results[2]?.unreadable).toMatchObject({ origin: `${join(folder, 'a.jsonl')}#3`, ref: 'a.jsonl' });
    }
  });

  test('says what is wrong with a JSONL line in words of its keys', async () => {
    put('a.jsonl', '{"id": "a"}\n{"text": "x", "published": "2025-02-30"}\n{"text": ["x"]}');
    expect(reasons(await read(['a.jsonl']))).toEqual([
      'a.jsonl:1: "text" is missing; give each line {"text": "…"}',
      'a.jsonl:2: "published" is "2025-02-30", no date there is; write it as 2025-05-19 or 2025-05-19T14:30:00Z',
      'a.jsonl:3: "text" is an array; write it as a string',
    ]);
  });

  test('names the byte of broken UTF-8 in a JSONL line by its place in the file', async () => {
    put(
      'a.jsonl',
      Buffer.concat([
        Buffer.from('{"text": "One."}\n{"text": "'),
        Buffer.from([0xff]),
        Buffer.from('"}\n{"text": "Three."}'),
      ]),
    );
    const results = await read(['a.jsonl']);
    expect(reasons(results)).toEqual([expect.stringMatching(/^a\.jsonl:2: byte 0xff at offset 27 is not UTF-8; /)]);
    expect(articles(results)).toHaveLength(2);
  });

  test('refuses 50 MB on one line at once, with the limit and how to raise it', async () => {
    const line = Buffer.alloc(50 * 1024 * 1024, 'a');
    put('a.txt', line);
    put('b.jsonl', Buffer.concat([line, Buffer.from('\n{"text": "Two."}\n')]));
    const started = performance.now();
    const results = await read(['a.txt', 'b.jsonl']);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(reasons(results)).toEqual([
      'a.txt: is 50.0 MB, more than the 4 MB read at once; split it, or raise the limit with --max-article-mb 50',
      'b.jsonl:1: is 50.0 MB, more than the 4 MB read at once; split it, or raise the limit with --max-article-mb 50',
    ]);
    expect(articles(results).map((article) => article.text)).toEqual(['Two.']);
  });

  test('reads a large file where the limit allows it', async () => {
    put('a.txt', `${STORY.repeat(80_000)}`);
    expect(reasons(await read(['a.txt']))).toHaveLength(1);
    expect(articles(await read(['a.txt'], { maxArticleBytes: 8 * 1024 * 1024 }))).toHaveLength(1);
  });

  test('reports loops of symbolic links, and reads what lies beside them', async () => {
    put('sub/a.txt', STORY);
    symlinkSync('..', join(folder, 'sub', 'up'));
    symlinkSync('self.txt', join(folder, 'sub', 'self.txt'));
    symlinkSync('gone.txt', join(folder, 'sub', 'dangling.txt'));
    const results = await read(['sub']);
    expect(articles(results)).toHaveLength(1);
    expect(reasons(results)).toEqual([
      'sub/dangling.txt: is not there; check the path',
      expect.stringMatching(/^sub\/self\.txt: is a symbolic link that leads back to itself; /),
      expect.stringMatching(/^sub\/up: is a symbolic link to a folder above it; /),
    ]);
    expect(reasons(await read(['sub/self.txt']))).toEqual([expect.stringMatching(/leads back to itself/)]);
    expect(articles(await read(['**/*.txt']))).toHaveLength(1);
  });

  // Root reads everything, so there is nothing to see then.
  test.skipIf(process.getuid?.() === 0)('reports files and folders that may not be read', async () => {
    chmodSync(put('a.txt', STORY), 0o000);
    put('locked/b.txt', STORY);
    chmodSync(join(folder, 'locked'), 0o000);
    const results = await read(['.']);
    chmodSync(join(folder, 'locked'), 0o755);
    expect(reasons(results)).toEqual([
      'a.txt: may not be read; give this user read permission (chmod +r)',
      'locked: may not be read; give this user read permission (chmod +r)',
    ]);
  });

  test('shows file names and values without their control characters', async () => {
    put('a\u001b[31m.txt', '');
    put('b.jsonl', '{"text": "x", "published": "\u001b[2J\u202e"}'.replaceAll('\u001b', '\\u001b'));
    for (const reason of reasons(await read(['.']))) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there.
      expect(reason).not.toMatch(/[\u0000-\u001f\u202e]/);
    }
  });
});

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeArticle } from '../src/read/article.ts';
import { cleanText } from '../src/read/clean.ts';
import { declaredEncoding, decodeText } from '../src/read/decode.ts';
import { readFeed } from '../src/read/feed.ts';
import { readPage } from '../src/read/html.ts';
import { detectLanguage } from '../src/read/language.ts';
import { readPublished } from '../src/read/published.ts';
import { readPlainText } from '../src/read/text.ts';

const fixture = (name: string): string => readFileSync(new URL(`fixtures/read/${name}`, import.meta.url), 'utf8');

describe('cleaning', () => {
  test.each([
    ['a byte order mark', '\ufeffNorland', 'Norland'],
    ['CRLF and CR', 'one\r\ntwo\rthree\n', 'one\ntwo\nthree\n'],
    ['NUL and other controls', 'Nor\u0000la\u0007nd\u009b31m\u007f', 'Norland31m'],
    ['colours and cursor moves', '\u001b[1;31mNorland\u001b[0m\u001b[2J', 'Norland'],
    ['terminal titles and links', '\u001b]0;rm -rf\u0007Norland\u001b]8;;http://x\u001b\\', 'Norland'],
    ['escapes inside escapes', '\u001b[3\u001b[1m1mNorland', '[31mNorland'],
    ['bidi overrides and isolates', 'Nor\u202eland\u202c\u2066!\u2069', 'Norland!'],
    ['decomposed letters', 'Cafe\u0301', 'Café'],
    ['lone surrogates', 'a\ud800b', 'a\ufffdb'],
  ])('takes out %s', (_, raw, clean) => {
    expect(cleanText(raw)).toBe(clean);
    expect(cleanText(clean)).toBe(clean);
  });

  test('keeps everything else as it is, tabs, spaces and joined emoji included', () => {
    const text = ' Kyiv\u00a0\t“quoted”  – and\n\n👩‍👩‍👧 مرحبا\u200f — 北京 ';
    expect(cleanText(text)).toBe(text);
  });
});

describe('dates', () => {
  test.each([
    ['2025-05-19', '2025-05-19'],
    ['2025-05-19T23:30:00-04:00', '2025-05-19T23:30:00-04:00'],
    ['2025-05-19T10:00:00.123Z', '2025-05-19T10:00:00Z'],
    ['2025-05-19 10:00', '2025-05-19T10:00:00'],
    ['2025-05-19T10:00:00+0200', '2025-05-19T10:00:00+02:00'],
    ['Mon, 19 May 2025 10:00:00 GMT', '2025-05-19T10:00:00Z'],
    ['Mon, 19 May 2025 10:00:00 -0400', '2025-05-19T10:00:00-04:00'],
    ['19 May 2025', '2025-05-19'],
    ['May 19, 2025', '2025-05-19'],
    ['May 19, 2025 at 2:05 pm EDT', '2025-05-19T14:05:00-04:00'],
    ['2024-02-29', '2024-02-29'],
  ])('reads %s as %s', (written, iso) => {
    expect(readPublished(written)).toBe(iso);
  });

  test.each([
    '2025-02-30',
    '2025-13-01',
    '2023-02-29',
    '2025-05-19T25:00',
    'yesterday',
    '19/05/2025',
    '',
    '31 June 2025',
    '2025-05-19T10:00:00+99:00',
  ])('finds no date in "%s"', (written) => {
    expect(readPublished(written)).toBeUndefined();
  });
});

describe('plain text', () => {
  test('takes a headline with an article below it for the title', () => {
    const draft = readPlainText('Accord ends the grain quarrel\n\nNorland and Sudland signed on Monday.', 'a.txt');
    expect(draft).toMatchObject({ title: 'Accord ends the grain quarrel', furniture: [] });
  });

  test('takes a Markdown heading for the title', () => {
    expect(readPlainText('# Accord\n\nNorland signed.', 'a.md').title).toBe('Accord');
  });

  test.each([
    'Norland and Sudland signed an accord.\nBoth parliaments vote in June.',
    'One line without an end',
    'Norland\nSudland\nGeneva\n',
  ])('finds no title in %j', (text) => {
    expect(readPlainText(text, 'a.txt').title).toBeUndefined();
  });

  test('reads a header of keys, and marks it as furniture', () => {
    const header =
      'Title: Accord: the end\nSource: Harbour Post\nDate: 20 May 2025\nURL: https://harbourpost.example/a';
    const draft = readPlainText(`${header}\n\nNorland signed.`, 'a.txt');
    expect(draft).toMatchObject({
      title: 'Accord: the end',
      source: 'Harbour Post',
      published: '20 May 2025',
      url: 'https://harbourpost.example/a',
      furniture: [{ start: 0, end: header.length }],
    });
  });

  test('reads YAML front matter with keys of its own', () => {
    const header = '---\ntitle: "Accord"\nlayout: post\ndate: 2025-05-20\n---';
    const draft = readPlainText(`${header}\n\nNorland signed.`, 'a.md');
    expect(draft).toMatchObject({
      title: 'Accord',
      published: '2025-05-20',
      furniture: [{ start: 0, end: header.length }],
    });
  });

  test.each([
    'Warning: the dam may break\n\nNorland said.',
    'Source: AFP\n\nNorland signed.',
    '---\nNorland signed.\n',
  ])('takes %j for no header', (text) => {
    expect(readPlainText(text, 'a.txt').furniture).toEqual([]);
  });
});

describe('HTML', () => {
  const page = readPage(fixture('page.html'), 'page.html', 'https://harbourpost.example/x');

  test('gives the headline, then a line a paragraph, in the order of the page', () => {
    const lines = page.text.split('\n');
    expect(lines[0]).toBe('Accord ends the grain quarrel');
    expect(lines).toContain(
      'Norland and Sudland signed an accord on the grain harbour on Monday, both governments said, and promised to open it within a week.',
    );
    expect(lines).toContain(
      'The foreign minister of Norland, Karl Berg, thanked the mediators from Geneva, who had shuttled between the capitals for a month — “without a day of rest”.',
    );
    expect(lines.indexOf('What comes next')).toBeLessThan(lines.indexOf('Norland withdraws its patrol boats.'));
    expect(page.text).not.toContain('tracker');
    expect(page.text).not.toContain('not an article');
    expect(lines.filter((line) => line === 'Accord ends the grain quarrel')).toHaveLength(1);
  });

  test('takes title, outlet, date and address from the metadata', () => {
    expect(page).toMatchObject({
      title: 'Accord ends the grain quarrel',
      source: 'Harbour Post',
      published: '2025-05-20T08:15:00+02:00',
      url: 'https://harbourpost.example/world/2025/accord',
    });
  });

  test('marks the caption and the prompt, and points at them exactly', async () => {
    const article = await makeArticle({ ...page, origin: '/page.html', ref: 'page.html' });
    const furniture = article.furniture.map((span) => article.text.slice(span.start, span.end));
    expect(furniture).toContain('Sign up for our morning newsletter and never miss a story.');
    expect(furniture.filter((text) => text.startsWith('Norland'))).toEqual([]);
    for (const line of article.text.split('\n').filter((text) => text.includes('Photo:')))
      expect(furniture).toContain(line);
  });

  test('prefers JSON-LD, also inside @graph, and survives a broken block of it', () => {
    const linked = JSON.stringify({
      '@graph': [
        { '@type': 'WebSite', name: 'Site' },
        {
          '@type': ['NewsArticle'],
          headline: 'Accord &amp; after',
          datePublished: '2025-05-20',
          publisher: { name: 'Harbour Post' },
        },
      ],
    });
    const html = `<html><head><title>x</title><script type="application/ld+json">{broken</script><script type="application/ld+json">${linked}</script></head>
      <body><article><p>Norland and Sudland signed an accord on the grain harbour on Monday, both governments said.</p></article></body></html>`;
    expect(readPage(html, 'a.html')).toMatchObject({ source: 'Harbour Post', published: '2025-05-20' });
  });

  test.each(['', '<html></html>', '<html><body><nav>Home</nav><script>x()</script></body></html>', '<p></p>', 'x'])(
    'refuses the page %j, which has no article text',
    (html) => {
      expect(() => readPage(html, 'a.html')).toThrow(/^a\.html: has no article text/);
    },
  );

  test('reads a fragment without html or body', () => {
    const draft = readPage(
      '<p>Norland and Sudland signed an accord on the grain harbour.</p><p>Parliaments vote in June.',
      'a.html',
    );
    expect(draft.text).toBe('Norland and Sudland signed an accord on the grain harbour.\nParliaments vote in June.');
  });

  test('refuses a page nested beyond reason at once', () => {
    const started = performance.now();
    expect(() => readPage('<div>'.repeat(500_000), 'a.html')).toThrow(/a\.html: its tags are nested 500000 deep/);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('encodings', () => {
  test('names the byte that is not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('Caf\ufffdé '), Buffer.from([0xe9]), Buffer.from(' noir')]);
    expect(() => decodeText(bytes, 'a.txt')).toThrow(
      'a.txt: byte 0xe9 at offset 9 is not UTF-8; save the file as UTF-8',
    );
  });

  test('names the byte where a character is cut off at the end', () => {
    expect(() => decodeText(Buffer.from([0x61, 0xe2, 0x82]), 'a.txt')).toThrow('byte 0xe2 at offset 1');
  });

  test('reads UTF-16 by its mark and pages by the encoding they declare', () => {
    expect(decodeText(Buffer.from('\ufeffKyïv', 'utf16le'), 'a.txt')).toBe('Kyïv');
    const page = Buffer.concat([Buffer.from('<meta charset="windows-1252"><p>Caf'), Buffer.from([0xe9])]);
    expect(decodeText(page, 'a.html', declaredEncoding(page))).toContain('Café');
    expect(() => decodeText(page, 'a.html', 'klingon')).toThrow('unknown encoding "klingon"');
  });
});

describe('feeds', () => {
  test('reads RSS: full content before the description, items known by link or guid', () => {
    const [first, second, third] = readFeed(fixture('rss.xml'), 'rss.xml', '/n/rss.xml');
    expect(first?.draft).toMatchObject({
      origin: 'https://harbourpost.example/world/accord',
      ref: 'hp-17',
      text: 'Accord ends the grain quarrel\nNorland and Sudland signed an accord & shook hands.\nThe harbour\nParliaments vote in June.',
      title: 'Accord ends the grain quarrel',
      source: 'Harbour Post',
      published: 'Tue, 20 May 2025 08:15:00 +0200',
    });
    expect(first?.draft?.furniture.map((span) => first.draft.text.slice(span.start, span.end))).toEqual([
      'The harbour',
    ]);
    expect(second?.draft).toMatchObject({
      origin: 'https://harbourpost.example/world/envoy',
      ref: 'https://harbourpost.example/world/envoy',
    });
    expect(third?.error?.message).toBe('rss.xml: item 3 ("hp-19"): has no text; read the page itself by its address');
  });

  test('reads Atom with XHTML and with plain text', () => {
    const [first, second] = readFeed(fixture('atom.xml'), 'atom.xml', '/n/atom.xml');
    expect(first?.draft).toMatchObject({
      text: 'Accord ends the quarrel\nNorland and Sudland signed.',
      url: 'https://harbourpost.example/a',
    });
    expect(second?.draft).toMatchObject({ origin: '/n/atom.xml#urn:hp:2', text: 'Plain\nThe envoy said 2 < 3.' });
  });

  test('reads RDF and JSON feeds', () => {
    expect(readFeed(fixture('rdf.xml'), 'rdf.xml', '/n/rdf.xml')[0]?.draft).toMatchObject({
      published: '2025-05-20',
      text: 'Accord ends the quarrel\nNorland signed the accord.',
    });
    const json = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'HP',
      items: [{ id: '1', url: 'https://harbourpost.example/j', content_text: 'Norland signed.' }],
    });
    expect(readFeed(json, 'f', 'https://harbourpost.example/f.json')[0]?.draft).toMatchObject({
      origin: 'https://harbourpost.example/j',
      ref: '1',
      text: 'Norland signed.',
    });
  });

  test.each([
    ['<html><body>no</body></html>', 'is not an RSS, Atom, RDF or JSON feed'],
    ['<rss version="2.0"><channel><title>x</title></channel></rss>', 'is a feed without items'],
  ])('refuses %s', (xml, reason) => {
    expect(() => readFeed(xml, 'f.xml', '/f.xml')).toThrow(`f.xml: ${reason}`);
  });
});

describe('articles', () => {
  test('are known by the SHA-256 of their cleaned text', async () => {
    const text = 'Norland signed the accord.';
    const article = await makeArticle({ origin: '/a', ref: 'a', text, furniture: [] });
    expect(article.id).toBe(createHash('sha256').update(text).digest('hex'));
  });

  test('say their language where they are long enough to tell', async () => {
    const english =
      'The foreign minister of Norland thanked the mediators from Geneva, who had shuttled between the capitals. '.repeat(
        3,
      );
    const german =
      'Die Außenministerin dankte den Vermittlern aus Genf, die einen Monat lang zwischen den Hauptstädten gereist waren. '.repeat(
        3,
      );
    expect(await detectLanguage(english)).toBe('en');
    expect(await detectLanguage(german)).toBe('de');
    expect(await detectLanguage('Norland signed.')).toBeUndefined();
  });

  test('keep no address that is not http', async () => {
    const article = await makeArticle({ origin: '/a', ref: 'a', text: 'x', furniture: [], url: 'javascript:alert(1)' });
    expect(article.url).toBeUndefined();
  });
});

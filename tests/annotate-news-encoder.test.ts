import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNewsEncoder } from '../src/annotate/news-encoder.ts';
import type { Annotator } from '../src/annotate.ts';
import type { Annotated, AnnotatedSentence } from '../src/model.ts';
import { packageRoot } from '../src/root.ts';
import { segment } from '../src/segment/sentences.ts';

const MODEL = join(packageRoot, 'models', 'news-encoder');
const segmented = (text: string) => segment({ origin: 'test', ref: 'test', id: 'test', text, furniture: [] });

/** An article in our own words with what makes offsets and names hard. */
const ARTICLE = [
  'RUTTE MEETS ERDOĞAN IN ANKARA AS TURKEY WEIGHS GAS DEAL',
  '',
  'NATO Secretary General Mark Rutte met Turkish President Recep Tayyip Erdoğan in Ankara on Tuesday, two days after Azerbaijan’s Ilham Aliyev had called the talks “a waste of time. We will not come.”',
  'Emmanuel\u00a0Macron\u00a0— who spoke with Friedrich Merz by phone 🚀 — backed a 30-day ceasefire, France’s foreign ministry said. “It is the only way,” he added.',
  'Who was there:',
  '• Jean-Noël Barrot of France',
  '• Hakan Fidan of Türkiye',
  'Xi Jinping (习近平) stayed in Beijing. The Saint-Denis-based group Médecins Sans Frontières, the Côte d’Ivoire and Guinea-Bissau sent envoys; the U.S.-led mission didn’t.',
].join('\n');

const mentionsOf = (annotated: Annotated) =>
  annotated.sentences.flatMap((sentence) => sentence.mentions.map(({ text, label }) => `${text}: ${label}`));

function expectTree({ tokens }: AnnotatedSentence) {
  expect(tokens.filter((token) => token.head === -1)).toHaveLength(1);
  tokens.forEach((token, index) => {
    expect(token.head === -1).toBe(token.rel === 'root');
    let node = index;
    for (let step = 0; step <= tokens.length && node !== -1; step++) node = tokens[node]!.head;
    expect(node).toBe(-1);
  });
}

function expectTrueOffsets(annotated: Annotated) {
  const { text } = annotated.article;
  for (const sentence of annotated.sentences) {
    for (const span of [sentence, ...sentence.tokens, ...sentence.mentions]) {
      expect(text.slice(span.start, span.end)).toBe(span.text);
    }
    let last = -1;
    for (const mention of sentence.mentions) {
      expect(mention.first).toBeGreaterThan(last);
      expect(mention.start).toBe(sentence.tokens[mention.first]!.start);
      expect(mention.end).toBe(sentence.tokens[mention.last]!.end);
      expect(mention.confidence).toBeGreaterThan(0);
      expect(mention.confidence).toBeLessThanOrEqual(1);
      last = mention.last;
    }
  }
}

describe('openNewsEncoder', () => {
  let annotator: Annotator;
  let annotated: Annotated;
  beforeAll(async () => {
    annotator = await openNewsEncoder({ threads: 2 });
    annotated = (await annotator.annotate([segmented(ARTICLE)]))[0]!;
  });
  afterAll(() => annotator.close());

  const annotate = async (text: string) => (await annotator.annotate([segmented(text)]))[0]!;

  it('points every token and mention at its own text', () => expectTrueOffsets(annotated));

  it('gives each sentence a tree with one root', () => {
    for (const sentence of annotated.sentences) expectTree(sentence);
  });

  it('names the model by the hash of its file', () => {
    expect(annotated.model).toMatch(/^[0-9a-f]{64}$/u);
    expect(annotated.model).toBe(annotator.model);
  });

  it('finds names with diacritics, hyphens, no-break spaces, curly possessives and in lists', () => {
    expect(mentionsOf(annotated)).toEqual(
      expect.arrayContaining([
        'Mark Rutte: Person',
        'NATO: Institution',
        'Recep Tayyip Erdoğan: Person',
        'Azerbaijan: State',
        'Emmanuel\u00a0Macron: Person',
        'Friedrich Merz: Person',
        'Jean-Noël Barrot: Person',
        'France: State',
        'Médecins Sans Frontières: Institution',
        'Guinea-Bissau: State',
        'U.S.: State',
      ]),
    );
  });

  it('finds the names of the article in its headline of capitals', () => {
    const headline = annotated.sentences[0]!;
    expect(headline.headline).toBe(true);
    expect(headline.mentions.map(({ text, label }) => `${text}: ${label}`)).toEqual(
      expect.arrayContaining(['TURKEY: State', 'ANKARA: Place']),
    );
  });

  it('reads a headline in Title Case', async () => {
    const { sentences } = await annotate(
      'Putin Rejects Offer From Zelensky to Meet in Istanbul\n\nVladimir Putin stayed in Moscow.',
    );
    expect(sentences[0]!.mentions.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Putin', 'Zelensky', 'Istanbul']),
    );
  });

  it('reads the parse and the lemmas of a plain sentence', async () => {
    const { sentences } = await annotate("The minister wasn't accusing Iran.");
    const shown = sentences[0]!.tokens.map(({ text, lemma, upos, head, rel }) =>
      [text, lemma, upos, head, rel].join(' '),
    );
    expect(shown).toEqual([
      'The the DET 1 det',
      'minister minister NOUN 4 nsubj',
      'was be AUX 4 aux',
      "n't not PART 4 advmod",
      'accusing accuse VERB -1 root',
      'Iran iran PROPN 4 obj',
      '. . PUNCT 4 punct',
    ]);
  });

  it('reads sentences over the window, and what lies on both sides of its edge', async () => {
    const names = ['Angela Merkel', 'Boris Johnson', 'Justin Trudeau', 'Shinzo Abe'];
    const list = Array.from(
      { length: 90 },
      (_, item) => `${names[item % 4]} of a delegation of ${item + 2} envoys`,
    ).join(', ');
    const { sentences } = await annotate(`${list.slice(0, 990)}.`);
    const long = sentences[0]!;
    expect(long.tokens.length).toBeGreaterThan(150);
    expectTree(long);
    const { sentences: longest } = await annotate(`${'Angela Merkel, Boris Johnson, '.repeat(30)}left.`);
    expect(longest[0]!.tokens.length).toBeLessThan(256);
    // Several pieces a name: more than the window has, of fewer words than a sentence may have.
    const symbols = await annotate(
      `Angela Merkel spoke of ${'Ouagadougou and '.repeat(55)}Bamako, and Boris Johnson left.`,
    );
    expect(symbols.sentences).toHaveLength(1);
    expectTree(symbols.sentences[0]!);
    expectTrueOffsets(symbols);
    expect(mentionsOf(symbols)).toEqual(expect.arrayContaining(['Angela Merkel: Person', 'Boris Johnson: Person']));
  });

  it('gives relation scores as probabilities, one for each pair of tokens and relation', () => {
    for (const { tokens, scores } of annotated.sentences) {
      expect(scores!.cue).toHaveLength(tokens.length * scores!.relations.length);
      expect(scores!.pair).toHaveLength(tokens.length ** 2 * scores!.relations.length);
      expect(scores!.pair.every((p) => p >= 0 && p <= 1)).toBe(true);
    }
  });

  it('reads an article the same alone, twice and among others', async () => {
    const other = segmented('Talks failed. Nobody knew why, said Ana Ruiz of Reuters.');
    const [first, again] = await annotator.annotate([other, segmented(ARTICLE)]);
    expect(again).toEqual(annotated);
    expect(first!.article).toBe(other.article);
  });

  it('reads whatever text there is: lone surrogates, controls, joined emoji, other scripts, endless words', async () => {
    const pieces = fc.constantFrom(
      'Putin ',
      'said ',
      'U.S.',
      '. ',
      '\ud83d',
      '\udc00',
      '\u0000',
      '\u200b',
      '\ufffd',
      '👩‍👩‍👧 ',
      'e\u0301',
      'السلام ',
      '停火',
      '\n',
      '’s ',
      '"',
      '— ',
      '[CLS] ',
      '[PAD]',
      '##ing ',
      '\u00ad',
      `${'x'.repeat(1500)} `,
      '$5bn ',
      'İstanbul ',
      'ß',
      'ﬁ ',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { minLength: 1, maxLength: 12 }), async (parts) => {
        const read = await annotate(parts.join(''));
        expectTrueOffsets(read);
        for (const sentence of read.sentences) if (sentence.tokens.length > 0) expectTree(sentence);
      }),
      { seed: 1, numRuns: 25 },
    );
  });

  it('reads nothing in an article without sentences', async () => {
    expect((await annotate(' \n ')).sentences).toEqual([]);
  });

  it('puts another model in place of its entity head', async () => {
    const tiny = fileURLToPath(new URL('fixtures/tiny-ner', import.meta.url));
    const other = await openNewsEncoder({ threads: 1, ner: tiny });
    const [read] = await other.annotate([
      segmented('Marta Okoye visited Kenya. Mark Rutte proposed a 30-day ceasefire.'),
    ]);
    await other.close();
    const mentions = mentionsOf(read!);
    expect(mentions).toEqual(
      expect.arrayContaining(['Marta Okoye: Person', 'Kenya: State', '30-day ceasefire: Event']),
    );
    expect(mentions).not.toContain('Mark Rutte: Person');
    expect(read!.model).not.toBe(annotator.model);
  });
});

describe('openNewsEncoder on a broken folder', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'entente-model-'));
    cpSync(MODEL, folder, { recursive: true, filter: (path) => !path.endsWith('.onnx') });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('names the file that is missing and the next step', async () => {
    await expect(openNewsEncoder({ model: folder })).rejects.toThrow(
      /^\S+model_quantized\.onnx: missing, .*; reinstall entente, or name a model folder with --model$/u,
    );
  });

  it('names the file that is damaged', async () => {
    mkdirSync(join(folder, 'onnx'), { recursive: true });
    writeFileSync(join(folder, 'onnx', 'model_quantized.onnx'), 'not a model');
    await expect(openNewsEncoder({ model: folder })).rejects.toThrow(
      /^\S+model_quantized\.onnx: cannot be read \(.*\); reinstall entente/u,
    );
    writeFileSync(join(folder, 'labels.json'), '{"ner": []}');
    await expect(openNewsEncoder({ model: folder })).rejects.toThrow(/^\S+labels\.json: cannot be read/u);
  });
});

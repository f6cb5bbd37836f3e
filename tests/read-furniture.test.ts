import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { markFurniture } from '../src/read/furniture.ts';

interface Cases {
  readonly furniture: readonly string[];
  readonly edge: readonly string[];
  readonly tail: readonly string[];
  readonly sentences: readonly string[];
  readonly datelines: readonly (readonly [string, string])[];
  readonly 'no datelines': readonly string[];
}

const cases: Cases = JSON.parse(readFileSync(new URL('fixtures/read/furniture-cases.json', import.meta.url), 'utf8'));
const OPENING = 'Norland and Sudland signed an accord on the grain harbour on Monday, both governments said.';
const MIDDLE = 'The foreign minister of Norland thanked the mediators from Geneva for their patience with both sides.';
const CLOSING = 'The accord comes into force once both parliaments have voted on it in the coming month.';

function marked(text: string): readonly string[] {
  return markFurniture(text).map((span) => text.slice(span.start, span.end));
}

describe('furniture', () => {
  test.each(cases.furniture)('marks "%s" between two paragraphs', (line) => {
    expect(marked(`${OPENING}\n\n${line}\n\n${MIDDLE}\n${CLOSING}`)).toEqual([line]);
  });

  test.each([...cases.furniture, ...cases.edge])('marks "%s" below the headline', (line) => {
    expect(marked(`Accord ends the quarrel over the grain harbour\n${line}\n\n${OPENING}\n${MIDDLE}`)).toEqual([line]);
  });

  test.each([...cases.furniture, ...cases.tail])('marks "%s" below the last sentence', (line) => {
    expect(marked(`${OPENING}\n${MIDDLE}\n${CLOSING}\n\n${line}`)).toEqual([line]);
  });

  test.each(cases.sentences)('leaves the sentence "%s" alone wherever it stands', (sentence) => {
    expect(marked(sentence)).toEqual([]);
    expect(marked(`${sentence}\n${OPENING}\n${MIDDLE}`)).toEqual([]);
    expect(marked(`${OPENING}\n${sentence}\n${MIDDLE}`)).toEqual([]);
    expect(marked(`${OPENING}\n${MIDDLE}\n\n${sentence}`)).toEqual([]);
  });

  test.each(cases.datelines)('marks the dateline "%s" and nothing of its sentence', (dateline, sentence) => {
    expect(marked(`${dateline}${sentence}\n${MIDDLE}`)).toEqual([dateline]);
  });

  test.each(cases['no datelines'])('finds no dateline in "%s"', (sentence) => {
    expect(marked(sentence)).toEqual([]);
  });

  test('marks the list of headlines under a heading, and the article goes on below it', () => {
    const text = `${OPENING}\n\nRelated Stories\nEnvoy Returns From Geneva\nWho Pays for the Harbour\n\nA new start\n${MIDDLE}`;
    expect(marked(text)).toEqual(['Related Stories', 'Envoy Returns From Geneva', 'Who Pays for the Harbour']);
  });

  test('marks everything from the comments to the end, however long a reader writes', () => {
    const comment = 'harbourmaster12: I have never believed a word that the ministers of Norland say about grain.';
    const text = `${OPENING}\n${MIDDLE}\n\n3 Comments\n${comment}`;
    expect(marked(text)[0]).toBe('3 Comments');
    const single = `${OPENING}\n${MIDDLE}\n\nComments\nThere are no comments for this story\nBe the first to respond.`;
    expect(marked(single)).toEqual(['Comments', 'There are no comments for this story', 'Be the first to respond.']);
  });

  test('keeps a one-word cross-head and what stands below it', () => {
    expect(marked(`${OPENING}\nComments\n${MIDDLE}\n${CLOSING}`)).toEqual([]);
  });

  test('marks a caption that comes twice, also where its credit is glued on', () => {
    const caption = 'The ministers of Norland and Sudland at the harbour, 2024';
    const text = `Accord Ends the Quarrel\n${caption}\n${caption}Office of the President\n\n${OPENING}\n${MIDDLE}\n\n${caption}\nEnvoy Returns From Geneva With Nothing`;
    expect(marked(text)).toEqual([
      caption,
      `${caption}Office of the President`,
      caption,
      'Envoy Returns From Geneva With Nothing',
    ]);
  });

  test('keeps a last line that lacks its full stop', () => {
    expect(marked(`${OPENING}\nThe ministers spoke for two hours`)).toEqual([]);
    expect(marked(`${OPENING}\n\nThe ministers spoke for two hours`)).toEqual([]);
  });

  test('keeps the cross-heads of an article', () => {
    const text = `${OPENING}\nGrain Quarrel Drags On\n${MIDDLE}\nWhat comes next\n${CLOSING}`;
    expect(marked(text)).toEqual([]);
  });

  test('marks the brackets of a link inside a paragraph and leaves the paragraph', () => {
    expect(marked(`${MIDDLE} (ALSO READ: Envoy returns empty-handed) ${CLOSING}`)).toEqual([
      '(ALSO READ: Envoy returns empty-handed)',
    ]);
  });

  test('marks the words of a link behind the last sentence of a paragraph', () => {
    expect(marked(`${MIDDLE} Read More`)).toEqual(['Read More']);
    expect(marked(`${MIDDLE} ...read more`)).toEqual(['...read more']);
  });

  test('takes the mark of a Markdown heading for furniture and its words for the article', () => {
    expect(marked(`# Accord ends the quarrel\n\n${OPENING}`)).toEqual(['# ']);
  });

  test('marks in time linear in the text, whatever the text', () => {
    const started = performance.now();
    for (const unit of [
      '(',
      '[',
      'a\n',
      'By Anna ',
      'May 20, ',
      'share ',
      '(photo: ',
      '# ',
      '\n',
      'A/',
      'via ',
      '— ',
    ]) {
      const text = unit.repeat(400_000 / unit.length);
      for (const span of markFurniture(text)) expect(span.end).toBeLessThanOrEqual(text.length);
    }
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

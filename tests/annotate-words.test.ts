import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { caseOf, splitWords } from '../src/annotate/words.ts';

/** Made by training/words.py, offsets in UTF-16. */
type Case = { readonly text: string; readonly words: readonly (readonly [word: string, start: number, end: number])[] };
const cases: readonly Case[] = JSON.parse(readFileSync(new URL('fixtures/words.json', import.meta.url), 'utf8'));

describe('splitWords', () => {
  it.each(cases)('splits as the training side does: $text', ({ text, words }) => {
    const found = splitWords(text).map(({ start, end }) => [text.slice(start, end), start, end]);
    expect(found).toEqual(words);
  });
});

describe('caseOf', () => {
  it.each([
    ['talks', 0],
    ['2025', 0],
    ['停火', 0],
    ['Kyiv', 1],
    ['Élysée', 1],
    ['NATO', 2],
    ['U.S.', 2],
    ["N'T", 2],
    ['McCarthy', 3],
    ['eBay', 3],
    ['A', 4],
    ['J.', 4],
  ])('tells the case of %s', (word, expected) => {
    expect(caseOf(word)).toBe(expected);
  });
});

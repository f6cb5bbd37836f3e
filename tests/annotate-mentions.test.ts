import { describe, expect, it } from 'vitest';
import { readTags } from '../src/annotate/bio.ts';
import { findMentions, type Scored } from '../src/annotate/mentions.ts';
import { readStateNames } from '../src/annotate/states.ts';
import { splitWords } from '../src/annotate/words.ts';
import type { Token } from '../src/model.ts';

const NAMES = [
  'O',
  ...['PERSON', 'STATE', 'INSTITUTION', 'EVENT', 'PLACE'].flatMap((label) => [`B-${label}`, `I-${label}`]),
];
const tags = readTags(NAMES);
const states = readStateNames();

/** What the tagger thinks of a word: tag → probability; what is left goes to "O". */
type Guess = Readonly<Record<string, number>>;
/** Part of speech, relation and distance to the head of a word; a noun that is the root by default. */
type Role = readonly [upos: string, rel: string, head?: number];

let at = 0;
function sentenceOf(
  text: string,
  guesses: Readonly<Record<string, Guess>>,
  roles: Readonly<Record<string, Role>> = {},
): Scored {
  const start = at;
  at += text.length + 1;
  const tokens = splitWords(text).map((word, index): Token => {
    const form = text.slice(word.start, word.end);
    const [upos, rel, distance] = roles[form] ?? [/^\p{Lu}/u.test(form) ? 'PROPN' : 'NOUN', 'root'];
    const head = distance === undefined ? -1 : index + distance;
    return { start: start + word.start, end: start + word.end, text: form, lemma: form.toLowerCase(), upos, head, rel };
  });
  const ner = Float32Array.from(
    tokens.flatMap((token) => {
      const guess = guesses[token.text] ?? {};
      const left = Math.max(0.01, 1 - Object.values(guess).reduce((a, b) => a + b, 0));
      return NAMES.map((name) => Math.log(name === 'O' ? left : (guess[name] ?? 1e-4)));
    }),
  );
  return { sentence: { start, end: start + text.length, text, headline: false }, tokens, ner };
}

const mentionsOf = (...article: readonly Scored[]) => {
  at = 0;
  return findMentions(article, tags, states).map((mentions) => mentions.map(({ text, label }) => `${text}: ${label}`));
};
const sure = (tag: string): Guess => ({ [tag]: 0.97 });

describe('findMentions', () => {
  it("leaves out articles, titles, possessives, marks and what else is at a name's ends", () => {
    const scored = sentenceOf('the “ European Union ” and President Nils Berg ’s envoy', {
      the: sure('B-INSTITUTION'),
      '“': sure('I-INSTITUTION'),
      European: sure('I-INSTITUTION'),
      Union: sure('I-INSTITUTION'),
      '”': sure('I-INSTITUTION'),
      President: sure('B-PERSON'),
      Nils: sure('I-PERSON'),
      Berg: sure('I-PERSON'),
      '’s': sure('I-PERSON'),
    });
    expect(mentionsOf(scored)).toEqual([['European Union: Institution', 'Nils Berg: Person']]);
  });

  it('goes on to the noun that a name or an event describes', () => {
    const drills = sentenceOf(
      'naval drills near Dovrin refugee camp',
      { naval: sure('B-EVENT'), Dovrin: sure('B-PLACE'), refugee: sure('I-PLACE') },
      { naval: ['ADJ', 'amod', 1], refugee: ['NOUN', 'compound', 1] },
    );
    expect(mentionsOf(drills)).toEqual([['naval drills: Event', 'Dovrin refugee camp: Place']]);
  });

  it('drops events without a noun and persons in lower case', () => {
    const scored = sentenceOf(
      'full talks with delegates',
      { full: sure('B-EVENT'), delegates: sure('B-PERSON') },
      { full: ['ADJ', 'advmod', 1] },
    );
    expect(mentionsOf(scored)).toEqual([[]]);
  });

  it('joins what the tagger parts', () => {
    const scored = sentenceOf(
      'Sultan Karim Adel toured southern Lebanon',
      {
        Sultan: sure('B-PERSON'),
        Karim: sure('B-PERSON'),
        Adel: sure('I-PERSON'),
        southern: sure('B-PLACE'),
        Lebanon: sure('B-STATE'),
      },
      { southern: ['ADJ', 'amod', 1] },
    );
    expect(mentionsOf(scored)).toEqual([['Sultan Karim Adel: Person', 'southern Lebanon: Place']]);
  });

  it("joins a state and its body's common noun, unless the noun describes another", () => {
    const guesses = { Chilean: sure('B-STATE'), Chile: sure('B-STATE') };
    const body = sentenceOf('the Chilean foreign ministry', guesses);
    const describing = sentenceOf('a Chilean army uniform', guesses, { army: ['NOUN', 'compound', 1] });
    const possessive = sentenceOf("Chile 's parliament", guesses);
    expect(mentionsOf(body, describing, possessive)).toEqual([
      ['Chilean foreign ministry: Institution'],
      ['Chilean: State'],
      ['Chile: State'],
    ]);
  });

  it('labels a surface form the same throughout an article, by the weight of all its mentions', () => {
    const clear = sentenceOf('Orvia agreed', { Orvia: sure('B-INSTITUTION') });
    const doubtful = sentenceOf('met Orvia', { Orvia: { 'B-PERSON': 0.5, 'B-INSTITUTION': 0.4 } });
    expect(mentionsOf(clear, doubtful)).toEqual([['Orvia: Institution'], ['Orvia: Institution']]);
    expect(mentionsOf(doubtful)).toEqual([['Orvia: Person']]);
  });

  it('takes a last name for the person whose full name the article gives', () => {
    const full = sentenceOf('Ana Petrov left', { Ana: sure('B-PERSON'), Petrov: sure('I-PERSON') });
    const last = sentenceOf('Petrov slept', { Petrov: { 'B-INSTITUTION': 0.6, 'B-PERSON': 0.3 } });
    expect(mentionsOf(full, last)).toEqual([['Ana Petrov: Person'], ['Petrov: Person']]);
  });

  it('decides for a capital each time anew, whether it is a state or a place', () => {
    const state = sentenceOf('Damascus denied it', { Damascus: sure('B-STATE') });
    const place = sentenceOf('talks in Damascus', { Damascus: sure('B-PLACE') });
    const person = sentenceOf('Damascus said so', { Damascus: { 'B-PERSON': 0.7, 'B-STATE': 0.2 } });
    expect(mentionsOf(state, place)).toEqual([['Damascus: State'], ['Damascus: Place']]);
    expect(mentionsOf(person)).toEqual([['Damascus: State']]);
  });

  it('doubts a state that no table knows', () => {
    const scored = sentenceOf('Belvaria and Norway', {
      Belvaria: { 'B-STATE': 0.6, 'B-PLACE': 0.35 },
      Norway: sure('B-STATE'),
    });
    expect(mentionsOf(scored)).toEqual([['Belvaria: Place', 'Norway: State']]);
  });

  it("finds the article's names again in headlines of capitals, and where the tagger missed them", () => {
    const headline = sentenceOf('LENA MARCH MEETS KOZAK', {});
    const body = sentenceOf('Lena March met Kozak', {
      Lena: sure('B-PERSON'),
      March: sure('I-PERSON'),
      Kozak: sure('B-PERSON'),
    });
    const missed = sentenceOf('In March Kozak slept', {});
    expect(mentionsOf(headline, body, missed)).toEqual([
      ['LENA MARCH: Person', 'KOZAK: Person'],
      ['Lena March: Person', 'Kozak: Person'],
      ['Kozak: Person'],
    ]);
  });

  it('does not take a part of a longer name that was not found for the name', () => {
    const body = sentenceOf('Lena March left', { Lena: sure('B-PERSON'), March: sure('I-PERSON') });
    const street = sentenceOf('a shop in Lena March Street', {}, { March: ['PROPN', 'compound', 1] });
    expect(mentionsOf(body, street)).toEqual([['Lena March: Person'], []]);
  });
});

describe('readStateNames', () => {
  it('finds the longest names, demonyms and capitals of states', () => {
    const words = 'The United States , South Korean troops and WASHINGTON'.split(' ');
    expect(states.find(words).map(({ first, last }) => words.slice(first, last + 1).join(' '))).toEqual([
      'United States',
      'South Korean',
      'WASHINGTON',
    ]);
  });

  it('reads no pronoun for a state', () => {
    expect(states.find('tell us what us means'.split(' '))).toEqual([]);
  });
});

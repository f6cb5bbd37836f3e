import { describe, expect, test } from 'vitest';
import { toReading } from '../src/graph.ts';
import type { Entity, Extracted, Label, Reference, ResolvedSentence, Statement, Token } from '../src/model.ts';

const text = 'Trump met him. The talks in Geneva ended. Peace Talks Collapse';

function token(start: number, end: number, upos: string): Token {
  return {
    start,
    end,
    text: text.slice(start, end),
    lemma: text.slice(start, end).toLowerCase(),
    upos,
    head: -1,
    rel: 'root',
  };
}

function reference(
  entity: string,
  label: Label,
  start: number,
  end: number,
  first: number,
  last: number,
  named = true,
): Reference {
  return { entity, label, start, end, first, last, named, text: text.slice(start, end), score: 1, why: 'test' };
}

function sentence(
  start: number,
  end: number,
  headline: boolean,
  tokens: Token[],
  references: Reference[],
): ResolvedSentence {
  return { start, end, text: text.slice(start, end), headline, tokens, mentions: [], references };
}

const entities: Entity[] = [
  { id: 'Q1', label: 'Person', name: 'Donald Trump' },
  { id: 'Q2', label: 'Person', name: 'Vladimir Putin' },
  { id: 'Q3', label: 'Place', name: 'Geneva' },
  { id: 'event:talks', label: 'Event', name: 'talks' },
  { id: 'event:collapse', label: 'Event', name: 'Peace Talks' },
];

function extracted(statements: Statement[]): Extracted {
  return {
    article: { id: 'sha', origin: '/one.txt', ref: 'one.txt', text, furniture: [] },
    model: 'm',
    entities: new Map(entities.map((entity) => [entity.id, entity])),
    sentences: [
      sentence(
        0,
        14,
        false,
        [token(0, 5, 'PROPN'), token(6, 9, 'VERB'), token(10, 13, 'PRON')],
        [reference('Q1', 'Person', 0, 5, 0, 0), reference('Q2', 'Person', 10, 13, 2, 2, false)],
      ),
      sentence(
        15,
        41,
        false,
        [token(15, 18, 'DET'), token(19, 24, 'NOUN'), token(25, 27, 'ADP'), token(28, 34, 'PROPN')],
        [reference('event:talks', 'Event', 19, 24, 1, 1), reference('Q3', 'Place', 28, 34, 3, 3)],
      ),
      sentence(
        42,
        62,
        true,
        [token(42, 47, 'NOUN'), token(48, 53, 'NOUN'), token(54, 62, 'VERB')],
        [reference('event:collapse', 'Event', 42, 53, 0, 1)],
      ),
    ],
    statements,
  };
}

function state(subject: string, relation: string, object: string, more: Partial<Statement> = {}): Statement {
  return {
    id: `${subject}${relation}${object}`,
    subject,
    relation,
    object,
    polarity: 'affirmed',
    modality: 'actual',
    relayedBy: [],
    sentence: 0,
    start: 0,
    end: 14,
    confidence: 1,
    why: 'test',
    ...more,
  };
}

describe('toReading', () => {
  test('A pronoun gives no mention, but the entity it stands for is kept where a statement needs it', () => {
    const reading = toReading(extracted([state('Q1', 'MET_WITH', 'Q2')]));
    expect(reading.mentions.map((mention) => mention.text)).toEqual(['Trump', 'Geneva']);
    expect(reading.entities.map(({ id, names }) => [id, names])).toEqual([
      ['Q1', ['Trump']],
      ['Q2', []],
      ['Q3', ['Geneva']],
    ]);
  });

  test('An event without a name and without a statement is left out, even if a headline capitalises it', () => {
    expect(toReading(extracted([])).entities.map((entity) => entity.id)).toEqual(['Q1', 'Q3']);
  });

  test('An event in a statement is kept with its participants, place and date', () => {
    const reading = toReading(
      extracted([
        state('event:talks', 'LOCATED_IN', 'Q3', { start: 15, end: 41, sentence: 1 }),
        state('Q1', 'PARTICIPATED_IN', 'event:talks', { date: '2025-05-19' }),
        state('Q2', 'REJECTED', 'event:talks', { polarity: 'negated' }),
      ]),
    );
    expect(reading.entities.find((entity) => entity.id === 'event:talks')).toMatchObject({
      local: 'event:talks',
      names: ['talks'],
      event: { participants: ['Q1'], place: 'Q3', date: '2025-05-19' },
    });
    expect(reading.statements.map((s) => s.relation)).toEqual(['PARTICIPATED_IN', 'REJECTED', 'LOCATED_IN']);
  });

  test('Every mention points at its own words, and a speaker outside the sentence is kept as an entity', () => {
    const reading = toReading(extracted([state('Q1', 'MET_WITH', 'Q3', { attribution: 'Q2' })]));
    for (const mention of reading.mentions) expect(text.slice(mention.start, mention.end)).toBe(mention.text);
    expect(reading.entities.map((entity) => entity.id)).toContain('Q2');
  });

  test('An entity that nothing declares is refused by name', () => {
    expect(() => toReading(extracted([state('Q1', 'MET_WITH', 'Q404')]))).toThrow('"Q404"');
  });
});

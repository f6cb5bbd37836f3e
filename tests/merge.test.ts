import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeEntities } from '../src/merge.ts';
import type { Label, ToldEntity } from '../src/model.ts';
import type { Telling } from '../src/store.ts';

function tell(
  articleId: string,
  published: string | undefined,
  label: Label,
  local: string,
  more: Partial<ToldEntity> = {},
): Telling {
  const name = more.name ?? local.replace(/^\w+:/u, '').replace(/@.*$/u, '').replaceAll('-', ' ');
  const entity: ToldEntity = { id: local, local, label, name, names: more.names ?? [name], ...more };
  return { articleId, ...(published === undefined ? {} : { published }), entity };
}
const idOf = (merged: Map<string, string>, articleId: string, local: string): string | undefined =>
  merged.get(`${articleId}\u0000${local}`);

const call = (articleId: string, day: string, participants: string[], date?: string): Telling =>
  tell(articleId, day, 'Event', `event:phone-call@${articleId}`, {
    name: 'phone call',
    kind: 'call',
    event: { participants, ...(date === undefined ? {} : { date }) },
  });

describe('people', () => {
  test('A bare surname joins the one full name told in the same days and company.', () => {
    const merged = mergeEntities([
      tell('a1', '2025-05-20', 'Person', 'person:dmitry-peskov', { name: 'Dmitry Peskov' }),
      tell('a1', '2025-05-20', 'State', 'Q159'),
      tell('a2', '2025-05-21', 'Person', 'person:peskov@a2', { name: 'Peskov' }),
      tell('a2', '2025-05-21', 'State', 'Q159'),
    ]);
    expect(idOf(merged, 'a2', 'person:peskov@a2')).toBe('person:dmitry-peskov');
  });

  test('A bare surname that two full names fit stays its own.', () => {
    const merged = mergeEntities([
      tell('a1', '2025-05-20', 'Person', 'person:ana-lopez', { name: 'Ana Lopez' }),
      tell('a1', '2025-05-20', 'State', 'Q96'),
      tell('a2', '2025-05-20', 'Person', 'person:luis-lopez', { name: 'Luis Lopez' }),
      tell('a2', '2025-05-20', 'State', 'Q96'),
      tell('a3', '2025-05-20', 'Person', 'person:lopez@a3', { name: 'Lopez' }),
      tell('a3', '2025-05-20', 'State', 'Q96'),
    ]);
    expect(idOf(merged, 'a3', 'person:lopez@a3')).toBe('person:lopez@a3');
  });

  test('The Maria of one article is not the Maria of another.', () => {
    const merged = mergeEntities([
      tell('a1', '2025-05-20', 'Person', 'person:maria@a1', { name: 'Maria' }),
      tell('a2', '2025-05-20', 'Person', 'person:maria@a2', { name: 'Maria' }),
    ]);
    expect(new Set(merged.values()).size).toBe(2);
  });

  test('Spellings of one full name are one person, under the Wikidata id where one has it.', () => {
    const merged = mergeEntities([
      tell('a1', '2025-05-20', 'Person', 'person:volodymyr-zelenskiy', { name: 'Volodymyr Zelenskiy' }),
      tell('a2', '2026-01-20', 'Person', 'Q3874799', { name: 'Volodymyr Zelenskyy' }),
    ]);
    expect(new Set(merged.values())).toEqual(new Set(['Q3874799']));
  });

  test('Two people whom one article tells apart are never joined.', () => {
    const merged = mergeEntities([
      tell('a1', '2025-05-20', 'Person', 'person:volodymyr-zelenskiy', { name: 'Volodymyr Zelenskiy' }),
      tell('a1', '2025-05-20', 'Person', 'person:volodymyr-zelenskyy', { name: 'Volodymyr Zelenskyy' }),
    ]);
    expect(new Set(merged.values()).size).toBe(2);
  });
});

describe('institutions', () => {
  test('An acronym joins the body that another article spells out.', () => {
    const merged = mergeEntities([
      tell('a1', undefined, 'Institution', 'institution:interstate-aviation-committee', {
        name: 'Interstate Aviation Committee',
        names: ['IAC', 'Interstate Aviation Committee'],
      }),
      tell('a2', undefined, 'Institution', 'institution:iac', { name: 'IAC' }),
    ]);
    expect(idOf(merged, 'a2', 'institution:iac')).toBe('institution:interstate-aviation-committee');
  });
});

describe('events', () => {
  const articles = ['a1', 'a2', 'a3', 'a4', 'a5'];

  test('A call that five articles tell of is one event, named by its own facts.', () => {
    const merged = mergeEntities(
      articles.map((id, i) =>
        call(id, `2025-05-${19 + (i % 3)}`, ['Q22686', 'Q7747'], i === 0 ? '2025-05-19' : undefined),
      ),
    );
    expect(new Set(merged.values())).toEqual(new Set(['event:call-2025-05-19-q22686-q7747']));
  });

  test('Another pair, another week or another place is another event.', () => {
    const merged = mergeEntities([
      call('a1', '2025-05-19', ['Q22686', 'Q7747']),
      call('a2', '2025-05-19', ['Q22686', 'Q3874799']),
      call('a3', '2025-06-04', ['Q22686', 'Q7747']),
    ]);
    expect(new Set(merged.values()).size).toBe(3);
    const talks = (id: string, place: string): Telling =>
      tell(id, '2025-05-16', 'Event', `event:talks@${id}`, {
        name: 'talks',
        kind: 'talks',
        event: { participants: ['Q159', 'Q212'], place },
      });
    expect(new Set(mergeEntities([talks('a1', 'place:istanbul'), talks('a2', 'place:doha')]).values()).size).toBe(2);
  });

  test('Days of talks in a row do not chain into one event.', () => {
    const days = Array.from({ length: 12 }, (_, i) => `2025-05-${String(i + 1).padStart(2, '0')}`);
    const merged = mergeEntities(
      days.map((day, i) =>
        tell(`a${i}`, day, 'Event', `event:talks@a${i}`, {
          name: 'talks',
          kind: 'talks',
          event: { participants: ['Q159', 'Q212'] },
        }),
      ),
    );
    expect(new Set(merged.values()).size).toBeGreaterThanOrEqual(3);
  });

  test('A participant known by a bare surname counts as the person it merged with.', () => {
    const merged = mergeEntities([
      tell('a1', '2025-05-20', 'Person', 'person:ada-quill', { name: 'Ada Quill' }),
      tell('a1', '2025-05-20', 'State', 'Q159'),
      call('a1', '2025-05-20', ['person:ada-quill', 'Q7747']),
      tell('a2', '2025-05-20', 'Person', 'person:quill@a2', { name: 'Quill' }),
      tell('a2', '2025-05-20', 'State', 'Q159'),
      call('a2', '2025-05-20', ['person:quill@a2', 'Q7747']),
    ]);
    expect(idOf(merged, 'a1', 'event:phone-call@a1')).toBe(idOf(merged, 'a2', 'event:phone-call@a2'));
  });
});

describe('any order and any split', () => {
  const people = ['Ana Lopez', 'Anna Lopez', 'Luis Lopez', 'Volodymyr Zelensky', 'Volodymyr Zelenskyy', 'Bo Xu'];
  const arbitraryTelling = fc
    .record({
      article: fc.integer({ min: 0, max: 7 }),
      day: fc.integer({ min: 1, max: 28 }),
      pick: fc.integer({ min: 0, max: 20 }),
      seed: fc.nat(5),
    })
    .map(({ article, pick, seed }): Telling => {
      const id = `a${article}`;
      // A day belongs to an article, not to a telling.
      const published = `2025-05-${String(((article * 5) % 27) + 1).padStart(2, '0')}`;
      if (pick < 6)
        return tell(id, published, 'Person', `person:${people[pick]!.toLowerCase().replaceAll(' ', '-')}`, {
          name: people[pick]!,
        });
      if (pick < 9) return tell(id, published, 'Person', `person:lopez@${id}`, { name: 'Lopez' });
      if (pick < 12) return tell(id, published, 'State', `Q${seed}`);
      if (pick < 14) return tell(id, published, 'Institution', 'institution:iac', { name: 'IAC' });
      if (pick < 16)
        return tell(id, published, 'Institution', 'institution:interstate-aviation-committee', {
          name: 'Interstate Aviation Committee',
          names: ['IAC'],
        });
      return call(id, published, ['person:ana-lopez', `Q${seed}`, ...(pick > 18 ? [`person:lopez@${id}`] : [])].sort());
    });
  const distinct = (tellings: Telling[]): Telling[] => [
    ...new Map(tellings.map((one) => [`${one.articleId} ${one.entity.local}`, one])).values(),
  ];
  const arbitraryTellings = fc.array(arbitraryTelling, { maxLength: 60 }).map(distinct);

  test('The order of the tellings never changes the result.', () => {
    fc.assert(
      fc.property(
        arbitraryTellings.chain((tellings) =>
          fc.tuple(
            fc.constant(tellings),
            fc.shuffledSubarray(tellings, { minLength: tellings.length, maxLength: tellings.length }),
          ),
        ),
        ([tellings, shuffled]) => {
          expect([...mergeEntities(shuffled)]).toEqual([...mergeEntities(tellings)]);
        },
      ),
    );
  });

  test('Ids of an earlier merge of a part never change the result of the whole.', () => {
    fc.assert(
      fc.property(arbitraryTellings, fc.nat(7), (tellings, upTo) => {
        const part = tellings.filter(({ articleId }) => Number(articleId.slice(1)) <= upTo);
        const earlier = mergeEntities(part);
        const renamed = tellings.map((telling) => ({
          ...telling,
          entity: {
            ...telling.entity,
            id: earlier.get(`${telling.articleId}\u0000${telling.entity.local}`) ?? telling.entity.id,
          },
        }));
        expect([...mergeEntities(renamed)]).toEqual([...mergeEntities(tellings)]);
      }),
    );
  });

  test('Every telling gets an id, and no id joins two entities of one article.', () => {
    fc.assert(
      fc.property(arbitraryTellings, (tellings) => {
        const merged = mergeEntities(tellings);
        expect(merged.size).toBe(tellings.length);
        const perArticle = [...merged].map(([key, id]) => `${key.split('\u0000')[0]} ${id}`);
        expect(new Set(perArticle).size).toBe(perArticle.length);
      }),
    );
  });
});

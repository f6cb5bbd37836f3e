import { describe, expect, test } from 'vitest';
import { openResolver } from '../src/resolve/tables.ts';
import { annotate, namesOf, referencesOf } from './resolve-fixtures.ts';

const resolver = await openResolver();

/** Sentences that several tests tell again. */
const TRUMP_MEETS = {
  words:
    'Donald/PROPN/3/nsubj Trump/PROPN/1/flat met/VERB/0/root Vladimir/PROPN/3/obj Putin/PROPN/4/flat in/ADP/7/case Riyadh/PROPN/3/obl ./PUNCT/3/punct',
  mentions: { 'Donald Trump': 'Person', 'Vladimir Putin': 'Person', Riyadh: 'Place' },
} as const;

describe('states and capitals', () => {
  test('A capital is its state as the subject of a claim, and a place after "in".', () => {
    const resolved = resolver.resolve(
      annotate([
        {
          words: 'Moscow/PROPN/2/nsubj claimed/VERB/0/root the/DET/4/det village/NOUN/2/obj ./PUNCT/2/punct',
          mentions: { Moscow: 'Place' },
        },
        {
          words:
            'Talks/NOUN/2/nsubj:pass held/VERB/0/root in/ADP/4/case Moscow/PROPN/2/obl failed/VERB/2/conj ./PUNCT/2/punct',
          mentions: { Moscow: 'Place' },
        },
      ]),
    );
    expect(namesOf(resolved, 'Moscow')).toEqual(['Russia', 'Moscow']);
  });

  test('"Between Moscow and Kyiv" are two states, whatever the spelling of Kyiv.', () => {
    const resolved = resolver.resolve(
      annotate([
        {
          words:
            'Talks/NOUN/0/root between/ADP/3/case Moscow/PROPN/1/nmod and/CCONJ/5/cc Kiev/PROPN/3/conj stalled/VERB/1/acl ./PUNCT/1/punct',
          mentions: { Moscow: 'Place', Kiev: 'Place' },
        },
        { words: 'Kyiv/PROPN/2/nsubj agreed/VERB/0/root ./PUNCT/2/punct', mentions: { Kyiv: 'State' } },
      ]),
    );
    expect(namesOf(resolved, 'Kiev')).toEqual(['Ukraine']);
    expect(namesOf(resolved, 'Kyiv')).toEqual(['Ukraine']);
    expect(namesOf(resolved, 'Moscow')).toEqual(['Russia']);
  });

  test('A state is linked by name, code and demonym to one id with its ISO codes.', () => {
    const resolved = resolver.resolve(
      annotate([
        {
          words:
            'U.S./PROPN/2/compound envoys/NOUN/3/nsubj told/VERB/0/root American/ADJ/5/amod allies/NOUN/3/obj ./PUNCT/3/punct',
          mentions: { 'U.S.': 'State', American: 'State' },
        },
      ]),
    );
    const ids = new Set(
      referencesOf(resolved)
        .filter(({ label }) => label === 'State')
        .map(({ entity }) => entity),
    );
    expect([...ids]).toEqual(['Q30']);
    expect(resolved.entities.get('Q30')).toMatchObject({ iso2: 'US', iso3: 'USA', wikidata: 'Q30' });
  });

  test('A body is one of the state named beside it; a label of the encoder yields to the tables.', () => {
    const resolved = resolver.resolve(
      annotate([
        {
          words:
            'Iranian/ADJ/3/amod foreign/ADJ/3/amod ministry/NOUN/4/nsubj denied/VERB/0/root it/PRON/4/obj ./PUNCT/4/punct',
          mentions: { Iranian: 'State' },
        },
        { words: 'Hamas/PROPN/2/nsubj agreed/VERB/0/root ./PUNCT/2/punct', mentions: { Hamas: 'Person' } },
      ]),
    );
    expect(namesOf(resolved, 'Iranian foreign ministry')).toEqual(['Ministry of Foreign Affairs (Iran)']);
    expect(referencesOf(resolved).find(({ text }) => text === 'Hamas')).toMatchObject({
      label: 'Institution',
      entity: 'institution:hamas',
    });
  });
});

describe('people', () => {
  test('A surname is the person of the full name, also before the full name appears.', () => {
    const resolved = resolver.resolve(
      annotate([
        { words: 'Quill/PROPN/2/nsubj resigned/VERB/0/root ./PUNCT/2/punct', mentions: { Quill: 'Person' } },
        {
          words: 'Ada/PROPN/3/nsubj Quill/PROPN/1/flat denied/VERB/0/root it/PRON/3/obj ./PUNCT/3/punct',
          mentions: { 'Ada Quill': 'Person' },
        },
      ]),
    );
    expect(
      new Set(
        referencesOf(resolved)
          .filter(({ label }) => label === 'Person')
          .map(({ entity }) => entity),
      ),
    ).toEqual(new Set(['person:ada-quill']));
  });

  test('Spellings of one name are one person with a Wikidata id.', () => {
    const resolved = resolver.resolve(
      annotate([
        {
          words: 'Volodymyr/PROPN/3/nsubj Zelensky/PROPN/1/flat praised/VERB/0/root Italy/PROPN/3/obj ./PUNCT/3/punct',
          mentions: { 'Volodymyr Zelensky': 'Person', Italy: 'State' },
        },
        { words: 'Zelenskyy/PROPN/2/nsubj spoke/VERB/0/root ./PUNCT/2/punct', mentions: { Zelenskyy: 'Person' } },
        {
          words:
            'Prime/PROPN/4/compound Minister/PROPN/4/compound Giorgia/PROPN/5/nsubj Maloni/PROPN/3/flat agreed/VERB/0/root ./PUNCT/5/punct',
          mentions: { 'Giorgia Maloni': 'Person' },
        },
      ]),
    );
    expect(namesOf(resolved, 'Zelenskyy')).toEqual(namesOf(resolved, 'Volodymyr Zelensky'));
    expect(namesOf(resolved, 'Giorgia Maloni')).toEqual(['Giorgia Meloni']);
  });

  test('A single name without a full name belongs to its article alone.', () => {
    const draft = {
      words: 'Maria/PROPN/2/nsubj waited/VERB/0/root ./PUNCT/2/punct',
      mentions: { Maria: 'Person' },
    } as const;
    const other = {
      words: 'Maria/PROPN/2/nsubj slept/VERB/0/root ./PUNCT/2/punct',
      mentions: { Maria: 'Person' },
    } as const;
    const [a, b] = [draft, other].map((one) => resolver.resolve(annotate([one])));
    expect([...a!.entities.keys()]).toEqual([`person:maria@${a!.article.id.slice(0, 8)}`]);
    expect([...a!.entities.keys()]).not.toEqual([...b!.entities.keys()]);
  });

  test('An acronym in brackets is the body before it.', () => {
    const resolved = resolver.resolve(
      annotate([
        {
          words:
            'The/DET/3/det Lakeside/PROPN/3/compound Forum/PROPN/7/nsubj (/PUNCT/5/punct LF/PROPN/3/appos )/PUNCT/5/punct agreed/VERB/0/root ./PUNCT/7/punct',
          mentions: { 'Lakeside Forum': 'Institution', LF: 'Institution' },
        },
        { words: 'LF/PROPN/2/nsubj met/VERB/0/root ./PUNCT/2/punct', mentions: { LF: 'Institution' } },
      ]),
    );
    expect(namesOf(resolved, 'LF')).toEqual(['Lakeside Forum', 'Lakeside Forum']);
  });
});

describe('anaphors', () => {
  test('"He" after one male subject is that man, scored below a name, with its reason.', () => {
    const resolved = resolver.resolve(
      annotate([TRUMP_MEETS, { words: 'He/PRON/2/nsubj said/VERB/0/root no/DET/2/obj ./PUNCT/2/punct', mentions: {} }]),
    );
    const he = referencesOf(resolved).find(({ text }) => text === 'He')!;
    expect(resolved.entities.get(he.entity)!.name).toBe('Donald Trump');
    expect(he).toMatchObject({ named: false, label: 'Person' });
    expect(he.score).toBeLessThan(1);
    expect(he.why).toMatch(/pronoun/u);
  });

  test('"She" is never a man.', () => {
    const resolved = resolver.resolve(
      annotate([
        TRUMP_MEETS,
        { words: 'She/PRON/2/nsubj said/VERB/0/root no/DET/2/obj ./PUNCT/2/punct', mentions: {} },
      ]),
    );
    expect(referencesOf(resolved).filter(({ text }) => text === 'She')).toEqual([]);
  });

  test('"The Russian leader" is who holds that office, "the two leaders" are both.', () => {
    const resolved = resolver.resolve(
      annotate([
        TRUMP_MEETS,
        {
          words: 'The/DET/3/det Russian/ADJ/3/amod leader/NOUN/4/nsubj agreed/VERB/0/root ./PUNCT/4/punct',
          mentions: { Russian: 'State' },
        },
        { words: 'The/DET/3/det two/NUM/3/nummod leaders/NOUN/4/nsubj left/VERB/0/root ./PUNCT/4/punct', mentions: {} },
      ]),
    );
    expect(namesOf(resolved, 'The Russian leader')).toEqual(['Vladimir Putin']);
    expect(namesOf(resolved, 'The two leaders').sort()).toEqual(['Donald Trump', 'Vladimir Putin']);
  });

  test('"Its" beside a coordinated name is that name\'s; an expletive "it" is nobody.', () => {
    const resolved = resolver.resolve(
      annotate([
        {
          words:
            'Russia/PROPN/2/nsubj warned/VERB/0/root Ukraine/PROPN/2/obj and/CCONJ/6/cc its/PRON/6/nmod:poss allies/NOUN/3/conj ./PUNCT/2/punct',
          mentions: { Russia: 'State', Ukraine: 'State' },
        },
        { words: 'It/PRON/2/expl seemed/VERB/0/root late/ADJ/2/xcomp ./PUNCT/2/punct', mentions: {} },
      ]),
    );
    expect(namesOf(resolved, 'its')).toEqual(['Ukraine']);
    expect(namesOf(resolved, 'It')).toEqual([]);
  });
});

describe('events', () => {
  test('The call is one event however it is told again; another call is another.', () => {
    const resolved = resolver.resolve(
      annotate([
        {
          words:
            'Trump/PROPN/2/nsubj held/VERB/0/root a/DET/5/det phone/NOUN/5/compound call/NOUN/2/obj with/ADP/7/case Putin/PROPN/5/nmod ./PUNCT/2/punct',
          mentions: { Trump: 'Person', Putin: 'Person' },
        },
        { words: 'The/DET/2/det call/NOUN/3/nsubj ended/VERB/0/root ./PUNCT/3/punct', mentions: {} },
        {
          words: 'The/DET/2/det discussion/NOUN/3/nsubj pleased/VERB/0/root Trump/PROPN/3/obj ./PUNCT/3/punct',
          mentions: { Trump: 'Person' },
        },
        { words: 'Another/DET/2/det call/NOUN/3/nsubj followed/VERB/0/root ./PUNCT/3/punct', mentions: {} },
      ]),
    );
    const events = referencesOf(resolved).filter(({ label }) => label === 'Event');
    expect(events.map(({ text }) => text)).toEqual(['phone call', 'call', 'discussion', 'call']);
    expect(new Set(events.slice(0, 3).map(({ entity }) => entity)).size).toBe(1);
    expect(events[3]!.entity).not.toBe(events[0]!.entity);
    expect(resolved.entities.get(events[0]!.entity)).toMatchObject({ kind: 'call', name: 'phone call' });
  });

  test('Sanctions of one body are not those of another state.', () => {
    const resolved = resolver.resolve(
      annotate([
        {
          words: 'EU/PROPN/2/compound sanctions/NOUN/3/nsubj hit/VERB/0/root banks/NOUN/3/obj ./PUNCT/3/punct',
          mentions: { EU: 'Institution' },
        },
        {
          words: 'American/ADJ/2/amod sanctions/NOUN/3/nsubj hit/VERB/0/root ports/NOUN/3/obj ./PUNCT/3/punct',
          mentions: { American: 'State' },
        },
      ]),
    );
    const events = referencesOf(resolved).filter(({ label }) => label === 'Event');
    expect(new Set(events.map(({ entity }) => entity)).size).toBe(2);
  });

  test('"Ukraine\'s call for sanctions" is no phone call.', () => {
    const resolved = resolver.resolve(
      annotate([
        { words: 'A/DET/2/det call/NOUN/0/root for/ADP/4/case peace/NOUN/2/nmod ./PUNCT/2/punct', mentions: {} },
      ]),
    );
    expect(referencesOf(resolved)).toEqual([]);
  });
});

describe('what is promised of every reference', () => {
  test('Its span is its text, its entity is there, its score has a reason.', () => {
    const resolved = resolver.resolve(
      annotate([
        TRUMP_MEETS,
        { words: 'He/PRON/2/nsubj praised/VERB/0/root the/DET/4/det talks/NOUN/2/obj ./PUNCT/2/punct', mentions: {} },
      ]),
    );
    const references = referencesOf(resolved);
    expect(references.length).toBeGreaterThanOrEqual(5);
    for (const { start, end, text, entity, label, score, why } of references) {
      expect(resolved.article.text.slice(start, end)).toBe(text);
      expect(resolved.entities.get(entity)?.label).toBe(label);
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(why).not.toBe('');
    }
  });

  test('Resolving twice gives the same.', () => {
    const annotated = annotate([TRUMP_MEETS]);
    expect(resolver.resolve(annotated)).toEqual(resolver.resolve(annotated));
  });
});

describe('long texts', () => {
  test('A text of two thousand sentences is resolved in seconds, and "he" does not look back to its beginning.', () => {
    const filler = { words: 'Talks/NOUN/2/nsubj failed/VERB/0/root ./PUNCT/2/punct', mentions: {} } as const;
    const he = { words: 'He/PRON/2/nsubj left/VERB/0/root ./PUNCT/2/punct', mentions: {} } as const;
    const article = annotate([TRUMP_MEETS, ...Array.from({ length: 2000 }, () => filler), he]);
    const startedMs = performance.now();
    const resolved = resolver.resolve(article);
    expect(performance.now() - startedMs).toBeLessThan(10_000);
    expect(referencesOf(resolved).filter(({ text }) => text === 'He')).toEqual([]);
  });
});

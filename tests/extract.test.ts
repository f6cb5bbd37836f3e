/** Extract: the ontology's own examples through the whole reading, and the parts that need no model. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNewsEncoder } from '../src/annotate/news-encoder.ts';
import type { Annotator } from '../src/annotate.ts';
import { setScene } from '../src/extract/candidate.ts';
import { circumstanceOf } from '../src/extract/circumstance.ts';
import { datesIn } from '../src/extract/dates.ts';
import { proposeFromNouns, proposeNounsFromWordOrder } from '../src/extract/nouns.ts';
import { proposeParticipants } from '../src/extract/participants.ts';
import { openExtractor } from '../src/extract/tables.ts';
import { plantTree } from '../src/extract/tree.ts';
import { proposeFromVerbs, proposeFromWordOrder } from '../src/extract/verbs.ts';
import type { Extractor } from '../src/extract.ts';
import type { Article, Extracted, Token } from '../src/model.ts';
import { RELATIONS, relationOf } from '../src/ontology.ts';
import { openResolver } from '../src/resolve/tables.ts';
import type { Resolver } from '../src/resolve.ts';
import { segment } from '../src/segment/sentences.ts';

let annotator: Annotator;
let resolver: Resolver;
let extractor: Extractor;
beforeAll(async () => {
  [annotator, resolver, extractor] = await Promise.all([openNewsEncoder(), openResolver(), openExtractor()]);
});
afterAll(() => annotator.close());

async function read(text: string): Promise<Extracted> {
  const id = createHash('sha256').update(text).digest('hex');
  const article: Article = { id, origin: 'test', ref: 'test', text, furniture: [], published: '2025-06-04' };
  const [annotated] = await annotator.annotate([segment(article)]);
  return extractor.extract(resolver.resolve(annotated!));
}

/** The entity that the article calls by this name. */
function entityNamed(extracted: Extracted, name: string): string | undefined {
  return extracted.sentences
    .flatMap((sentence) => sentence.references)
    .find((reference) => reference.named && (reference.text.includes(name) || name.includes(reference.text)))?.entity;
}

describe('Each relation of the ontology is found in its example', () => {
  for (const { relation, example } of RELATIONS) {
    test(`${relation}: ${example.text}`, async () => {
      const extracted = await read(example.text);
      const [subject, object] = [entityNamed(extracted, example.subject), entityNamed(extracted, example.object)];
      const ends = relationOf(relation).symmetric ? [subject, object].sort() : [subject, object];
      const found = extracted.statements
        .filter((s) => s.relation === relation)
        .map((s) => (relationOf(relation).symmetric ? [s.subject, s.object].sort() : [s.subject, s.object]));
      expect(found).toContainEqual(ends);
    });
  }
});

/** What the tables alone propose, before the judge. */
async function proposed(text: string): Promise<string[]> {
  const id = createHash('sha256').update(text).digest('hex');
  const [annotated] = await annotator.annotate([segment({ id, origin: 'test', ref: 'test', text, furniture: [] })]);
  const resolved = resolver.resolve(annotated!);
  const nameOf = (entity: string) => resolved.entities.get(entity)!.name;
  return resolved.sentences
    .map(setScene)
    .flatMap((scene) => [
      ...proposeFromVerbs(scene),
      ...proposeFromNouns(scene),
      ...proposeParticipants(scene),
      ...proposeFromWordOrder(scene),
      ...proposeNounsFromWordOrder(scene),
    ])
    .map((c) => `${nameOf(c.subject.reference.entity)} ${c.relation} ${nameOf(c.object.reference.entity)}`);
}

describe('A construction proposes its statements', () => {
  test.each([
    ['an inversion', 'From Colombia came a warning to Peru.', ['Colombia WARNED Peru']],
    [
      'an object that two verbs share',
      'Iceland supported, and Norway criticised, the peace plan.',
      ['Iceland SUPPORTED peace plan', 'Norway CRITICIZED peace plan'],
    ],
    ['an echo', 'Kenya condemned the attack and so did Chad.', ['Kenya CRITICIZED attack', 'Chad CRITICIZED attack']],
    ['a verb left out', 'Kenya backed the plan, Chad the deal.', ['Kenya SUPPORTED plan', 'Chad SUPPORTED deal']],
    ['all but the subject left out', 'Kenya did not sign the treaty, but Chad did.', ['Chad AGREED_TO treaty']],
    [
      'what a clause is about',
      'Serbia, with which Norway has cooperated, objected.',
      ['Norway COOPERATED_WITH Serbia'],
    ],
    ['who opens a sentence', 'After a visit to Kyiv, Keir Starmer flew home.', ['Keir Starmer VISITED Kyiv']],
    ['members before their names', 'NATO members Norway and Albania objected.', ['Norway MEMBER_OF NATO']],
    ['the man behind a title', 'His Iraqi counterpart, Fuad Hussein, thanked Egypt.', ['Fuad Hussein PRAISED Egypt']],
    ['the same done by another', 'Mali opposed the plan; Niger did the same.', ['Niger REJECTED plan']],
    ['what must be done', 'The French president said that Serbia must accept the plan.', ['France URGED Serbia']],
    ['what is demanded', 'China demanded that the United States stop the sales.', ['China URGED United States']],
    ['an envoy sent away', 'Iran’s ambassador was declared persona non grata by Lebanon.', ['Lebanon EXPELLED Iran']],
    [
      'members elected',
      'Kenya, Uganda and Chad were elected as members of the UN Security Council.',
      ['Kenya', 'Uganda', 'Chad'].map((state) => `${state} MEMBER_OF United Nations Security Council`),
    ],
    ['killed in a strike', 'Hassan Nasrallah was killed in an Israeli strike.', ['Israel ATTACKED Hassan Nasrallah']],
    [
      'names in a row that strikes killed',
      'Aziz Nasirzadeh, Mohammad Pakpour and Ali Shamkhani were killed by Israeli strikes.',
      ['Aziz Nasirzadeh', 'Mohammad Pakpour', 'Ali Shamkhani'].map((name) => `Israel ATTACKED ${name}`),
    ],
    [
      'talks involving several',
      'Talks in Geneva involving Marco Rubio, Mike Waltz and Andriy Yermak ended on Friday.',
      ['Marco Rubio', 'Mike Waltz', 'Andriy Yermak'].map((name) => `${name} PARTICIPATED_IN Talks`),
    ],
    ['goods received', 'Cuba received rice from Vietnam.', ['Vietnam AIDED Cuba']],
    ['arms sent', 'Poland sent guns to Ukraine.', ['Poland AIDED Ukraine']],
    ['troops sent', 'Poland sent troops to Mali.', ['Poland DEPLOYED_TO Mali']],
    ['an arrest in other words', 'Germany placed Omar Diallo under arrest.', ['Germany ARRESTED Omar Diallo']],
    [
      'two nouns received',
      'Serbia drew criticism from Norway and praise from Hungary.',
      ['Norway CRITICIZED Serbia', 'Hungary PRAISED Serbia'],
    ],
    ['a protest lodged', 'Kenya lodged a protest with Somalia.', ['Kenya PROTESTED Somalia']],
    ['a part taken', 'Kenya took part in the Nairobi summit.', ['Kenya PARTICIPATED_IN Nairobi summit']],
    ['a city that fell', 'Goma fell to M23.', ['March 23 Movement OCCUPIED Goma']],
    ['an insult', 'Donald Trump called Gustavo Petro a tyrant.', ['Donald Trump CRITICIZED Gustavo Petro']],
    ['what another is accused of', 'Denmark accused Iran of sending weapons to Hezbollah.', ['Iran AIDED Hezbollah']],
    ['backing won', 'Iran won the backing of China.', ['China SUPPORTED Iran']],
    ['assets frozen', 'Britain froze the assets of Rosneft.', ['United Kingdom SANCTIONED Rosneft']],
    [
      'a joint act with two names',
      'Russian–Belarusian exercises have begun near Brest.',
      ['Russia PARTICIPATED_IN exercises', 'Belarus PARTICIPATED_IN exercises'],
    ],
  ])('%s: %s', async (_, text, wanted) => {
    expect(await proposed(text)).toEqual(expect.arrayContaining(wanted));
  });

  test.each([
    ['Kenya condemned the attack and so did Chad.', 'Kenya CRITICIZED Chad'],
    ['Denmark accused Iran of sending weapons to Hezbollah.', 'Denmark AIDED Hezbollah'],
    ['Poland sent guns to Ukraine.', 'Poland DEPLOYED_TO Ukraine'],
    ['Should Israel leave Rafah, Egypt said, the talks would resume.', 'Egypt URGED Israel'],
    ['Iran won the backing of China.', 'Iran SUPPORTED China'],
  ])('%s: never %s', async (text, unwanted) => {
    expect(await proposed(text)).not.toContain(unwanted);
  });
});

describe('A statement points at its words', () => {
  test('Its span lies in its sentence and covers both ends and the cue.', async () => {
    const extracted = await read('Serbia rejected the proposal. On Monday Kenya’s president praised Chad.');
    expect(extracted.statements.length).toBeGreaterThan(0);
    for (const { sentence, start, end, why, confidence } of extracted.statements) {
      expect(start).toBeGreaterThanOrEqual(extracted.sentences[sentence]!.start);
      expect(end).toBeLessThanOrEqual(extracted.sentences[sentence]!.end);
      expect(why).not.toBe('');
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
    const rejected = extracted.statements.find((s) => s.relation === 'REJECTED')!;
    expect(extracted.article.text.slice(rejected.start, rejected.end)).toBe('Serbia rejected the proposal');
  });

  test('Reading the same article twice gives the same statements.', async () => {
    const text = 'Egypt urged Hamas to free the hostages, and Qatar hosted talks between Hamas and Israel in Doha.';
    expect((await read(text)).statements).toEqual((await read(text)).statements);
  });
});

describe('What a speaker says is the speaker’s', () => {
  test('A quotation is credited to who said it, also where the verb follows.', async () => {
    const extracted = await read('“Putin did not reject the 30-day ceasefire,” Pavel Sorokin told the Volga Post.');
    const rejected = extracted.statements.find((s) => s.relation === 'REJECTED')!;
    expect(rejected.polarity).toBe('negated');
    expect(extracted.entities.get(rejected.attribution!)?.name).toBe('Pavel Sorokin');
  });

  test('A body inside a title does not act: the person does.', async () => {
    const { statements, entities } = await read('U.S. Secretary of State Marco Rubio met Sergey Lavrov in Riyadh.');
    const met = statements.filter((s) => s.relation === 'MET_WITH');
    expect(met.map((s) => [entities.get(s.subject)!.label, entities.get(s.object)!.label])).toEqual([
      ['Person', 'Person'],
    ]);
  });
});

describe('Parties of an event', () => {
  test('A call with one named party is the teller’s.', async () => {
    const { parties, entities } = await read(
      'Ukrainian President Volodymyr Zelenskyy boasted that a long phone call with Alexander Stubb had settled the matter.',
    );
    const [call] = [...entities.values()].filter((entity) => entity.kind === 'call');
    const names = (parties?.get(call!.id) ?? []).map((id) => entities.get(id)!.name).sort();
    expect(names).toEqual(['Alexander Stubb', 'Volodymyr Zelenskyy']);
  });
});

describe('Dates', () => {
  const cases: [string, string, string][] = [
    ['They met on Monday in Paris.', '2025-06-02', '2025-06-09'],
    ['He will be there on Friday.', '2025-05-30', '2025-06-06'],
    ['since February 2022', '2022-02/2025-06-04', '2022-02'],
    ['last week they met', '2025-05-26/2025-06-01', '2025-05-26/2025-06-01'],
    ['within 24 hours', '2025-06-04/2025-06-05', '2025-06-04/2025-06-05'],
    ['on December 30', '2024-12-30', '2025-12-30'],
    ['in March', '2025-03', '2026-03'],
    ['yesterday', '2025-06-03', '2025-06-03'],
    ['in 1994 they', '1994', '1994'],
    ['Between 3 and 5 March', '2025-03-03/2025-03-05', '2026-03-03/2026-03-05'],
    ['on Christmas Day 1978 they', '1978-12-25', '1978-12-25'],
  ];
  for (const [text, past, future] of cases) {
    test(`"${text}" on 4 June 2025 is ${past}, or to come ${future}.`, () => {
      expect(datesIn(text, 0, '2025-06-04').map((d) => [d.past, d.future])).toEqual([[past, future]]);
    });
  }

  test('The next day is counted from the day named before, and a lapse of weeks from none.', () => {
    const found = datesIn('Chad left on 17 January, Mali the next day, Togo two weeks later.', 0, '2025-06-04');
    expect(found.map((d) => d.past)).toEqual(['2025-01-17', '2025-01-18']);
  });

  test('Without the article’s date only what names its year has one.', () => {
    expect(datesIn('They met on Monday and again on 3 May 2024.', 0, undefined).map((d) => d.past)).toEqual([
      '2024-05-03',
    ]);
  });
});

/** A tree written as "word/UPOS/head/rel" with heads counted from 0, -1 the root; lemmas are the words but where "=" gives one. */
function tree(written: string) {
  let start = 0;
  const tokens = written.split(' ').map((one): Token => {
    const [word, upos, head, rel] = one.split('/') as [string, string, string, string];
    const [text, lemma] = word.split('=') as [string, string | undefined];
    const token = {
      text,
      lemma: lemma ?? text.toLowerCase(),
      upos,
      head: Number(head),
      rel,
      start,
      end: start + text.length,
    };
    start = token.end + 1;
    return token;
  });
  const text = tokens.map((token) => token.text).join(' ');
  return { tree: plantTree(tokens), sentence: { start: 0, end: text.length, text, headline: false } };
}

describe('Circumstance', () => {
  const cases: [string, string, number, 'affirmed' | 'negated', string][] = [
    ['a plain act', 'Chad/PROPN/1/nsubj left=leave/VERB/-1/root', 1, 'affirmed', 'actual'],
    ['not', 'Chad/PROPN/3/nsubj did=do/AUX/3/aux not/PART/3/advmod leave/VERB/-1/root', 3, 'negated', 'actual'],
    [
      'has yet to',
      'Chad/PROPN/1/nsubj has=have/VERB/-1/root yet/ADV/1/advmod to/PART/4/mark leave/VERB/1/xcomp',
      4,
      'negated',
      'actual',
    ],
    ['will', 'Chad/PROPN/2/nsubj will/AUX/2/aux leave/VERB/-1/root', 2, 'affirmed', 'planned'],
    [
      'plans to',
      'Chad/PROPN/1/nsubj plans=plan/VERB/-1/root to/PART/3/mark leave/VERB/1/xcomp',
      3,
      'affirmed',
      'planned',
    ],
    [
      'failed to',
      'Chad/PROPN/1/nsubj failed=fail/VERB/-1/root to/PART/3/mark leave/VERB/1/xcomp',
      3,
      'negated',
      'actual',
    ],
    [
      'began to',
      'Chad/PROPN/1/nsubj began=begin/VERB/-1/root to/PART/3/mark leave/VERB/1/xcomp',
      3,
      'affirmed',
      'actual',
    ],
    ['if', 'If/SCONJ/2/mark Chad/PROPN/2/nsubj leaves=leave/VERB/-1/root', 2, 'affirmed', 'hypothetical'],
    ['a headline’s infinitive', 'Chad/PROPN/2/nsubj to/PART/2/mark leave/VERB/-1/root', 2, 'affirmed', 'planned'],
    [
      'a reported act',
      'He/PRON/1/nsubj said=say/VERB/-1/root Chad/PROPN/3/nsubj left=leave/VERB/1/ccomp',
      3,
      'affirmed',
      'actual',
    ],
    [
      'cannot fail to',
      'Chad/PROPN/3/nsubj can/AUX/3/aux not/PART/3/advmod fail/VERB/-1/root to/PART/5/mark leave/VERB/3/xcomp',
      5,
      'affirmed',
      'possible',
    ],
    [
      'has not and will not',
      'Chad/PROPN/6/nsubj has=have/AUX/6/aux not/PART/6/advmod and/CCONJ/6/cc will/AUX/6/aux not/PART/6/advmod leave/VERB/-1/root',
      6,
      'negated',
      'planned',
    ],
    [
      'a report that is denied',
      'Chad/PROPN/2/nsubj neither/CCONJ/2/advmod confirmed=confirm/VERB/-1/root that/SCONJ/5/mark Mali/PROPN/5/nsubj left=leave/VERB/2/ccomp',
      5,
      'affirmed',
      'actual',
    ],
  ];
  for (const [name, written, cue, polarity, modality] of cases) {
    test(`${name}: ${polarity}, ${modality}.`, () => {
      const { tree: planted, sentence } = tree(written);
      const found = circumstanceOf(planted, cue, sentence, 'governed', []);
      expect([found.polarity, found.modality]).toEqual([polarity, modality]);
    });
  }

  test('A noun’s own act stands whatever its governor does with it.', () => {
    const { tree: planted, sentence } = tree(
      'Mali/PROPN/1/nsubj denies=deny/VERB/-1/root a/DET/3/det request/NOUN/1/obj',
    );
    expect(circumstanceOf(planted, 3, sentence, 'governed', []).polarity).toBe('negated');
    expect(circumstanceOf(planted, 3, sentence, 'presupposed', []).polarity).toBe('affirmed');
  });
});

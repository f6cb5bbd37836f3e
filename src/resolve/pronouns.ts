/** Link pronouns to the people, states and bodies they stand for; where two are as likely, to none. */
import type { Annotated, Entity, Token } from '../model.ts';
import type { Gender } from './gender.ts';
import { firstConjunct, headOf, pathUp } from './grammar.ts';
import { type Ranked, rankAntecedents } from './salience.ts';
import type { PlacedReference } from './tables.ts';

const PRONOUNS: ReadonlyMap<string, Gender | 'it' | 'they' | 'i'> = new Map([
  ['he', 'm'],
  ['him', 'm'],
  ['his', 'm'],
  ['himself', 'm'],
  ['she', 'f'],
  ['her', 'f'],
  ['hers', 'f'],
  ['herself', 'f'],
  ['it', 'it'],
  ['its', 'it'],
  ['itself', 'it'],
  ['they', 'they'],
  ['them', 'they'],
  ['their', 'they'],
  ['themselves', 'they'],
  ['i', 'i'],
  ['me', 'i'],
  ['my', 'i'],
  ['myself', 'i'],
]);

export const isPronoun = (text: string): boolean => PRONOUNS.has(text.toLowerCase());

/** Names of bodies that take "they". */
const PLURAL_NAME = /(?:s|Taliban|Hamas|Hezbollah|M23|Fatah|Police|Forces)$/u;

export interface Found {
  readonly entities: readonly string[];
  readonly score: number;
  readonly why: string;
}

/** What the pronoun at `token` stands for; undefined for no pronoun, an expletive, or where nothing is likely enough. */
export function linkPronoun(
  annotated: Annotated,
  references: readonly PlacedReference[],
  entities: ReadonlyMap<string, Entity>,
  genders: ReadonlyMap<string, Gender>,
  sentence: number,
  token: number,
): Found | undefined {
  const { tokens } = annotated.sentences[sentence]!;
  const pronoun = tokens[token]!;
  if (pronoun.upos !== 'PRON' && pronoun.rel !== 'nmod:poss') return undefined;
  const kind = PRONOUNS.get(pronoun.text.toLowerCase());
  const point = { sentence, token };
  if (kind === 'i') return speaker(annotated, references, sentence, token);
  if (kind === 'm' || kind === 'f') {
    const other = kind === 'm' ? 'f' : 'm';
    if (pronoun.rel === 'nmod:poss' && fronted(tokens, token)) {
      const follows = after(annotated, references, genders, kind, sentence, token);
      if (follows) return { entities: [follows.id], score: follows.score, why: `pronoun, ${follows.why}` };
    }
    const ranked = rankAntecedents(
      annotated,
      references,
      point,
      (one) => one.label === 'Person' && genders.get(one.entity) !== other && !answers(tokens, token, one, sentence),
    );
    const choice = choose(ranked, genders, kind) ?? after(annotated, references, genders, kind, sentence, token);
    if (!choice) return undefined;
    return { entities: [choice.id], score: choice.score, why: `pronoun, ${choice.why}` };
  }
  const fellow = kind === 'it' || kind === 'they' ? conjoined(tokens, references, sentence, token) : undefined;
  if (fellow) return fellow;
  if (kind === 'it') return linkIt(annotated, references, sentence, token);
  if (kind === 'they') return linkThey(annotated, references, entities, sentence, token);
  return undefined;
}

/** Does the pronoun stand in a phrase before the main clause's subject ("In his speech, …")? */
function fronted(tokens: readonly Token[], token: number): boolean {
  const subject = tokens.findIndex((one) => /^nsubj/u.test(one.rel) && tokens[one.head]?.rel === 'root');
  return subject > token && tokens.slice(token, subject).some((one) => one.text === ',');
}

/** Who answers a thing is not whose it is: "Putin declined his offer" is another's offer. */
const ANSWERS =
  /^(?:decline|reject|refuse|rebuff|accept|dismiss|ignore|welcome|praise|criticize|criticise|condemn|echo|endorse|oppose|answer|deny|support|back|applaud|ridicule|mock)$/u;

function answers(tokens: readonly Token[], token: number, reference: PlacedReference, sentence: number): boolean {
  if (reference.sentence !== sentence || tokens[token]!.rel !== 'nmod:poss') return false;
  const owned = tokens[tokens[token]!.head];
  if (owned === undefined || owned.rel !== 'obj' || !ANSWERS.test(tokens[owned.head]?.lemma ?? '')) return false;
  const name = tokens[headOf(tokens, reference.first, reference.last)]!;
  return name.head === owned.head && /^nsubj/u.test(name.rel);
}

/** "Ukraine and its allies": the name that the possessed thing is coordinated with. */
function conjoined(
  tokens: readonly Token[],
  references: readonly PlacedReference[],
  sentence: number,
  token: number,
): Found | undefined {
  const owned = tokens[token]!.rel === 'nmod:poss' ? tokens[tokens[token]!.head] : undefined;
  if (owned?.rel !== 'conj') return undefined;
  const name = references.find(
    (one) =>
      one.sentence === sentence &&
      one.last < token &&
      (one.label === 'State' || one.label === 'Institution') &&
      headOf(tokens, one.first, one.last) === owned.head,
  );
  return name && { entities: [name.entity], score: 0.9, why: 'pronoun, the name coordinated with it' };
}

function choose(
  ranked: readonly Ranked[],
  genders: ReadonlyMap<string, Gender>,
  kind: Gender,
): { id: string; score: number; why: string } | undefined {
  const word = kind === 'm' ? 'male' : 'female';
  const [first, second] = ranked;
  if (!first || first.weight < 0.25) return undefined;
  const known = genders.get(first.id) === kind;
  const rival = second && (genders.get(second.id) === kind || !known) ? second.weight : 0;
  const margin = first.weight - rival;
  if (rival > 0 && margin < 0.04) return undefined;
  const score = Math.min(0.95, 0.5 + 0.3 * Math.min(1, margin * 2) + (known ? 0.1 : 0) - 0.06 * first.back);
  return {
    id: first.id,
    score,
    why: `${rival === 0 ? 'only' : 'nearest'} ${known ? word : 'person, maybe'} ${first.subject ? 'subject' : known ? 'person' : ''}`.trim(),
  };
}

/** "In his speech, Trump said …": the pronoun stands before its name, in a phrase that the name's verb governs. */
function after(
  annotated: Annotated,
  references: readonly PlacedReference[],
  genders: ReadonlyMap<string, Gender>,
  kind: Gender,
  sentence: number,
  token: number,
): { id: string; score: number; why: string } | undefined {
  const { tokens } = annotated.sentences[sentence]!;
  const path = pathUp(tokens, token);
  const name = references.find((one) => {
    if (
      one.sentence !== sentence ||
      one.label !== 'Person' ||
      one.first < token ||
      genders.get(one.entity) === (kind === 'm' ? 'f' : 'm')
    )
      return false;
    const head = tokens[headOf(tokens, one.first, one.last)]!;
    const subject = /^nsubj/u.test(head.rel) ? head : tokens[head.head];
    return subject !== undefined && /^nsubj/u.test(subject.rel) && path.slice(1).includes(subject.head);
  });
  return name ? { id: name.entity, score: 0.7, why: 'the subject that follows' } : undefined;
}

/** "I" inside a quotation: the subject of the verb of saying beside it. */
function speaker(
  annotated: Annotated,
  references: readonly PlacedReference[],
  sentence: number,
  token: number,
): Found | undefined {
  const { tokens } = annotated.sentences[sentence]!;
  const quotes = tokens.slice(0, token).filter((one) => /^["“”]$/u.test(one.text)).length;
  if (quotes === 0) return undefined;
  const said = tokens.findIndex(
    (one) =>
      one.upos === 'VERB' &&
      /^(?:say|tell|add|write|state|declare|warn|claim|note|insist|post|explain|remark|reply|argue|announce)$/u.test(
        one.lemma,
      ),
  );
  if (said < 0) return undefined;
  const by = references.find((one) => {
    if (one.sentence !== sentence || one.label !== 'Person') return false;
    const head = firstConjunct(tokens, headOf(tokens, one.first, one.last));
    const top = /^(?:flat|appos|compound|nmod)/u.test(tokens[head]!.rel) ? tokens[head]!.head : head;
    return top >= 0 && /^nsubj/u.test(tokens[top]!.rel) && tokens[top]!.head === said;
  });
  return by ? { entities: [by.entity], score: 0.8, why: 'first person in a quotation of the speaker' } : undefined;
}

const EXPLETIVE_PREDICATE = /^(?:be|seem|appear|take|remain|become|rain|matter|happen)$/u;

function linkIt(
  annotated: Annotated,
  references: readonly PlacedReference[],
  sentence: number,
  token: number,
): Found | undefined {
  const { tokens } = annotated.sentences[sentence]!;
  const pronoun = tokens[token]!;
  const governor = tokens[pronoun.head];
  const possessive = pronoun.rel === 'nmod:poss';
  if (
    !possessive &&
    (pronoun.rel === 'expl' ||
      !governor ||
      EXPLETIVE_PREDICATE.test(governor.lemma) ||
      governor.upos === 'ADJ' ||
      governor.upos === 'NOUN')
  )
    return undefined;
  const actors = (one: PlacedReference): boolean => one.label === 'State' || one.label === 'Institution';
  const ranked = rankAntecedents(annotated, references, { sentence, token }, actors, 1);
  const [first, second] = ranked;
  if (!first || nearerNoun(tokens, token, first, sentence)) return undefined;
  const margin = first.weight - (second?.weight ?? 0);
  const least = possessive ? 0.15 : 0.2;
  if (!first.subject || margin < least) return undefined;
  return {
    entities: [first.id],
    score: Math.min(0.85, 0.5 + margin / 2),
    why: `pronoun, ${second ? 'foremost' : 'only'} state or body as subject`,
  };
}

/** Does an unnamed singular subject stand between the antecedent and the pronoun ("the ship", "the report")? It is the likelier one. */
function nearerNoun(tokens: readonly Token[], token: number, ranked: Ranked, sentence: number): boolean {
  const from = ranked.reference.sentence === sentence ? ranked.reference.last + 1 : 0;
  return tokens
    .slice(from, token)
    .some((one, i) => one.upos === 'NOUN' && /^nsubj/u.test(one.rel) && from + i !== token);
}

function linkThey(
  annotated: Annotated,
  references: readonly PlacedReference[],
  entities: ReadonlyMap<string, Entity>,
  sentence: number,
  token: number,
): Found | undefined {
  for (let back = 0; back <= 1 && sentence - back >= 0; back += 1) {
    const { tokens } = annotated.sentences[sentence - back]!;
    const until = back === 0 ? token : tokens.length;
    const subjects = tokens.flatMap((one, i) =>
      i < until && /^nsubj/u.test(one.rel) && one.upos !== 'PRON' ? [i] : [],
    );
    const at = back === 0 ? subjects.at(-1) : subjects[0];
    if (at === undefined) continue;
    const group = groupAt(
      tokens,
      references.filter((one) => one.sentence === sentence - back),
      at,
    );
    if (group.length >= 2)
      return { entities: group, score: 0.75 - 0.1 * back, why: 'pronoun, the coordinated subjects before it' };
    const only = group[0];
    const plural =
      only !== undefined &&
      (PLURAL_NAME.test(tokens[at]!.text) || /s$/u.test(tokens[at]!.text)) &&
      entities.get(only)?.label !== 'Person';
    if (plural) return { entities: [only], score: 0.65 - 0.1 * back, why: 'pronoun, the plural subject before it' };
    // Unnamed people ("officials", "militants") are nearer than any name: whoever they are, a guess at a name would be worse.
    return undefined;
  }
  return undefined;
}

/** Entities of the subject headed by token `at` and of its fellows: two for "Russia and Ukraine", one for "the Houthis". */
export function groupAt(tokens: readonly Token[], references: readonly PlacedReference[], at: number): string[] {
  const ids: string[] = [];
  for (const one of references) {
    if (one.label === 'Event') continue;
    let head = headOf(tokens, one.first, one.last);
    for (
      let steps = 0;
      steps < 3 &&
      /^(?:flat|appos|compound)/u.test(tokens[head]!.rel) &&
      one.label === 'Person' &&
      tokens[head]!.head >= 0;
      steps += 1
    )
      head = tokens[head]!.head;
    if (firstConjunct(tokens, head) === at && !ids.includes(one.entity)) ids.push(one.entity);
  }
  return ids;
}

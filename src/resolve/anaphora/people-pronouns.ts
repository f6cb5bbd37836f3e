/** Read "he", "she" and a speaker's "I"; where two people are as likely, as none. */
import type { Token } from '../../model.ts';
import { firstConjunct, headOf, pathUp } from '../grammar.ts';
import type { PlacedReference } from '../tables.ts';
import type { Anaphor, Found } from './anaphor.ts';
import type { Gender } from './gender.ts';
import { type Ranked, rankAntecedents } from './salience.ts';

/** The person that "he", "him", "her" … stands for. */
export function linkPerson(anaphor: Anaphor, kind: Gender): Found | undefined {
  const { genders, tokens, token } = anaphor;
  const other = kind === 'm' ? 'f' : 'm';
  if (tokens[token]!.rel === 'nmod:poss' && fronted(tokens, token)) {
    const follows = after(anaphor, kind);
    if (follows) return { entities: [follows.id], score: follows.score, why: `pronoun, ${follows.why}` };
  }
  const ranked = rankAntecedents(
    anaphor,
    (one) => one.label === 'Person' && genders.get(one.entity) !== other && !answers(anaphor, one),
  );
  const choice = choose(ranked, genders, kind) ?? after(anaphor, kind);
  if (!choice) return undefined;
  return { entities: [choice.id], score: choice.score, why: `pronoun, ${choice.why}` };
}

/** Does the pronoun stand in a phrase before the main clause's subject ("In his speech, …")? */
function fronted(tokens: readonly Token[], token: number): boolean {
  const subject = tokens.findIndex((one) => /^nsubj/u.test(one.rel) && tokens[one.head]?.rel === 'root');
  return subject > token && tokens.slice(token, subject).some((one) => one.text === ',');
}

/** Who answers a thing is not whose it is: "Putin declined his offer" is another's offer. */
const ANSWERS =
  /^(?:decline|reject|refuse|rebuff|accept|dismiss|ignore|welcome|praise|criticize|criticise|condemn|echo|endorse|oppose|answer|deny|support|back|applaud|ridicule|mock)$/u;

function answers({ tokens, token, sentence }: Anaphor, reference: PlacedReference): boolean {
  if (reference.sentence !== sentence || tokens[token]!.rel !== 'nmod:poss') return false;
  const owned = tokens[tokens[token]!.head];
  if (owned === undefined || owned.rel !== 'obj' || !ANSWERS.test(tokens[owned.head]?.lemma ?? '')) return false;
  const name = tokens[headOf(tokens, reference.first, reference.last)]!;
  return name.head === owned.head && /^nsubj/u.test(name.rel);
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
function after(anaphor: Anaphor, kind: Gender): { id: string; score: number; why: string } | undefined {
  const { references, genders, tokens, sentence, token } = anaphor;
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
export function speaker(anaphor: Anaphor): Found | undefined {
  const { references, tokens, sentence, token } = anaphor;
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

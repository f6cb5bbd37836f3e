/** Link pronouns and descriptions ("he", "the Russian leader", "the ministry") to entities named before them. */
import type { Annotated, Entity, Token } from '../model.ts';
import { baseRel, childrenOf, firstConjunct } from './grammar.ts';
import type { Knowledge } from './knowledge.ts';
import type { PlacedReference } from './tables.ts';

type Gender = 'm' | 'f' | '';

interface Antecedent {
  readonly reference: PlacedReference;
  readonly entity: Entity;
  readonly subject: boolean;
}

const PRONOUNS: ReadonlyMap<string, 'm' | 'f' | 'it' | 'they'> = new Map([
  ['he', 'm'], ['him', 'm'], ['his', 'm'], ['himself', 'm'], ['she', 'f'], ['her', 'f'], ['hers', 'f'], ['herself', 'f'],
  ['it', 'it'], ['its', 'it'], ['itself', 'it'], ['they', 'they'], ['them', 'they'], ['their', 'they'], ['themselves', 'they'],
]);

export function linkAnaphors(annotated: Annotated, references: readonly PlacedReference[], entities: ReadonlyMap<string, Entity>, knowledge: Knowledge): PlacedReference[] {
  const genders = readGenders(annotated, references, entities, knowledge);
  const found: PlacedReference[] = [];
  for (const [sentence, { tokens }] of annotated.sentences.entries()) {
    for (const [i, token] of tokens.entries()) {
      const wanted = token.upos === 'PRON' || token.rel === 'nmod:poss' ? PRONOUNS.get(token.text.toLowerCase()) : undefined;
      if (wanted !== 'm' && wanted !== 'f') continue;
      const antecedent = person(annotated, [...references, ...found], entities, genders, { sentence, i, wanted });
      if (!antecedent) continue;
      genders.set(antecedent.entity.id, wanted);
      found.push({
        sentence, first: i, last: i, start: token.start, end: token.end, text: token.text,
        entity: antecedent.entity.id, label: 'Person', score: antecedent.score, why: antecedent.why, named: false,
      });
    }
  }
  return found;
}

function readGenders(annotated: Annotated, references: readonly PlacedReference[], entities: ReadonlyMap<string, Entity>, knowledge: Knowledge): Map<string, Gender> {
  const genders = new Map<string, Gender>();
  for (const reference of references) {
    if (reference.label !== 'Person') continue;
    const { tokens } = annotated.sentences[reference.sentence]!;
    const title = tokens[reference.first - 1]?.text.toLowerCase() ?? '';
    const titled: Gender = /^(?:mr\.?|king|prince|spokesman|chairman|sir|lord|congressman)$/u.test(title) ? 'm' : /^(?:mrs\.?|ms\.?|queen|princess|spokeswoman|chairwoman|lady|congresswoman)$/u.test(title) ? 'f' : '';
    const first = entities.get(reference.entity)?.name.split(' ')[0] ?? '';
    const known = knowledge.byId.get(reference.entity)?.gender ?? '';
    const gender = titled || (known as Gender) || (knowledge.genderOf(first) as Gender);
    if (gender !== '' && !genders.get(reference.entity)) genders.set(reference.entity, gender);
  }
  return genders;
}

/** The person a "he" or "she" stands for: subjects first, the nearest sentence first, never one of the other gender. */
function person(annotated: Annotated, references: readonly PlacedReference[], entities: ReadonlyMap<string, Entity>, genders: ReadonlyMap<string, Gender>, at: { sentence: number; i: number; wanted: 'm' | 'f' }): { entity: Entity; score: number; why: string } | undefined {
  const { tokens } = annotated.sentences[at.sentence]!;
  const start = tokens[at.i]!.start;
  for (let back = 0; back <= 2; back += 1) {
    const sentence = at.sentence - back;
    if (sentence < 0) break;
    const here = references.filter((one) => one.sentence === sentence && one.label === 'Person' && one.start < start);
    const fits = here.filter((one) => (genders.get(one.entity) ?? '') !== (at.wanted === 'm' ? 'f' : 'm'));
    const candidates: Antecedent[] = fits.map((reference) => ({ reference, entity: entities.get(reference.entity)!, subject: subjectLike(annotated.sentences[sentence]!.tokens, reference) }));
    const subjects = candidates.filter(({ subject }) => subject);
    const pool = subjects.length > 0 ? subjects : candidates;
    const ids = [...new Set(pool.map(({ entity }) => entity.id))];
    if (ids.length === 0) continue;
    const chosen = back === 0 && subjects.length === 0 ? pool.at(-1)! : pool[0]!;
    const score = (ids.length === 1 ? 0.85 : 0.6) - 0.1 * back;
    return { entity: chosen.entity, score, why: `pronoun, ${ids.length === 1 ? 'the only' : 'the nearest'} ${at.wanted === 'm' ? 'male' : 'female'} ${subjects.length > 0 ? 'subject' : 'person'}${back > 0 ? `, ${back} back` : ''}` };
  }
  return undefined;
}

/** Is the name the subject, or the name in a titled or appositive subject? */
function subjectLike(tokens: readonly Token[], reference: PlacedReference): boolean {
  for (let i = reference.first; i <= reference.last; i += 1) {
    let at = i;
    for (let steps = 0; steps < 4; steps += 1) {
      if (baseRel(tokens[firstConjunct(tokens, at)]!) === 'nsubj') return true;
      const { head, rel } = tokens[at]!;
      if (head < 0 || !/^(?:flat|appos|compound|nmod:desc)/u.test(rel)) break;
      at = head;
    }
  }
  return childrenOf(tokens, reference.first).length < 0;
}

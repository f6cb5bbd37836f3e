/** Rank the entities named before a point of the article by how likely a pronoun there means them. */
import type { Token } from '../../model.ts';
import { childrenOf, firstConjunct, headOf, pathUp } from '../grammar.ts';
import type { PlacedReference } from '../tables.ts';
import type { Anaphor } from './anaphor.ts';

export interface Ranked {
  readonly id: string;
  readonly weight: number;
  /** The reference that weighs most. */
  readonly reference: PlacedReference;
  readonly subject: boolean;
  /** Sentences back. */
  readonly back: number;
}

const BY_DISTANCE = [1, 0.85, 0.5, 0.3];

/** Entities of references that `fits` accepts, heaviest first; looks `sentencesBack` sentences back, 3 at most. */
export function rankAntecedents(
  { annotated, references, sentence, tokens: own, token }: Anaphor,
  fits: (reference: PlacedReference) => boolean,
  sentencesBack = 3,
): Ranked[] {
  const start = own[token]!.start;
  const best = new Map<string, Ranked>();
  const times = new Map<string, number>();
  for (const reference of references) {
    const back = sentence - reference.sentence;
    if (back < 0 || back > sentencesBack || reference.start >= start || !fits(reference)) continue;
    const { tokens } = annotated.sentences[reference.sentence]!;
    if (back === 0 && clashes(own, reference, token)) continue;
    times.set(reference.entity, (times.get(reference.entity) ?? 0) + 1);
    const { role, subject } = roleOf(tokens, reference);
    // A possessive looks to its own sentence first.
    const near = back === 0 && own[token]!.rel === 'nmod:poss' ? 1.35 : 1;
    const weight = BY_DISTANCE[back]! * role * near;
    const before = best.get(reference.entity);
    if (!before || weight > before.weight || (weight === before.weight && reference.start > before.reference.start)) {
      best.set(reference.entity, { id: reference.entity, weight, reference, subject, back });
    }
  }
  return [...best.values()]
    .map((ranked) => ({ ...ranked, weight: ranked.weight * (1 + 0.06 * Math.min(4, times.get(ranked.id)! - 1)) }))
    .sort((a, b) => b.weight - a.weight || b.reference.start - a.reference.start);
}

/** How prominent the reference's place in its sentence is, 0–1. */
export function roleOf(
  tokens: readonly Token[],
  reference: PlacedReference,
): { readonly role: number; readonly subject: boolean } {
  let at = headOf(tokens, reference.first, reference.last);
  // A name inside a titled or appositive phrase has that phrase's role.
  for (
    let steps = 0;
    steps < 4 && /^(?:flat|appos|compound|nmod:desc)/u.test(tokens[at]!.rel) && tokens[at]!.head >= 0;
    steps += 1
  ) {
    if (tokens[at]!.rel === 'compound' && reference.label !== 'Person') break;
    at = tokens[at]!.head;
  }
  const conjoined = tokens[at]!.rel === 'conj';
  at = firstConjunct(tokens, at);
  const { rel, head } = tokens[at]!;
  if (/^nsubj/u.test(rel)) {
    const governor = tokens[head]!;
    const main =
      governor.rel === 'root' ||
      governor.rel === 'parataxis' ||
      (governor.rel === 'conj' && tokens[governor.head]?.rel === 'root') ||
      governor.rel === 'ccomp';
    return { role: (main ? 1 : 0.85) * (conjoined ? 0.95 : 1), subject: true };
  }
  // "Singh's office says he …": who speaks through it.
  if (
    rel === 'nmod:poss' &&
    /^nsubj/u.test(tokens[head]?.rel ?? '') &&
    /^(?:office|spokesman|spokeswoman|spokesperson|lawyer|aide|adviser|advisor|party|team|campaign)$/u.test(
      tokens[head]!.lemma,
    )
  )
    return { role: 0.95, subject: true };
  if (rel === 'root') return { role: 0.9, subject: true };
  if (rel === 'obj' || rel === 'iobj') return { role: 0.65, subject: false };
  if (rel === 'obl:agent') return { role: 0.75, subject: false };
  if (rel === 'nmod:poss') return { role: 0.6, subject: false };
  if (/^obl/u.test(rel)) return { role: 0.55, subject: false };
  return { role: 0.45, subject: false };
}

/** A plain object pronoun never means the subject of its own verb ("Trump called him"), nor a name inside its own phrase. */
function clashes(tokens: readonly Token[], reference: PlacedReference, token: number): boolean {
  const pronoun = tokens[token]!;
  const name = firstConjunct(tokens, headOf(tokens, reference.first, reference.last));
  if (pronoun.rel === 'nmod:poss')
    return (
      pathUp(tokens, pronoun.head).includes(name) &&
      tokens[name]!.rel !== 'root' &&
      !childrenOf(tokens, name).some((j) => /^(?:acl|advcl|ccomp)/u.test(tokens[j]!.rel))
    );
  if (/self$|selves$/u.test(pronoun.text)) return false;
  const argument = /^(?:nsubj|obj|iobj|obl)/u;
  // Two subjects of one verb are a slip of the parser ("Bush said he wants"), no clash.
  return (
    /^(?:obj|iobj|obl)/u.test(pronoun.rel) && argument.test(tokens[name]!.rel) && tokens[name]!.head === pronoun.head
  );
}

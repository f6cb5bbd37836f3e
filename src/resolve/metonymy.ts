/** Tell a capital that stands for its state from the capital as a place, by the sentence's grammar. */
import type { Token } from '../model.ts';
import { baseRel, childrenOf, firstConjunct, isPossessive, prepositionOf } from './grammar.ts';

export interface Reading {
  readonly label: 'State' | 'Place';
  /** 0–1: how plainly the grammar says so. */
  readonly weight: number;
  readonly why: string;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const AT_A_PLACE = words(
  'in to near at around outside into toward towards through over across inside throughout beyond off within surrounding',
);
const TOWARDS_AN_ACTOR = words('with against by between among');
/** Things done to a city on the ground. */
const DONE_TO_PLACES = words(
  'visit hit strike leave bomb attack shell capture seize enter reach rock target storm take control flood evacuate surround encircle besiege tour shake flee depart quit near approach',
);
/** Nouns a city owns as a place, and nouns a state owns. */
const OF_A_PLACE = words(
  'mayor street airport suburb district region center centre outskirt neighborhood neighbourhood resident metro subway square hospital university court residence hotel building university zoo church cathedral mosque museum police area port station embassy east west north south',
);
const OF_A_STATE = words(
  'leader government official claim demand proposal position policy ally force troop army military invasion war ambassador envoy decision refusal response effort interest stance side offer nuclear program programme territory security sovereignty delegation negotiator condition request accusation intention plan terms',
);
const OF_TALKS = words(
  'talk negotiation relation tie agreement ceasefire tension war deal dialogue conflict dispute standoff border cooperation pressure sanction',
);

/** The reading of the capital whose name ends at token `last` and whose head is token `i`. */
export function readCapital(tokens: readonly Token[], last: number, i: number): Reading {
  const at = firstConjunct(tokens, i);
  const token = tokens[at]!;
  const next = tokens[last + 1]?.text ?? '';
  const governor = token.head >= 0 ? tokens[token.head]! : undefined;
  const preposition = prepositionOf(tokens, at);
  if (
    next === ',' &&
    /^\p{Lu}/u.test(tokens[last + 2]?.text ?? '') &&
    childrenOf(tokens, i).some(
      (j) => j > last && ['appos', 'nmod', 'obl', 'flat', 'nmod:unmarked'].includes(tokens[j]!.rel),
    )
  ) {
    return { label: 'Place', weight: 0.9, why: 'capital, then its country' };
  }
  if (isPossessive(tokens, i)) {
    const owned = governor?.lemma ?? '';
    if (OF_A_PLACE.has(owned)) return { label: 'Place', weight: 0.8, why: `capital's ${owned}` };
    return { label: 'State', weight: OF_A_STATE.has(owned) ? 0.9 : 0.6, why: `capital's ${owned}` };
  }
  if (AT_A_PLACE.has(preposition)) {
    // "pressure to Moscow", "aid to Kyiv": handed to the state, not carried to the city.
    const handed =
      preposition === 'to' &&
      governor !== undefined &&
      /^(?:aid|support|supply|weapon|assistance|delivery|threat|warning|message|give|provide|offer|lend|send|sell|hand|concession|important|close|loyal|friendly|belong|accord|confirm|signal|say|tell|show|explain|speak|talk|appeal|listen|respond|answer|turn|concede|clear)$/u.test(
        governor.lemma,
      );
    return handed
      ? { label: 'State', weight: 0.5, why: `handed to the capital's state` }
      : { label: 'Place', weight: 0.8, why: `"${preposition}" before the capital` };
  }
  if (TOWARDS_AN_ACTOR.has(preposition))
    return { label: 'State', weight: 0.8, why: `"${preposition}" before the capital` };
  if (preposition === 'from')
    return { label: governor?.upos === 'VERB' ? 'Place' : 'State', weight: 0.35, why: '"from" before the capital' };
  if (preposition === 'on') {
    const hit =
      governor !== undefined &&
      /^(?:attack|strike|raid|assault|march|advance|bombing|airstrike|barrage|shelling)$/u.test(governor.lemma);
    return hit
      ? { label: 'Place', weight: 0.6, why: 'attack on the capital' }
      : { label: 'State', weight: 0.7, why: '"on" before the capital' };
  }
  if (preposition === 'of')
    return {
      label: governor && (OF_A_STATE.has(governor.lemma) || OF_TALKS.has(governor.lemma)) ? 'State' : 'Place',
      weight: 0.5,
      why: `${governor?.lemma ?? ''} of the capital`,
    };
  const rel = baseRel(token);
  if (rel === 'nsubj') {
    if (token.rel === 'nsubj:pass' && governor && DONE_TO_PLACES.has(governor.lemma))
      return { label: 'Place', weight: 0.6, why: `${governor.lemma} is done to the city` };
    if (governor?.upos === 'VERB') return { label: 'State', weight: 0.9, why: `subject of "${governor.lemma}"` };
    return { label: 'State', weight: 0.4, why: 'subject' };
  }
  if (rel === 'obj' || rel === 'iobj') {
    return governor && DONE_TO_PLACES.has(governor.lemma)
      ? { label: 'Place', weight: 0.7, why: `object of "${governor.lemma}"` }
      : { label: 'State', weight: 0.6, why: `object of "${governor?.lemma ?? ''}"` };
  }
  if (rel === 'compound' || rel === 'amod' || rel === 'nmod') {
    const noun = governor?.lemma ?? '';
    if (OF_A_PLACE.has(noun)) return { label: 'Place', weight: 0.7, why: `capital before "${noun}"` };
    if (OF_A_STATE.has(noun)) return { label: 'State', weight: 0.6, why: `capital before "${noun}"` };
  }
  return { label: 'Place', weight: 0.2, why: 'no sign either way' };
}

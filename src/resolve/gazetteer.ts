/** Link states, institutions, places and named events by the tables: alias prior × label agreement × context. */
import type { Label } from '../model.ts';
import { linkBody } from './bodies.ts';
import { type Context, heldOn, nearestState } from './context.ts';
import { foldName } from './fold.ts';
import { headOf } from './grammar.ts';
import type { Candidate, Known } from './knowledge.ts';
import { type Link, newEntity, toEntity } from './link.ts';
import { readCapital } from './metonymy.ts';
import type { Named } from './named.ts';

/** Links a name that is no person's by its whole surface form; undefined where the tables do not have it. */
export function linkByTables(named: Named, context: Context): Link | undefined {
  return (
    linkKorea(named, context) ??
    linkState(named, context) ??
    linkPalace(named, context) ??
    linkCapital(named, context) ??
    linkBody(named, context) ??
    linkCandidate(named, context)
  );
}

function linkState(named: Named, context: Context): Link | undefined {
  const states = context.knowledge.statesNamed(named.text);
  if (states.length === 0) return undefined;
  const place = context.knowledge
    .candidates(named.text)
    .find(({ known, count }) => known.label === 'Place' && count > 0);
  const inState =
    place &&
    context.names.some(
      ({ text }) =>
        text !== named.text && context.knowledge.statesNamed(text).some(({ id }) => id === place.known.state),
    );
  if (
    place &&
    inState &&
    named.label === 'Place' &&
    (context.states.get(states[0]!.id) ?? 0) <= context.names.filter(({ text }) => text === named.text).length
  ) {
    return {
      entity: toEntity(place.known),
      score: 0.7,
      why: `region of ${place.known.state}, which the article names`,
    };
  }
  if (states.length === 1) return { entity: toEntity(states[0]!), score: 0.98, why: 'name or demonym of a state' };
  // "Congolese", "Dominican": the one that the article also names by itself, else the one more often meant.
  const weights = states.map((state) => ({
    state,
    weight: (context.states.get(state.id) ?? 0) * 10 + Math.log1p(state.fame),
  }));
  weights.sort((a, b) => b.weight - a.weight || (a.state.id < b.state.id ? -1 : 1));
  const clear = weights[0]!.weight - weights[1]!.weight > 3;
  return {
    entity: toEntity(weights[0]!.state),
    score: clear ? 0.9 : 0.6,
    why: 'demonym of two states, the one named nearby',
  };
}

/** "the North", "the South" of an article on Korea. */
function linkKorea(named: Named, context: Context): Link | undefined {
  if (named.text !== 'North' && named.text !== 'South') return undefined;
  const state = context.knowledge.statesNamed(`${named.text} Korea`)[0];
  const told =
    state &&
    [...context.states.keys()].filter((id) => context.knowledge.byId.get(id)?.name.endsWith('Korea')).length > 0;
  return told ? { entity: toEntity(state), score: 0.7, why: 'short for a Korea, which the article names' } : undefined;
}

/** Is the one-word name the surname of a fuller name in the article ("London" of "Jack London")? */
function isSurname(named: Named, context: Context): boolean {
  return context.names.some(
    (other) => other.label === 'Person' && other.text !== named.text && other.text.endsWith(` ${named.text}`),
  );
}

/** "White House", "Kremlin": the government that acts, or the building where something is. */
function linkPalace(named: Named, context: Context): Link | undefined {
  const candidates = context.knowledge.candidates(named.text);
  const place = candidates.find(({ known }) => known.label === 'Place' && known.kind === 'facility');
  const body = candidates.find(({ known }) => known.label === 'Institution' && known.kind === 'government');
  if (!place || !body || foldName(place.known.name) !== foldName(body.known.name)) return undefined;
  const { tokens } = context.annotated.sentences[named.sentence]!;
  const reading = readCapital(tokens, named.last, headOf(tokens, named.first, named.last));
  const encoder = named.label === 'Place' ? 0.3 * named.confidence : -0.2;
  const stands = (reading.label === 'Place' ? reading.weight : -reading.weight) + encoder > 0;
  const { known } = stands && !/"(?:to|from)"/u.test(reading.why) ? place : body;
  return { entity: toEntity(known), score: 0.8, why: `palace: ${reading.why}` };
}

function linkCapital(named: Named, context: Context): Link | undefined {
  const state = context.knowledge.stateOfCapital(named.text);
  if (!state || isSurname(named, context)) return undefined;
  const { tokens } = context.annotated.sentences[named.sentence]!;
  const reading = followsItsDistrict(named, context)
    ? { label: 'Place' as const, weight: 1.6, why: 'capital after a place in it' }
    : readCapital(tokens, named.last, headOf(tokens, named.first, named.last));
  const encoder = named.label === 'State' ? named.confidence : named.label === 'Place' ? -named.confidence : 0;
  const sum = (reading.label === 'State' ? reading.weight : -reading.weight) + 0.7 * encoder;
  const score = Math.min(0.97, 0.6 + Math.abs(sum) / 4);
  if (sum > 0) return { entity: toEntity(state), score, why: `capital for its state: ${reading.why}` };
  const place = context.knowledge.capitalPlace(named.text);
  return {
    entity: place ? toEntity(place) : newEntity('Place', named.text, 'city'),
    score,
    why: `capital as a place: ${reading.why}`,
  };
}

/** "Yeouido, *Seoul*": a place and a comma before the capital, and no list. */
function followsItsDistrict(named: Named, context: Context): boolean {
  const { tokens } = context.annotated.sentences[named.sentence]!;
  const here = context.names.filter((other) => other.sentence === named.sentence);
  const district = here.find((other) => other.last === named.first - 2 && other.label === 'Place');
  if (!district || tokens[named.first - 1]?.text !== ',' || context.knowledge.stateOfCapital(district.text))
    return false;
  const after = tokens[named.last + 1]?.text === ',' ? named.last + 2 : named.last + 1;
  return !/^(?:and|or)$/u.test(tokens[after]?.text ?? '') && !here.some((other) => other.first === after);
}

function linkCandidate(named: Named, context: Context): Link | undefined {
  const candidates = context.knowledge.candidates(named.text).filter(({ known }) => known.label !== 'State');
  const ranked = candidates
    .map((candidate) => ({ ...candidate, ...weigh(candidate, named, context) }))
    .sort((a, b) => b.weight - a.weight || (a.known.id < b.known.id ? -1 : 1));
  const best = ranked[0];
  if (!best || best.weight < 0.05) return undefined;
  const elsewhere = ofAnotherState(best.known, named, candidates, context);
  if (elsewhere) return elsewhere;
  const total = ranked.reduce((sum, { weight }) => sum + weight, 0);
  const score = Math.max(0.3, Math.min(0.97, best.weight / (total + 0.05)));
  return { entity: toEntity(best.known), score, why: best.why };
}

/**
 * "Social Democratic Party" in an article on Romania is not Germany's: a name that many states' bodies bear belongs to the
 * state that the article names.
 */
function ofAnotherState(
  best: Known,
  named: Named,
  candidates: readonly Candidate[],
  context: Context,
): Link | undefined {
  if (best.state === '' || context.states.size === 0 || (context.states.get(best.state) ?? 0) > 0) return undefined;
  const shared = / \(.+\)$| of /u.test(best.name) && foldName(best.name) !== foldName(named.text);
  const states = new Set(candidates.map(({ known }) => known.state).filter((state) => state !== ''));
  const national = best.kind === 'government' || best.kind === 'party';
  if (!national || !(shared || states.size > 1)) return undefined;
  const found = nearestState(context, named);
  if (!found) return undefined;
  const entity = newEntity('Institution', `${named.text} (${found.state.name})`, best.kind);
  return { entity, score: 0.55, why: `a name of many bodies, here of ${found.state.name}` };
}

function weigh(
  { known, count }: Candidate,
  named: Named,
  context: Context,
): { readonly weight: number; readonly why: string } {
  const reasons = ['alias'];
  let weight = Math.log1p(count) + (foldName(known.name) === foldName(named.text) ? 1.5 : 0.5);
  const certain = certainty(known, count, named.text);
  if (known.label === named.label) reasons.push('same label');
  else weight *= certain * (1 - 0.6 * named.confidence * (1 - certain));
  if (known.state !== '') {
    const named_ = context.states.get(known.state) ?? 0;
    if (named_ > 0) {
      weight *= 1.6;
      reasons.push('its state is named');
    } else if (context.states.size > 0 && known.kind !== 'media') weight *= 0.7;
  }
  if (known.offices.some((office) => heldOn(office, context.annotated.article.published))) weight *= 1.2;
  if (known.label !== named.label) reasons.push(`the tables know it as ${known.label}`);
  return { weight, why: reasons.join(', ') };
}

/** How sure it is, 0–1, that this surface form names nothing but this thing, whatever label the encoder gave. */
function certainty(known: Known, count: number, surface: string): number {
  const whole = foldName(known.name) === foldName(surface);
  const words = surface.split(/\s+/u).length;
  const rarely: Label[] = ['Event'];
  if (rarely.includes(known.label) && !whole) return 0.2;
  if (words >= 2 && (whole || count >= 2)) return 0.95;
  if (count >= 10 || (whole && count >= 2)) return 0.9;
  if (count >= 3 || (count === 0 && words >= 2)) return 0.8;
  return whole ? 0.6 : 0.3;
}

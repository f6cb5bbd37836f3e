/** Places: what lies or takes place in what, only where the text itself says so (GUIDE 10, 24). */
import type { Reference } from '../model.ts';
import { EVENT_KINDS } from '../ontology.ts';
import type { Candidate, Scene } from './candidate.ts';
import { denote, ofLabels } from './candidate.ts';
import { lexicon } from './lexicon.ts';
import { baseOf, childrenBy, headOf, isVerbal, prepositionOf, type Tree } from './tree.ts';

const MEETINGS = new Set(
  ['meeting', 'talks', 'call', 'election'].flatMap((kind) =>
    EVENT_KINDS[kind]!.flatMap((noun) => [noun, noun.replace(/s$/u, '')]),
  ),
);
const INSIDE = new Set(['in', 'at', 'near', 'on', 'inside', 'within']);

export function proposePlaces(scene: Scene): Candidate[] {
  const places = scene.sentence.references.filter((r) => r.label === 'Place' && r.named);
  return dedupe([
    ...places.flatMap((place) => afterPlace(scene, place)),
    ...places.flatMap((place) => owners(scene, place)),
    ...events(scene),
    ...eventsByOrder(scene),
  ]);
}

function located(inner: Reference, outer: Reference, cue: number, rule: string, carrier = cue): Candidate {
  return {
    relation: 'LOCATED_IN',
    subject: { reference: inner, via: 'named' },
    object: { reference: outer, via: 'named' },
    cue,
    carrier,
    rule,
  };
}

/** "Calima, Valle del Cauca", "Kupiansk in the Kharkiv region", "the town of Tibú in Colombia". */
function afterPlace(scene: Scene, place: Reference): Candidate[] {
  const { tokens } = scene.tree;
  const outerAt = (i: number): Reference | undefined =>
    scene.sentence.references.find(
      (r) =>
        r.named &&
        r.first === i &&
        (r.label === 'Place' || r.label === 'State') &&
        r.entity !== place.entity &&
        /^\p{Lu}/u.test(r.text),
    );
  let at = place.last + 1;
  // "Tibú municipality", "Sumy Oblast": a place noun may follow the name.
  // "the Marywilska 44 marketplace": nor any other noun that the name is part of.
  while (
    tokens[at] &&
    (lexicon.places.has(tokens[at]!.lemma) ||
      lexicon.places.has(tokens[at]!.text.toLowerCase()) ||
      (tokens[at]!.upos === 'NOUN' && tokens[headOf(scene.tree, place.first, place.last)]!.head === at))
  )
    at += 1;
  const joint = tokens[at];
  if (!joint) return [];
  if (joint.text === ',') {
    const determined = tokens[at + 1]?.upos === 'DET' ? at + 2 : at + 1;
    const outer = outerAt(determined);
    if (!outer || isList(scene, place, outer, at)) return appositionAfter(scene, place, at);
    return [located(place, outer, at, 'place, comma', place.last)].map((c) => ({
      ...c,
      polarity: 'affirmed' as const,
      modality: 'actual' as const,
    }));
  }
  if (INSIDE.has(joint.lemma) || (joint.lemma === 'of' && place.last + 1 < at)) {
    let from = at + 1;
    while (
      tokens[from] &&
      from - at < 6 &&
      (tokens[from]!.upos === 'DET' ||
        ['ADJ', 'NOUN'].includes(tokens[from]!.upos) ||
        tokens[from]!.lemma === 'of' ||
        tokens[from]!.text === '-') &&
      !outerAt(from)
    )
      from += 1;
    const outer = outerAt(from);
    if (outer && joint.lemma !== 'on' && demonymBefore(scene, outer) === undefined)
      return [
        { ...located(place, outer, at, `place, ${joint.lemma}`, place.last), polarity: 'affirmed', modality: 'actual' },
      ];
  }
  return [];
}

/** "Goma, a city in eastern Congo". */
function appositionAfter(scene: Scene, place: Reference, comma: number): Candidate[] {
  const { tokens } = scene.tree;
  for (let i = comma + 1; i < Math.min(tokens.length, comma + 7); i += 1) {
    const token = tokens[i]!;
    if (['VERB', 'PUNCT', 'AUX', 'PRON'].includes(token.upos)) return [];
    if (!lexicon.places.has(token.lemma)) continue;
    const outer = scene.sentence.references.find(
      (r) =>
        r.named &&
        (r.label === 'Place' || r.label === 'State') &&
        r.entity !== place.entity &&
        r.first > i &&
        r.first - i <= 5,
    );
    if (!outer) return [];
    const between = tokens.slice(i + 1, outer.first);
    if (
      between.some((t) => INSIDE.has(t.lemma) || t.lemma === 'of') &&
      between.every((t) => ['ADP', 'DET', 'ADJ', 'NOUN'].includes(t.upos))
    )
      return [
        { ...located(place, outer, i, 'place, apposition', place.last), polarity: 'affirmed', modality: 'actual' },
      ];
  }
  return [];
}

const demonymBefore = (scene: Scene, outer: Reference): string | undefined =>
  scene.tree.tokens[outer.first]!.upos === 'ADJ' && outer.label === 'State' ? outer.text : undefined;

/** "in Kyiv, Kharkiv and Odesa": a list of equals, not one place in another. */
function isList(scene: Scene, inner: Reference, outer: Reference, comma: number): boolean {
  const { tokens } = scene.tree;
  const after = tokens[outer.last + 1];
  const afterNext = tokens[outer.last + 2];
  if (after && after.upos === 'CCONJ') return true;
  if (after?.text === ',' && afterNext?.upos === 'CCONJ' && outer.label === inner.label) return true;
  const before = tokens[inner.first - 1];
  const beforeThat = tokens[inner.first - 2];
  // "A, B, C and D": a further equal before this one.
  if (
    before?.text === ',' &&
    scene.sentence.references.some((r) => r.last === inner.first - 2 && r.label === 'Place') &&
    hasAndAhead(scene, comma)
  )
    return true;
  if (before?.upos === 'CCONJ' && beforeThat && inner.label === outer.label) return false;
  return hasAndAhead(scene, comma) && outer.label === 'Place';
}

function hasAndAhead(scene: Scene, from: number): boolean {
  const { tokens } = scene.tree;
  for (let i = from + 1; i < Math.min(tokens.length, from + 14); i += 1) {
    const token = tokens[i]!;
    if (token.upos === 'CCONJ')
      return scene.sentence.references.some(
        (r) => (r.label === 'Place' || r.label === 'State') && (r.first === i + 1 || r.first === i + 2),
      );
    if (isVerbal(token) || (token.upos === 'NOUN' && !lexicon.places.has(token.lemma))) return false;
  }
  return false;
}

/** "Colombia's Cauca department". */
function owners(scene: Scene, place: Reference): Candidate[] {
  const { tokens } = scene.tree;
  const owner = scene.sentence.references.find(
    (r) =>
      r.named &&
      (r.label === 'Place' || r.label === 'State') &&
      r.entity !== place.entity &&
      r.last < place.first &&
      place.first - r.last <= 5 &&
      /^['’]s?$/u.test(tokens[r.last + 1]?.text ?? ''),
  );
  if (!owner) return [];
  const between = tokens.slice(owner.last + 2, place.first);
  if (!between.every((t) => ['ADJ', 'NOUN', 'ADP', 'DET', 'PUNCT', 'PROPN'].includes(t.upos) && t.text !== ','))
    return [];
  return [
    {
      ...located(place, owner, owner.last + 1, 'place, possessive', place.last),
      polarity: 'affirmed',
      modality: 'actual',
    },
  ];
}

/** "talks in Istanbul"; "the summit was held in Rome". */
function events(scene: Scene): Candidate[] {
  const { tree, phrases } = scene;
  const found: Candidate[] = [];
  for (const [i, references] of phrases.byHead) {
    const event = references.find((r) => r.label === 'Event');
    if (!event) continue;
    for (const at of [i, ...carriersOf(tree, i)]) {
      for (const c of childrenBy(tree, at, 'nmod', 'obl')) {
        if (!['in', 'at', 'near', 'on'].includes(prepositionOf(tree, c)) || tree.tokens[c]!.rel === 'nmod:poss')
          continue;
        const places = ofLabels(denote(tree, phrases, c), ['Place', 'State']);
        for (const place of places.length > 0 ? places : inNoun(scene, c))
          found.push({
            ...located(event, place.reference, c, at === i ? 'event, in' : `event, ${tree.tokens[at]!.lemma} in`, at),
            // "calls for an end to the war in Gaza": where it rages is told as a fact; where a meeting would be is not.
            ...(at === i && (!MEETINGS.has(tree.tokens[i]!.lemma) || isSetting(tree, i)) ? { presupposed: true } : {}),
            // "did not attend the talks in Nouakchott" does not move them.
            ...(at === i ? { polarity: 'affirmed' as const } : {}),
          });
      }
    }
  }
  return found;
}

const AT = new Set(['in', 'at', 'near']);
/** What an event is about, between it and where it takes place: "talks *with Chad* in Doha". */
const ABOUT = new Set(['with', 'against', 'between', 'on', 'of', 'by']);
/** Verbs that tell of an event with where it takes place. */
const SET = new Set(['play', 'plan', 'schedule', 'set', 'due']);

/** The same by word order, for where the parse went astray: the place after the event's own phrase, or after the verb that has it happen. */
function eventsByOrder(scene: Scene): Candidate[] {
  const { tokens } = scene.tree;
  const { references } = scene.sentence;
  const named = (at: number) => {
    const from = tokens[at]?.upos === 'DET' ? at + 1 : at;
    return references.find((r) => r.named && (r.first === at || r.first === from));
  };
  const placeAt = (at: number) => {
    const place = AT.has(tokens[at]?.lemma ?? '') ? named(at + 1) : undefined;
    const isPlace = place?.label === 'Place' || place?.label === 'State';
    // "at an Indian restaurant"
    return isPlace && tokens[place.last]!.upos !== 'ADJ' && tokens[place.last + 1]?.upos !== 'NOUN' ? place : undefined;
  };
  return references
    .filter((r) => r.label === 'Event')
    .flatMap((event) => {
      let at = event.last + 1;
      const topic = ABOUT.has(tokens[at]?.lemma ?? '') ? named(at + 1) : undefined;
      // "a raid on Ramallah in the West Bank": the place tells where its neighbour is.
      if (topic?.label === 'Place') return [];
      if (topic) at = topic.last + 1;
      const beside = placeAt(at);
      if (beside && beside.entity !== topic?.entity)
        return [
          {
            ...located(event, beside, at, 'event, beside its place', event.last),
            presupposed: !MEETINGS.has(tokens[event.last]!.lemma),
            polarity: 'affirmed' as const,
          },
        ];
      const verb = tokens.findIndex((t, i) => i > event.last && t.upos === 'VERB');
      if (verb < 0 || !(HAPPENING.has(tokens[verb]!.lemma) || SET.has(tokens[verb]!.lemma))) return [];
      if (tokens.slice(event.last + 1, verb).some((t) => !BEFORE_VERB.has(t.upos) && t.text !== ',')) return [];
      const passive = tokens.slice(event.last + 1, verb).some((t) => t.lemma === 'be');
      if (!passive && tokens[verb]!.lemma !== 'take') return [];
      for (let i = verb + 1; i < Math.min(tokens.length, verb + 7); i += 1) {
        if (isVerbal(tokens[i]!) || tokens[i]!.upos === 'PUNCT') return [];
        const place = placeAt(i);
        if (place) return [located(event, place, i, `event, ${tokens[verb]!.lemma} at its place`, verb)];
      }
      return [];
    });
}

const BEFORE_VERB = new Set(['AUX', 'ADV', 'PRON']);

/** "at a press conference in Los Angeles": what happens there is told, the setting is taken for granted. */
const isSetting = (tree: Tree, event: number): boolean =>
  ['obl', 'nmod'].includes(baseOf(tree.tokens[event]!.rel)) &&
  ['at', 'on', 'during', 'after'].includes(prepositionOf(tree, event));

function inNoun(scene: Scene, c: number) {
  if (!lexicon.places.has(scene.tree.tokens[c]!.lemma)) return [];
  return childrenBy(scene.tree, c, 'nmod', 'appos', 'compound', 'flat').flatMap((d) =>
    ofLabels(denote(scene.tree, scene.phrases, d), ['Place', 'State']),
  );
}

/** Verbs that make an event happen where their own setting says. */
const HAPPENING = new Set([
  'hold',
  'begin',
  'start',
  'take',
  'occur',
  'erupt',
  'continue',
  'resume',
  'break_out',
  'break',
  'happen',
  'conclude',
  'end',
  'open',
  'host',
  'stage',
  'convene',
  'rage',
  'launch',
  'sign',
  'carry',
]);

function carriersOf(tree: Tree, i: number): number[] {
  const token = tree.tokens[i]!;
  if (token.head < 0) return [];
  const head = tree.tokens[token.head]!;
  return isVerbal(head) && HAPPENING.has(head.lemma) && ['nsubj', 'obj'].includes(baseOf(token.rel))
    ? [token.head]
    : [];
}

function dedupe(list: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return list.filter((c) => {
    const key = `${c.subject.reference.entity}|${c.object.reference.entity}`;
    const back = `${c.object.reference.entity}|${c.subject.reference.entity}`;
    if (seen.has(key) || seen.has(back)) return false;
    seen.add(key);
    return true;
  });
}

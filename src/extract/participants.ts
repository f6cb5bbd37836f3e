/** Participants: who takes part in an event that the text names or acts upon. */
import type { Reference } from '../model.ts';
import { EVENT_KINDS } from '../ontology.ts';
import { type Candidate, denote, ofLabels, pairUp, type Scene } from './candidate.ts';
import type { Denoted } from './denote.ts';
import { lexicon } from './lexicon.ts';
import { spread } from './lists.ts';
import { baseOf, childrenBy, headOf, isVerbal, prepositionOf, rolesOfNoun, subjectsOf } from './tree.ts';

const ACTORS = ['Person', 'State', 'Institution'] as const;
const JOINT = new Set(
  ['war', 'conflict', 'talks', 'call', 'meeting', 'dispute', 'election', 'agreement', 'ceasefire'].flatMap(
    (kind) => EVENT_KINDS[kind]!,
  ),
);
const EXERCISES = new Set(['exercise', 'exercises', 'drill', 'drills', 'manoeuvre', 'maneuver']);
const ELECTIONS = new Set(EVENT_KINDS['election']!);
const AGREEMENTS = new Set(['agreement', 'ceasefire'].flatMap((kind) => EVENT_KINDS[kind]!));
const TRUCES = new Set(EVENT_KINDS['ceasefire']!);
const PROPOSALS = new Set([
  'proposal',
  'plan',
  'offer',
  'initiative',
  'suggestion',
  'roadmap',
  'draft',
  'bid',
  'blueprint',
]);
const SHARED_ACTS = new Set([
  'hold',
  'begin',
  'start',
  'resume',
  'continue',
  'conclude',
  'open',
  'have',
  'join',
  'launch',
  'restart',
  'conduct',
  'enter',
  'wage',
  'fight',
]);

/** Owners and parties of an event noun: PARTICIPATED_IN for what is joint, AGREED_TO for what binds, PROPOSED for what is put forward. */
export function proposeParticipants(scene: Scene): Candidate[] {
  const { tree } = scene;
  const found = scene.sentence.references
    .filter((r) => r.label === 'Event')
    .flatMap((event) => {
      const i = headOf(tree, event.first, event.last);
      const noun = tree.tokens[i]!;
      const { roles, carrier } = rolesOfNoun(tree, i, lexicon.light, lexicon.objectControl);
      const isOf = (nouns: ReadonlySet<string>) => nouns.has(noun.lemma) || nouns.has(noun.text.toLowerCase());
      const of = (role: string): Denoted[] =>
        ofLabels(
          (roles.get(role) ?? []).flatMap((c) => denote(tree, scene.phrases, c)),
          ACTORS,
        );
      const object: Denoted = { reference: event, via: 'named' };
      const rest = { cue: i, carrier: carrier ?? i };
      const parties = [
        ...of('between'),
        ...of('with'),
        ...of('involve'),
        ...of('involving'),
        ...of('among'),
        ...of('include'),
        ...of('including'),
        ...partiesAfter(scene, event),
      ];
      const inside = modifiersInside(scene, event, i);
      const owners = [...of('poss'), ...of('by'), ...inside];
      const candidates: Candidate[] = [];
      if (PROPOSALS.has(noun.lemma))
        candidates.push(
          ...pairUp('PROPOSED', [...owners, ...of('from')], [object], {
            ...rest,
            carrier: i,
            presupposed: true,
            rule: `owner of ${noun.lemma}`,
          }),
        );
      else if (AGREEMENTS.has(noun.lemma))
        candidates.push(
          ...pairUp(
            'AGREED_TO',
            [
              ...parties,
              ...(parties.length > 0 ? of('poss') : []),
              ...(inside.length > 1 ? inside : []),
              // Who seeks an agreement has not made it.
              ...(carrier !== undefined && lexicon.requesting.has(tree.tokens[carrier]!.lemma) ? [] : of('subj')),
            ],
            [object],
            {
              ...rest,
              rule: `party to ${noun.lemma}`,
            },
          ),
          // A truce that holds has parties even where nobody is told to have agreed.
          ...(TRUCES.has(noun.lemma)
            ? pairUp('PARTICIPATED_IN', parties, [object], { ...rest, rule: `party to ${noun.lemma}` })
            : []),
        );
      else if (isOf(JOINT) || isOf(EXERCISES)) {
        const against = noun.lemma === 'war' ? [...of('on'), ...of('against')] : [];
        // "Russia's war on Ukraine" is Russia's too; "Sudan's civil war" only tells where.
        const shared = parties.length + against.length > 0 && !isOf(ELECTIONS);
        const sides = [...against, ...(shared ? of('poss') : []), ...(isOf(EXERCISES) ? owners : [])];
        candidates.push(
          ...pairUp('PARTICIPATED_IN', [...parties, ...of('mod'), ...sides], [object], {
            ...rest,
            rule: `party to ${noun.lemma}`,
          }),
        );
        if (carrier !== undefined && SHARED_ACTS.has(tree.tokens[carrier]!.lemma))
          candidates.push(
            ...pairUp('PARTICIPATED_IN', of('subj'), [object], {
              ...rest,
              rule: `${tree.tokens[carrier]!.lemma} ${noun.lemma}`,
            }),
          );
      }
      return [...candidates, ...atEvent(scene, event, i)];
    });
  return spread(scene, found);
}

const BEFORE_PARTIES = new Set(['involving', 'between', 'among']);
/** What may stand before the first party: "involving *U.S. Secretary of State* Marco Rubio". */
const TITLE_PARTS = new Set(['NOUN', 'PROPN', 'ADJ', 'DET', 'ADP']);

/** "talks in Jeddah, Saudi Arabia, involving …": the first party by word order, for where the parse went astray. */
function partiesAfter(scene: Scene, event: Reference): Denoted[] {
  const { tokens } = scene.tree;
  const at = tokens.findIndex((t, i) => i > event.last && BEFORE_PARTIES.has(t.text.toLowerCase()));
  const between = tokens.slice(event.last + 1, at);
  if (at < 0 || between.length > 8 || between.some((t) => ['VERB', 'AUX', 'NOUN'].includes(t.upos))) return [];
  const party = ofLabels(
    scene.sentence.references.map((reference): Denoted => ({ reference, via: 'named' })),
    ACTORS,
  ).find(
    ({ reference: { first, last } }) =>
      first > at &&
      first - at < 8 &&
      tokens.slice(at + 1, first).every((t) => TITLE_PARTS.has(t.upos)) &&
      !['NOUN', 'PROPN', 'ADJ'].includes(tokens[last + 1]?.upos ?? '') &&
      !/^['’]s?$/u.test(tokens[last + 1]?.text ?? ''),
  );
  return party ? [party] : [];
}

/** "the *Trump–Putin* call": names inside the event's own phrase. */
function modifiersInside(scene: Scene, event: Reference, head: number): Denoted[] {
  return scene.sentence.references
    .filter(
      (r) =>
        r !== event &&
        r.first >= event.first &&
        r.last <= event.last &&
        r.label !== 'Event' &&
        r.label !== 'Place' &&
        r.last < head,
    )
    .map((reference) => ({ reference, via: 'inside the event' }));
}

/** "spoke at the summit", "represented Chad at the talks". */
function atEvent(scene: Scene, event: Reference, i: number): Candidate[] {
  const { tree } = scene;
  const token = tree.tokens[i]!;
  if (token.head < 0 || baseOf(token.rel) !== 'obl' || !isVerbal(tree.tokens[token.head]!)) return [];
  const preposition = prepositionOf(tree, i);
  if (!['at', 'during'].includes(preposition)) return [];
  const subjects = subjectsOf(tree, token.head, lexicon.objectControl).flatMap((s) => denote(tree, scene.phrases, s));
  const patients = childrenBy(tree, token.head, 'nsubj:pass').flatMap((s) => denote(tree, scene.phrases, s));
  return pairUp('PARTICIPATED_IN', [...subjects, ...patients], [{ reference: event, via: 'named' }], {
    cue: token.head,
    carrier: token.head,
    rule: `${tree.tokens[token.head]!.lemma} ${preposition} ${token.lemma}`,
  });
}

/** Participants: who takes part in an event that the text names or acts upon. */
import type { Reference } from '../model.ts';
import { EVENT_KINDS } from '../ontology.ts';
import { type Candidate, denote, ofLabels, pairUp, type Scene } from './candidate.ts';
import type { Denoted } from './denote.ts';
import { lexicon } from './lexicon.ts';
import { baseOf, childrenBy, headOf, isVerbal, prepositionOf, rolesOfNoun, subjectsOf } from './tree.ts';

const ACTORS = ['Person', 'State', 'Institution'] as const;
const JOINT = new Set(
  ['war', 'conflict', 'talks', 'call', 'meeting', 'dispute', 'election', 'agreement', 'ceasefire'].flatMap(
    (kind) => EVENT_KINDS[kind]!,
  ),
);
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
  return scene.sentence.references
    .filter((r) => r.label === 'Event')
    .flatMap((event) => {
      const i = headOf(tree, event.first, event.last);
      const noun = tree.tokens[i]!;
      const { roles, carrier } = rolesOfNoun(tree, i, lexicon.light, lexicon.objectControl);
      const of = (role: string): Denoted[] =>
        ofLabels(
          (roles.get(role) ?? []).flatMap((c) => denote(tree, scene.phrases, c)),
          ACTORS,
        );
      const object: Denoted = { reference: event, via: 'named' };
      const rest = { cue: i, carrier: carrier ?? i };
      const parties = [...of('between'), ...of('with'), ...of('involving'), ...of('among'), ...of('including')];
      const owners = [...of('poss'), ...of('by'), ...modifiersInside(scene, event, i)];
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
          ...pairUp('AGREED_TO', [...parties, ...of('subj')], [object], { ...rest, rule: `party to ${noun.lemma}` }),
          // A truce that holds has parties even where nobody is told to have agreed.
          ...(TRUCES.has(noun.lemma)
            ? pairUp('PARTICIPATED_IN', parties, [object], { ...rest, rule: `party to ${noun.lemma}` })
            : []),
        );
      else if (JOINT.has(noun.lemma) || JOINT.has(noun.text.toLowerCase())) {
        candidates.push(
          ...pairUp('PARTICIPATED_IN', [...parties, ...of('mod')], [object], {
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

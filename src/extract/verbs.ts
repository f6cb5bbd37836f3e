/** Verbs: each verb of a sentence against the lexicon's frames. */
import { EVENT_KINDS } from '../ontology.ts';
import { type Candidate, denote, fill, ofLabels, ownersDenoted, pairAll, pairUp, type Scene } from './candidate.ts';
import type { Denoted } from './denote.ts';
import { lexicon, type VerbRow } from './lexicon.ts';
import {
  childrenBy,
  hasChild,
  isPassive,
  isVerbal,
  lemmaOf,
  objectsOf,
  prepositionOf,
  type Roles,
  rolesOfVerb,
  type Tree,
} from './tree.ts';

const SYMMETRIC_PLURAL: ReadonlyMap<string, string> = new Map([
  ['meet', 'MET_WITH'],
  ['talk', 'SPOKE_WITH'],
  ['speak', 'SPOKE_WITH'],
  ['negotiate', 'NEGOTIATED_WITH'],
  ['cooperate', 'COOPERATED_WITH'],
  ['collaborate', 'COOPERATED_WITH'],
]);

const CLAUSE_MARKS = ['xcomp', 'advcl', 'ccomp'];

export function proposeFromVerbs(scene: Scene): Candidate[] {
  const { tree } = scene;
  return tree.tokens.flatMap((token, i) => {
    if (
      !isVerbal(token) &&
      !(token.upos === 'NOUN' && childrenBy(tree, i, 'nsubj').length > 0 && lexicon.verbs.has(token.lemma))
    )
      return [];
    const lemma = lemmaOf(tree, i);
    const rows = lexicon.verbs.get(lemma) ?? (lemma === token.lemma ? [] : (lexicon.verbs.get(token.lemma) ?? []));
    const roles = rolesOfVerb(tree, i, lexicon.objectControl);
    return [
      ...best(rows.map((row) => proposeByRow(scene, i, lemma, row, roles))),
      ...proposePlural(scene, i, roles),
      ...proposeHolding(scene, i, roles),
    ];
  });
}

/** A verb may have several frames; where two give the same pair the earlier row of the more particular object wins, e.g. URGED over SPOKE_WITH. */
function best(proposals: readonly Candidate[][]): Candidate[] {
  const all = proposals.flat();
  const urged = new Set(
    all.filter((c) => c.relation === 'URGED').map((c) => `${c.subject.reference.entity}|${c.object.reference.entity}`),
  );
  return all.filter(
    (c) => !(c.relation === 'SPOKE_WITH' && urged.has(`${c.subject.reference.entity}|${c.object.reference.entity}`)),
  );
}

function proposeByRow(scene: Scene, i: number, lemma: string, row: VerbRow, roles: Roles): Candidate[] {
  const { tree } = scene;
  if (row.needs && !row.needs.some((p) => roles.has(p))) return [];
  if (row.objClass && !(roles.get('obj') ?? []).some((o) => isOfClass(tree, o, lexicon.classes[row.objClass!])))
    return [];
  if (row.clause && !CLAUSE_MARKS.some((rel) => hasChild(tree, i, rel))) return [];
  const subjectRoles = row.subject ?? ['subj'];
  const subjects = ofLabels(first(subjectRoles.map((role) => fill(scene, roles, role))), row.subjectTypes);
  if (subjects.length === 0) return [];
  let objects = row.object.flatMap((role) => fillObject(scene, i, row, roles, role));
  objects = ofLabels(objects, row.objectTypes);
  if (row.objectKinds) objects = objects.filter((d) => isOfKind(scene, d, row.objectKinds!));
  return pairUp(row.relation, subjects, objects, {
    cue: i,
    carrier: i,
    rule: `verb ${lemma}`,
    ...(row.polarity ? { polarity: row.polarity } : {}),
  });
}

const first = (lists: readonly Denoted[][]): Denoted[] => lists.find((list) => list.length > 0) ?? [];

function fillObject(scene: Scene, i: number, row: VerbRow, roles: Roles, role: string): Denoted[] {
  const { tree } = scene;
  if (role.startsWith('xcomp.')) {
    return childrenBy(tree, i, 'xcomp')
      .filter((x) => !row.xcompLemmas || row.xcompLemmas.includes(tree.tokens[x]!.lemma))
      .flatMap((x) => fill(scene, rolesOfVerb(tree, x, lexicon.objectControl), role.slice('xcomp.'.length)));
  }
  const direct = fill(scene, roles, role);
  if (direct.length > 0) return direct;
  // "struck a hospital in Odesa": the place of what was struck was struck; "visited the port of Odesa" likewise.
  return (roles.get(role) ?? []).flatMap((o) => placesBelow(scene, o, row.ownObject === true));
}

function placesBelow(scene: Scene, o: number, anyNoun: boolean): Denoted[] {
  const { tree } = scene;
  const token = tree.tokens[o]!;
  if (!anyNoun && !lexicon.places.has(token.lemma) && !lexicon.places.has(token.text.toLowerCase())) return [];
  const inside = childrenBy(tree, o, 'nmod', 'appos', 'compound', 'flat')
    .filter(
      (c) => ['in', 'of', 'near', 'at', ''].includes(prepositionOf(tree, c)) && tree.tokens[c]!.rel !== 'nmod:poss',
    )
    .flatMap((c) => ofLabels(denote(tree, scene.phrases, c), ['Place']));
  if (inside.length > 0) return inside;
  return anyNoun ? ownersDenoted(tree, scene.phrases, o) : [];
}

function isOfClass(tree: Tree, o: number, members: ReadonlySet<string>): boolean {
  if (members.has(tree.tokens[o]!.lemma)) return true;
  return [...childrenBy(tree, o, 'conj'), ...childrenBy(tree, o, 'compound'), ...childrenBy(tree, o, 'nmod')].some(
    (c) => members.has(tree.tokens[c]!.lemma) && (tree.tokens[c]!.rel !== 'nmod' || prepositionOf(tree, c) === 'of'),
  );
}

function isOfKind(scene: Scene, denoted: Denoted, kinds: readonly string[]): boolean {
  const { reference } = denoted;
  if (reference.label !== 'Event') return false;
  const lemmas = scene.tree.tokens
    .slice(reference.first, reference.last + 1)
    .flatMap((t) => [t.lemma, t.text.toLowerCase()]);
  return kinds.some((kind) => EVENT_KINDS[kind]!.some((noun) => lemmas.includes(noun)));
}

/** "A and B met", "the two leaders talked": a plural subject of a symmetric verb with no other party. */
function proposePlural(scene: Scene, i: number, roles: Roles): Candidate[] {
  const relation = SYMMETRIC_PLURAL.get(scene.tree.tokens[i]!.lemma);
  if (!relation || roles.has('with') || roles.has('obj') || roles.has('to')) return [];
  const parties = fill(scene, roles, 'subj');
  return parties.length >= 2
    ? pairAll(relation, parties, { cue: i, carrier: i, rule: `verb ${scene.tree.tokens[i]!.lemma}, plural subject` })
    : [];
}

/** "hold responsible": blame put on its object. */
function proposeHolding(scene: Scene, i: number, roles: Roles): Candidate[] {
  const { tree } = scene;
  if (tree.tokens[i]!.lemma !== 'hold' || isPassive(tree, i)) return [];
  if (
    !childrenBy(tree, i, 'xcomp').some((x) => ['responsible', 'accountable', 'liable'].includes(tree.tokens[x]!.lemma))
  )
    return [];
  const objects = objectsOf(tree, i).flatMap((o) => denote(tree, scene.phrases, o));
  return pairUp('ACCUSED', fill(scene, roles, 'subj'), objects, { cue: i, carrier: i, rule: 'verb hold responsible' });
}

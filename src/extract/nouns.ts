/** Nouns: nominal predicates ("talks between A and B", "an Israeli airstrike on Gaza") and light verbs ("imposed sanctions on"). */
import type { Reference } from '../model.ts';
import { type Candidate, denote, fill, ofLabels, pairAll, pairUp, type Scene } from './candidate.ts';
import { type Chunk, linearRoles, phrasesAfter } from './chunks.ts';
import type { Denoted } from './denote.ts';
import { lexicon, type NounRow } from './lexicon.ts';
import { spread } from './lists.ts';
import { baseOf, childrenBy, isVerbal, objectsOf, prepositionOf, rolesOfNoun, subjectsOf } from './tree.ts';

/** Acts that a noun tells as done: "denies a request from Chad" leaves the request standing. Meetings, visits and deals may be off. */
const PRESUPPOSED = new Set([
  'CALLED_FOR',
  'URGED',
  'REJECTED',
  'CRITICIZED',
  'ACCUSED',
  'WARNED',
  'THREATENED',
  'SUPPORTED',
  'PRAISED',
  'PROTESTED',
  'INVADED',
  'OCCUPIED',
]);

const DEFAULT_SUBJECT = ['subj', 'poss', 'by', 'from', 'mod'];

/** Prepositions of what an act is done to. */
const DONE_TO = new Set(['of', 'on', 'to']);

export function proposeFromNouns(scene: Scene): Candidate[] {
  const { tree } = scene;
  const all = tree.tokens.flatMap((token, i) => {
    if (token.upos !== 'NOUN' && token.upos !== 'PROPN' && token.upos !== 'VERB') return [];
    const rows = lexicon.nouns.get(token.lemma) ?? lexicon.nouns.get(token.text.toLowerCase());
    if (!rows || (token.upos === 'VERB' && childrenBy(tree, i, 'nsubj', 'obj', 'aux').length > 0)) return [];
    const found: Candidate[] = [];
    for (const row of rows) {
      if (row.weak && found.length > 0) continue;
      found.push(...proposeByRow(scene, i, row));
    }
    return found;
  });
  return spread(scene, [...all, ...proposeMembers(scene)]);
}

/** "NATO *members* Chad and Mali", "EU *member state* Chad". */
function proposeMembers(scene: Scene): Candidate[] {
  const { tokens } = scene.tree;
  const { references } = scene.sentence;
  return tokens.flatMap((token, i) => {
    if (token.lemma !== 'member') return [];
    const at = /^(state|country|nation)$/u.test(tokens[i + 1]?.lemma ?? '') ? i + 2 : i + 1;
    const named = (list: readonly Reference[]) => list.map((reference): Denoted => ({ reference, via: 'named' }));
    const bodies = references.filter((r) => r.label === 'Institution' && r.last === i - 1);
    const states = references.filter((r) => r.label === 'State' && r.first === at);
    return pairUp('MEMBER_OF', named(states), named(bodies), {
      cue: i,
      carrier: i,
      rule: 'noun member, before the name',
    });
  });
}

function proposeByRow(scene: Scene, i: number, row: NounRow): Candidate[] {
  const { tree } = scene;
  const token = tree.tokens[i]!;
  const { roles, carrier } = rolesOfNoun(tree, i, lexicon.light, lexicon.objectControl, lexicon.conveying);
  // "plans a visit", "cancelled talks": such a verb rules over the noun instead of making it happen.
  const ruled =
    carrier !== undefined &&
    [lexicon.planning, lexicon.requesting, lexicon.negating].some((verbs) => verbs.has(tree.tokens[carrier]!.lemma));
  if (row.relation === 'AGREED_TO' && carrier !== undefined && lexicon.requesting.has(tree.tokens[carrier]!.lemma))
    return [];
  if (row.carried && (carrier === undefined || !row.carried.includes(tree.tokens[carrier]!.lemma))) return [];
  if (
    row.modifiedBy &&
    !childrenBy(tree, i, 'compound', 'amod').some((c) => row.modifiedBy!.includes(tree.tokens[c]!.lemma))
  )
    return [];
  const rest = {
    cue: i,
    carrier: carrier === undefined || ruled ? i : carrier,
    rule: carrier === undefined ? `noun ${token.lemma}` : `noun ${token.lemma} under ${tree.tokens[carrier]!.lemma}`,
    ...(carrier === undefined && PRESUPPOSED.has(row.relation) ? { presupposed: true } : {}),
  };
  if (carrier !== undefined && !row.pair && lexicon.receiving.has(tree.tokens[carrier]!.lemma)) {
    const givers =
      ['from', 'by', 'of', 'v.from', 'v.by', 'poss', 'mod']
        .map((role) => fill(scene, roles, role))
        .find((list) => list.length > 0) ?? [];
    return pairUp(
      row.relation,
      ofLabels(givers, row.subjectTypes),
      ofLabels(fill(scene, roles, 'subj'), row.objectTypes),
      rest,
    );
  }
  const candidates: Candidate[] = [];
  for (const preposition of row.pair ?? []) {
    const parties = [...fill(scene, roles, preposition), ...fill(scene, roles, `v.${preposition}`)].filter(
      (d) => d.reference.label !== 'Place' && d.reference.label !== 'Event',
    );
    if (parties.length >= 2)
      candidates.push(...pairAll(row.relation, parties, { ...rest, rule: `${rest.rule}, ${preposition}` }));
  }
  if (candidates.length > 0) return candidates;
  let objects = ofLabels(
    row.object.flatMap((role) => (role === 'is' ? copulaSubjects(scene, i) : fill(scene, roles, role))),
    row.objectTypes,
  );
  // "Tibet's occupation by China": beside who did it, the owner is whom it was done to.
  if (objects.length === 0 && roles.has('by') && row.object.some((role) => DONE_TO.has(role)))
    objects = ofLabels(fill(scene, roles, 'poss'), row.objectTypes);
  let subjects = ofLabels(subjectsFor(scene, i, row, roles, objects), row.subjectTypes);
  if (row.pair && objects.length === 0) {
    // "US–China talks", "A and B held talks"
    const parties = ofLabels(
      [...fill(scene, roles, 'subj'), ...fill(scene, roles, 'mod'), ...fill(scene, roles, 'poss')],
      ['Person', 'State', 'Institution'],
    );
    if (distinct(parties).length >= 2)
      return pairAll(row.relation, distinct(parties), { ...rest, rule: `${rest.rule}, parties` });
  }
  if (objects.length === 0) {
    // "strikes in the Kherson region": a place noun between the preposition and the name.
    objects = ofLabels(
      row.object.flatMap((role) => (roles.get(role) ?? []).flatMap((o) => placesOf(scene, o))),
      row.objectTypes,
    );
  }
  if (objects.length === 0 && row.relation === 'ATTACKED') objects = ofLabels(victimsOf(scene, i), ['Person']);
  const objectIds = new Set(objects.map((d) => d.reference.entity));
  subjects = subjects.filter((d) => !objectIds.has(d.reference.entity));
  return pairUp(row.relation, subjects, objects, rest);
}

function subjectsFor(
  scene: Scene,
  i: number,
  row: NounRow,
  roles: ReadonlyMap<string, readonly number[]>,
  objects: readonly Denoted[],
): Denoted[] {
  const taken = new Set(objects.map((d) => d.reference.entity));
  for (const role of row.subject ?? DEFAULT_SUBJECT) {
    const list =
      role === 'is'
        ? copulaSubjects(scene, i)
        : role === 'appos.of'
          ? apposed(scene, i)
          : fill(scene, roles, role).filter(
              (d) => !taken.has(d.reference.entity) && d.reference.label !== 'Event' && d.reference.label !== 'Place',
            );
    if (list.length > 0) return list;
  }
  return verbAbove(scene, i);
}

/** "Egypt said a visit to Chad was under way" gives nothing; "Ruto arrived for talks with Museveni" gives Ruto. */
function verbAbove(scene: Scene, i: number): Denoted[] {
  const { tree } = scene;
  const token = tree.tokens[i]!;
  if (token.head < 0 || !isVerbal(tree.tokens[token.head]!)) return [];
  const preposition = prepositionOf(tree, i);
  const rel = baseOf(token.rel);
  if (
    rel === 'obl' &&
    ['for', 'during', 'in', 'on', 'after', 'at', 'ahead_of', 'before', 'amid'].includes(preposition)
  ) {
    return subjectsOf(tree, token.head, lexicon.objectControl).flatMap((s) => denote(tree, scene.phrases, s));
  }
  return [];
}

/** "Chad is a member", "Chad was elected as a member". */
function copulaSubjects(scene: Scene, i: number): Denoted[] {
  const { tree } = scene;
  const { head, rel } = tree.tokens[i]!;
  if (childrenBy(tree, i, 'cop').length > 0)
    return childrenBy(tree, i, 'nsubj').flatMap((s) => denote(tree, scene.phrases, s));
  if (head < 0 || !lexicon.becoming.has(tree.tokens[head]!.lemma) || !['xcomp', 'obj', 'obl'].includes(baseOf(rel)))
    return [];
  const became = [...childrenBy(tree, head, 'obj'), ...childrenBy(tree, head, 'nsubj')].find((s) => s !== i);
  return became === undefined ? [] : denote(tree, scene.phrases, became);
}

/** "Hungary, a signatory of the court". */
function apposed(scene: Scene, i: number): Denoted[] {
  const { head, rel } = scene.tree.tokens[i]!;
  return rel === 'appos' ? denote(scene.tree, scene.phrases, head) : [];
}

/** "killed in an Israeli strike": whom the verb above the attack harmed. */
function victimsOf(scene: Scene, i: number): Denoted[] {
  const { tree } = scene;
  const { head, rel } = tree.tokens[i]!;
  if (head < 0 || baseOf(rel) !== 'obl' || !['in', 'by', 'during', 'from'].includes(prepositionOf(tree, i))) return [];
  const verb = tree.tokens[head]!.lemma;
  const harms = verb === 'die' || (lexicon.verbs.get(verb) ?? []).some((row) => row.relation === 'ATTACKED');
  if (!harms) return [];
  const harmed = verb === 'die' ? subjectsOf(tree, head, lexicon.objectControl) : objectsOf(tree, head);
  return harmed.flatMap((o) => denote(tree, scene.phrases, o));
}

function placesOf(scene: Scene, o: number): Denoted[] {
  const { tree } = scene;
  if (!lexicon.places.has(tree.tokens[o]!.lemma) && !lexicon.proxies.has(tree.tokens[o]!.lemma)) return [];
  return childrenBy(tree, o, 'nmod', 'appos', 'compound', 'amod')
    .filter((c) => tree.tokens[c]!.rel !== 'nmod' || ['in', 'of', 'near', 'at'].includes(prepositionOf(tree, c)))
    .flatMap((c) => denote(tree, scene.phrases, c));
}

function distinct(list: readonly Denoted[]): Denoted[] {
  return list.filter((d, i) => list.findIndex((e) => e.reference.entity === d.reference.entity) === i);
}

/** Nouns read from word order: the names before the noun in its own chunk, the phrases after it, the light verb ahead of it. */
export function proposeNounsFromWordOrder(scene: Scene): Candidate[] {
  const { chunks } = scene;
  const { tokens } = scene.tree;
  const found = chunks.flatMap((chunk) => {
    const noun = tokens[chunk.last]!;
    return (lexicon.nouns.get(noun.lemma) ?? lexicon.nouns.get(noun.text.toLowerCase()) ?? []).flatMap((row) =>
      proposeByOrder(scene, chunks, chunk, row),
    );
  });
  return spread(scene, found);
}

function proposeByOrder(scene: Scene, chunks: readonly Chunk[], chunk: Chunk, row: NounRow): Candidate[] {
  const { tokens } = scene.tree;
  const i = chunk.last;
  const after = phrasesAfter(scene, chunks, i + 1);
  const carrier =
    tokens[chunk.first - 1]?.upos === 'VERB' && lexicon.light.has(tokens[chunk.first - 1]!.lemma)
      ? chunk.first - 1
      : undefined;
  if (
    row.weak ||
    row.modifiedBy ||
    (row.carried && (carrier === undefined || !row.carried.includes(tokens[carrier]!.lemma)))
  )
    return [];
  const rest = {
    cue: i,
    carrier: carrier ?? i,
    rule: `noun ${tokens[i]!.lemma} in word order`,
    ...(carrier === undefined && PRESUPPOSED.has(row.relation) ? { presupposed: true } : {}),
  };
  if (carrier !== undefined && !row.pair && lexicon.receiving.has(tokens[carrier]!.lemma)) {
    const givers = ['from', 'by', 'of'].map((p) => after.get(p) ?? []).find((list) => list.length > 0) ?? [];
    const receivers = linearRoles(scene, chunks, carrier).fillers.get('subj') ?? [];
    return pairUp(row.relation, ofLabels(givers, row.subjectTypes), ofLabels(receivers, row.objectTypes), rest);
  }
  const opener = carrier === undefined ? openerOf(scene, chunks, chunk) : [];
  const parties = (row.pair ?? []).flatMap((p) => after.get(p) ?? []).filter((d) => ACTORS.includes(d.reference.label));
  if (distinct(parties).length > 1) return pairAll(row.relation, distinct(parties), rest);
  const objects = ofLabels(
    row.object.flatMap((role) => after.get(role.replace(/^v\./u, '')) ?? []),
    row.objectTypes,
  );
  const inside = scene.sentence.references
    .filter((r) => r.first >= chunk.first && r.last < i && ACTORS.includes(r.label))
    .map((reference): Denoted => ({ reference, via: 'named' }));
  const agents = (row.subject ?? DEFAULT_SUBJECT)
    .filter((role) => AGENT_PREPOSITIONS.has(role))
    .flatMap((role) => after.get(role) ?? []);
  const lifted = carrier === undefined ? [] : [...(linearRoles(scene, chunks, carrier).fillers.get('subj') ?? [])];
  const subjects = [inside, agents, lifted].find((list) => list.length > 0);
  if (subjects) return pairUp(row.relation, ofLabels(subjects, row.subjectTypes), objects, rest);
  return pairUp(row.relation, ofLabels(opener, row.subjectTypes), objects, { ...rest, rule: `${rest.rule}, opening` });
}

const AGENT_PREPOSITIONS = new Set(['by', 'from', 'of']);
const OPENING = new Set(['after', 'during', 'in', 'at', 'following', 'on']);

/** "After a meeting with Chad, *Mali* said": whoever the main clause is about did what the phrase before it names. */
function openerOf(scene: Scene, chunks: readonly Chunk[], chunk: Chunk): Denoted[] {
  const { tokens } = scene.tree;
  const at = chunk.first - 1;
  if (at < 0 || !OPENING.has(tokens[at]!.text.toLowerCase()) || tokens.slice(0, at).some((t) => t.upos !== 'PUNCT'))
    return [];
  const comma = tokens.findIndex((t, i) => i > chunk.last && (t.text === ',' || isVerbal(t)));
  const subject = chunks.find((c) => c.first === comma + 1);
  if (comma < 0 || tokens[comma]!.text !== ',' || !subject || !isVerbal(tokens[subject.last + 1] ?? tokens[comma]!))
    return [];
  return subject.denoted.filter((d) => ACTORS.includes(d.reference.label));
}

const ACTORS = ['Person', 'State', 'Institution'];

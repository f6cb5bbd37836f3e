/** Verbs: each verb of a sentence against the lexicon's frames. */
import { EVENT_KINDS } from '../ontology.ts';
import { type Candidate, denote, fill, ofLabels, ownersDenoted, pairAll, pairUp, type Scene } from './candidate.ts';
import { isMisreadVerb, linearRoles, PARTICLES, verbLemma } from './chunks.ts';
import type { Denoted } from './denote.ts';
import { lexicon, type VerbRow } from './lexicon.ts';
import { spread } from './lists.ts';
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
  subjectsOf,
  type Tree,
} from './tree.ts';

const SYMMETRIC_PLURAL: ReadonlyMap<string, string> = new Map([
  ['meet', 'MET_WITH'],
  ['talk', 'SPOKE_WITH'],
  ['speak', 'SPOKE_WITH'],
  ['negotiate', 'NEGOTIATED_WITH'],
  ['cooperate', 'COOPERATED_WITH'],
  ['collaborate', 'COOPERATED_WITH'],
  ['agree', 'AGREED_TO'],
]);

const EXCHANGING = new Set(['exchange', 'trade', 'swap']);
/** Verbs that `proposePlural` and `proposeHolding` read. */
const SAYS_MORE = new Set([...EXCHANGING, ...SYMMETRIC_PLURAL.keys(), 'hold']);
const CLAUSE_MARKS = ['xcomp', 'advcl', 'ccomp'];

/** Frames read from word order, for where the parse went astray; the extractor keeps them behind those of the tree. */
export function proposeFromWordOrder(scene: Scene): Candidate[] {
  const { chunks } = scene;
  const { tokens } = scene.tree;
  const found = tokens.flatMap((token, i) => {
    const misread = isMisreadVerb(scene, i);
    if (token.upos !== 'VERB' && !misread) return [];
    const lemma = verbLemma(token);
    const particle =
      tokens[i + 1]?.rel === 'compound:prt' || PARTICLES.has(tokens[i + 1]?.text ?? '')
        ? `${lemma}_${tokens[i + 1]!.text.toLowerCase()}`
        : '';
    const rows = lexicon.verbs.get(particle) ?? lexicon.verbs.get(lemma) ?? [];
    if (rows.length === 0) return [];
    const { fillers, objLast } = linearRoles(scene, chunks, i);
    return best(rows.map((row) => proposeByOrder(scene, i, row, fillers, objLast)));
  });
  return spread(scene, found);
}

function proposeByOrder(
  scene: Scene,
  i: number,
  row: VerbRow,
  fillers: ReadonlyMap<string, readonly Denoted[]>,
  objLast: number | undefined,
): Candidate[] {
  const { tokens } = scene.tree;
  if (
    row.xcompLemmas ||
    row.objectKinds ||
    (row.phrases && !row.phrases.some((phrase) => hasPhrase(tokens, i, phrase))) ||
    row.complement ||
    row.infinitive ||
    (row.needs && !row.needs.some((p) => fillers.has(p)))
  )
    return [];
  if (row.objClass && (objLast === undefined || !lexicon.classes[row.objClass].has(tokens[objLast]!.lemma))) return [];
  if (row.objLemmas && (objLast === undefined || !row.objLemmas.includes(tokens[objLast]!.lemma))) return [];
  if (row.clause && !tokens.slice(i + 1, i + 14).some((t) => t.lemma === 'to' && t.upos === 'PART')) return [];
  const subjects = ofLabels(
    first(
      [...(row.subject ?? ['subj']), ...(row.relation === 'ATTACKED' ? ['attack'] : [])].map((role) => [
        ...(fillers.get(role) ?? []),
      ]),
    ),
    row.subjectTypes,
  );
  const objects = ofLabels(
    row.object.flatMap((role) => fillers.get(role) ?? []),
    row.objectTypes,
  );
  return pairUp(row.relation, subjects, objects, {
    cue: i,
    carrier: i,
    rule: `verb ${row.lemma} in word order`,
    ...(row.polarity ? { polarity: row.polarity } : {}),
  });
}

/** Whether "*under arrest*" follows the verb at token `i`. */
function hasPhrase(tokens: Tree['tokens'], i: number, phrase: string): boolean {
  const at = phrase.lastIndexOf('_');
  const [preposition, noun] = [phrase.slice(0, at), phrase.slice(at + 1)];
  return tokens.some(
    (t, k) =>
      k > i &&
      k - i < 12 &&
      t.lemma === noun &&
      tokens.slice(Math.max(i, k - 3), k).some((p) => p.lemma === preposition),
  );
}

export function proposeFromVerbs(scene: Scene): Candidate[] {
  const { tree } = scene;
  const found = tree.tokens.flatMap((token, i) => {
    if (token.upos === 'ADJ') {
      if (!lexicon.adjectives.has(token.lemma)) return [];
      const roles = rolesOfVerb(tree, i, lexicon.objectControl);
      return (lexicon.adjectives.get(token.lemma) ?? []).flatMap((row) =>
        proposeByRow(scene, i, token.lemma, row, roles),
      );
    }
    if (
      !isVerbal(token) &&
      !(token.upos === 'NOUN' && childrenBy(tree, i, 'nsubj').length > 0 && lexicon.verbs.has(token.lemma))
    )
      return [];
    const lemma = phrasalOf(tree, i);
    const rows = lexicon.verbs.get(lemma) ?? (lemma === token.lemma ? [] : (lexicon.verbs.get(token.lemma) ?? []));
    if (rows.length === 0 && !SAYS_MORE.has(token.lemma)) return proposeDemand(scene, i);
    const roles = rolesOfVerb(tree, i, lexicon.objectControl);
    return [
      ...best(rows.map((row) => proposeByRow(scene, i, lemma, row, roles))),
      ...proposePlural(scene, i, roles),
      ...proposeHolding(scene, i, roles),
      ...proposeDemand(scene, i),
    ];
  });
  // "condemned the attack and so did Chad": Chad is nobody's object.
  const doers = new Set(tree.tokens.flatMap((_, i) => doersOfTheSame(scene, i).map((d) => d.reference)));
  const own = found.filter((c) => !doers.has(c.object.reference));
  return spread(scene, [...own, ...proposeEchoes(scene, own), ...proposeGaps(scene, own)]);
}

/** Verb with its particle, also where the parse took the particle for an adverb and the table knows the two as one. */
function phrasalOf(tree: Tree, i: number): string {
  const lemma = lemmaOf(tree, i);
  if (lemma !== tree.tokens[i]!.lemma) return lemma;
  const next = tree.tokens[i + 1]?.text ?? '';
  if (PARTICLES.has(next) && lexicon.verbs.has(`${lemma}_${next}`)) return `${lemma}_${next}`;
  const joined = childrenBy(tree, i, 'advmod')
    .filter((c) => c > i)
    .map((c) => `${lemma}_${tree.tokens[c]!.lemma}`);
  return joined.find((key) => lexicon.verbs.has(key)) ?? lemma;
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
  if (!isIdiom(tree, i, row, roles)) return [];
  const subjectRoles = row.subject ?? ['subj'];
  let objects = ofLabels(
    row.object.flatMap((role) => fillObject(scene, i, row, roles, role)),
    row.objectTypes,
  );
  let guessed = '';
  if (objects.length === 0 && row.object.includes('obj') && !roles.has('obj')) {
    objects = ofLabels(isPassive(tree, i) ? nearestBefore(scene, i) : nearestAfter(scene, i), row.objectTypes);
    guessed = ', object by nearness';
  }
  if (row.objectKinds) objects = objects.filter((d) => isOfKind(scene, d, row.objectKinds!));
  if (objects.length === 0) return reciprocal(scene, i, lemma, row, roles);
  let subjects = ofLabels(first(subjectRoles.map((role) => fill(scene, roles, role))), row.subjectTypes);
  if (subjects.length === 0 && !roles.has('subj') && !isPassive(tree, i)) {
    subjects = ofLabels(nearestBefore(scene, i), row.subjectTypes);
    guessed += ', subject by nearness';
  }
  return pairUp(row.relation, subjects, objects, {
    cue: i,
    carrier: i,
    rule: `verb ${lemma}${guessed}`,
    ...(row.polarity ? { polarity: row.polarity } : {}),
  });
}

/** Whether the words that a row asks for beside its verb are there. */
function isIdiom(tree: Tree, i: number, row: VerbRow, roles: Roles): boolean {
  const { tokens } = tree;
  const isOne = (words: readonly string[], at: number) =>
    words.includes(tokens[at]!.lemma) || words.includes(tokens[at]!.text.toLowerCase());
  if (row.objLemmas && !(roles.get('obj') ?? []).some((o) => isOne(row.objLemmas!, o))) return false;
  if (row.infinitive && !childrenBy(tree, i, 'xcomp', 'ccomp', 'advcl').some((c) => isOne(row.infinitive!, c)))
    return false;
  if (
    row.phrases &&
    !row.phrases.some((phrase) => {
      const at = phrase.lastIndexOf('_');
      return (roles.get(phrase.slice(0, at)) ?? []).some((o) => isOne([phrase.slice(at + 1)], o));
    })
  )
    return false;
  if (!row.complement) return true;
  const words = [...lexicon.classes[row.complement]];
  return childrenBy(tree, i, 'xcomp', 'ccomp', 'obj', 'obl', 'advcl').some((c) =>
    [c, ...childrenBy(tree, c, 'amod', 'flat', 'conj', 'compound')].some((at) => at > i && isOne(words, at)),
  );
}

const DEMANDING = new Set(['demand', 'request', 'require', 'urge', 'command', 'order', 'recommend']);
const OBLIGING = new Set(['must', 'should', 'ought', 'need']);

/** "demanded that Chad leave", "said Chad must leave": who is to do it is urged. */
function proposeDemand(scene: Scene, i: number): Candidate[] {
  const { tree } = scene;
  const { lemma } = tree.tokens[i]!;
  const demands = DEMANDING.has(lemma);
  if ((!demands && !lexicon.reporting.has(lemma)) || isPassive(tree, i)) return [];
  const speakers = subjectsOf(tree, i, lexicon.objectControl).flatMap((s) => denote(tree, scene.phrases, s));
  return childrenBy(tree, i, 'ccomp', 'parataxis').flatMap((c) => {
    const subjects = childrenBy(tree, c, 'nsubj');
    // "should Chad allow it" is a condition: its auxiliary stands first.
    const obliged = childrenBy(tree, c, 'aux').some(
      (a) => OBLIGING.has(tree.tokens[a]!.lemma) && a > (subjects[0] ?? c),
    );
    if (!obliged && !(demands && tree.tokens[c]!.rel === 'ccomp')) return [];
    const addressed = subjects.flatMap((s) => denote(tree, scene.phrases, s));
    return pairUp('URGED', speakers, addressed, {
      cue: i,
      carrier: i,
      rule: `verb ${lemma}, ${obliged ? 'what must be done' : 'what is demanded'}`,
    });
  });
}

/** "Kenya praised the deal, as did Chad": whoever did the same did what the verb before says. */
function proposeEchoes(scene: Scene, found: readonly Candidate[]): Candidate[] {
  const { tokens } = scene.tree;
  return tokens.flatMap((token, i) => {
    const doers = doersOfTheSame(scene, i);
    if (doers.length === 0) return [];
    const cue = found.some((c) => c.cue === token.head)
      ? token.head
      : Math.max(-1, ...found.filter((c) => c.cue < i).map((c) => c.cue));
    const denies = /^(neither|nor)$/iu.test(tokens[i - 1]?.text ?? '');
    return found
      .filter((c) => c.cue === cue && c.object.reference.start < token.start)
      .flatMap((c) =>
        pairUp(c.relation, doers, [c.object], {
          cue,
          carrier: i,
          rule: `verb ${tokens[cue]!.lemma}, echoed`,
          ...(denies ? { polarity: 'negated' as const } : {}),
        }),
      );
  });
}

/** "so did *Chad*", "*Chad* did the same", "*Chad* followed suit". */
function doersOfTheSame(scene: Scene, i: number): Denoted[] {
  const { tree } = scene;
  const { tokens } = tree;
  const token = tokens[i]!;
  if (token.lemma !== 'do' && token.lemma !== 'follow') return [];
  if (token.lemma === 'do' && /^(so|as|neither|nor)$/iu.test(tokens[i - 1]?.text ?? '')) {
    const at = tokens[i + 1]?.upos === 'DET' ? i + 2 : i + 1;
    const after = scene.sentence.references.find((r) => r.first === at || r.first === i + 1);
    return after ? [{ reference: after, via: 'named' }] : [];
  }
  const objects = childrenBy(tree, i, 'obj').map((o) => tokens[o]!.lemma);
  if (token.lemma === 'do' && objects.length === 0 && endsClause(tree, i)) {
    // "Mexico did not sign, but *Chad* did."
    const before = scene.sentence.references.find((r) => r.last === i - 1);
    const row = scene.lists.find((list) => list.at(-1) === before) ?? (before ? [before] : []);
    return row.map((reference) => ({ reference, via: 'named' }));
  }
  const same = token.lemma === 'do' ? objects.includes('same') : token.lemma === 'follow' && objects.includes('suit');
  return same ? childrenBy(tree, i, 'nsubj').flatMap((s) => denote(tree, scene.phrases, s)) : [];
}

/** Whether nothing but "so", "too" or "not" stands between a verb and the end of its clause. */
function endsClause({ tokens }: Tree, i: number): boolean {
  const next = tokens.slice(i + 1).find((t) => !/^(so|too|not|n['’]t|likewise)$/iu.test(t.text));
  return next === undefined || next.upos === 'PUNCT';
}

/** What may stand between the two names of a clause that left out its verb: "Kenya *the* deal". */
const SET_APART = new Set(['DET', 'ADJ', 'NUM', 'NOUN', 'PROPN']);

/** "Chad backed the plan, Kenya the deal": a clause that leaves out the verb of the one before. */
function proposeGaps(scene: Scene, found: readonly Candidate[]): Candidate[] {
  const { tokens } = scene.tree;
  const { references } = scene.sentence;
  const kindOf = ({ label }: { label: string }) => (label === 'State' ? 'Institution' : label);
  return found.flatMap((c) => {
    if (c.object.reference.first < c.cue || c.subject.reference.first > c.cue) return [];
    const more: Candidate[] = [];
    for (let last = c.object.reference.last; ; ) {
      let at = last + 1;
      if (!/^[,;]$/u.test(tokens[at]?.text ?? '')) break;
      at += /^(and|while|but)$/u.test(tokens[at + 1]?.text ?? '') ? 2 : 1;
      const subject = references.find((r) => r.first === at && kindOf(r) === kindOf(c.subject.reference));
      if (!subject) break;
      at = subject.last + (tokens[subject.last + 1]?.text === ',' ? 2 : 1);
      const object = references.find(
        (r) => r.first >= at && r.first - at < 4 && kindOf(r) === kindOf(c.object.reference),
      );
      const next = object && tokens[object.last + 1];
      if (!object || tokens.slice(at, object.first).some((t) => !SET_APART.has(t.upos))) break;
      // A comma and a bare name after it are a row of names: "met Chad, Kenya, Mali and …".
      if (at === object.first && at > subject.last + 1) break;
      if (next && next.upos !== 'PUNCT' && next.upos !== 'CCONJ') break;
      more.push(
        ...pairUp(c.relation, [{ reference: subject, via: 'named' }], [{ reference: object, via: 'named' }], {
          cue: c.cue,
          carrier: c.carrier,
          rule: `${c.rule}, left out`,
        }),
      );
      last = object.last;
    }
    return more;
  });
}

/** "A and B accuse each other": each does it to the other. */
function reciprocal(scene: Scene, i: number, lemma: string, row: VerbRow, roles: Roles): Candidate[] {
  const { tokens } = scene.tree;
  const mutual = row.object.some((role) =>
    (roles.get(role) ?? []).some(
      (o) => /^(other|another)$/u.test(tokens[o]!.lemma) && /^(each|one)$/u.test(tokens[o - 1]?.lemma ?? ''),
    ),
  );
  return mutual ? eachOther(row.relation, fill(scene, roles, 'subj'), i, `verb ${lemma} each other`) : [];
}

function eachOther(relation: string, parties: readonly Denoted[], i: number, rule: string): Candidate[] {
  return parties.flatMap((party) => pairUp(relation, [party], parties, { cue: i, carrier: i, rule }));
}

/** Where the parse gives no subject: the actor named last before the verb in the same clause. */
function nearestBefore(scene: Scene, i: number): Denoted[] {
  const { tokens } = scene.tree;
  for (let at = i - 1; at >= Math.max(0, i - 12); at -= 1) {
    const token = tokens[at]!;
    if (token.upos === 'VERB' || token.upos === 'SCONJ' || token.text === ';' || token.text === ':') return [];
    const reference = scene.sentence.references.find(
      (r) => r.last === at && ['Person', 'State', 'Institution'].includes(r.label),
    );
    if (reference) return tokens[reference.first - 1]?.upos === 'ADP' ? [] : [{ reference, via: 'nearest before' }];
  }
  return [];
}

/** Where the parse gives no object: what is named right after the verb. */
function nearestAfter(scene: Scene, i: number): Denoted[] {
  const { tokens } = scene.tree;
  for (let at = i + 1; at < Math.min(tokens.length, i + 5); at += 1) {
    const token = tokens[at]!;
    const reference = scene.sentence.references.find((r) => r.first === at);
    if (reference)
      return tokens[reference.last + 1]?.upos === 'NOUN' && reference.label !== 'Event'
        ? []
        : [{ reference, via: 'nearest after' }];
    if (!['DET', 'ADJ', 'NOUN', 'PROPN', 'NUM'].includes(token.upos)) return [];
  }
  return [];
}

const first = (lists: readonly Denoted[][]): Denoted[] => lists.find((list) => list.length > 0) ?? [];

function fillObject(scene: Scene, i: number, row: VerbRow, roles: Roles, role: string): Denoted[] {
  const { tree } = scene;
  if (role.startsWith('xcomp.')) {
    return childrenBy(tree, i, 'xcomp')
      .filter((x) => !row.xcompLemmas || row.xcompLemmas.includes(tree.tokens[x]!.lemma))
      .flatMap((x) =>
        fillOrOwner(scene, row, rolesOfVerb(tree, x, lexicon.objectControl), role.slice('xcomp.'.length)),
      );
  }
  return fillOrOwner(scene, row, roles, role);
}

/** What fills a role, or else the place or the owner of the nameless thing that does. */
function fillOrOwner(scene: Scene, row: VerbRow, roles: Roles, role: string): Denoted[] {
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
  const { tokens } = scene.tree;
  const exchanged = (roles.get('obj') ?? []).some(
    (o) => lexicon.classes.weapons.has(tokens[o]!.lemma) || tokens[o]!.lemma === 'fire',
  );
  if (EXCHANGING.has(tokens[i]!.lemma) && exchanged)
    return eachOther('ATTACKED', fill(scene, roles, 'subj'), i, `verb ${tokens[i]!.lemma} fire`);
  const relation = SYMMETRIC_PLURAL.get(tokens[i]!.lemma);
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

/** Walk a sentence's dependency tree: children, clauses, and the grammatical roles around a predicate. */
import type { Token } from '../model.ts';

export interface Tree {
  readonly tokens: readonly Token[];
  readonly children: readonly (readonly number[])[];
}

/** Grammatical roles of a predicate: `subj`, `obj`, `iobj`, or the preposition's lemma; values are head tokens of the fillers. */
export type Roles = ReadonlyMap<string, readonly number[]>;

export function plantTree(tokens: readonly Token[]): Tree {
  const children: number[][] = tokens.map(() => []);
  tokens.forEach((token, i) => {
    if (token.head >= 0) children[token.head]!.push(i);
  });
  return {
    tokens: tokens.map((token, i) =>
      isRelative(tokens, children[i]!, token) ? { ...token, rel: 'acl:relcl' } : token,
    ),
    children,
  };
}

/** "the ceasefire that Washington had *backed*": a clause on a noun with a subject of its own and no mark is a relative one. */
function isRelative(tokens: readonly Token[], children: readonly number[], token: Token): boolean {
  const has = (rel: string) => children.some((c) => tokens[c]!.rel === rel);
  return token.rel === 'acl' && token.upos === 'VERB' && (has('nsubj') || has('nsubj:pass')) && !has('mark');
}

/** The relation without its subtype: `obl:agent` → `obl`. */
export function baseOf(rel: string): string {
  const colon = rel.indexOf(':');
  return colon < 0 ? rel : rel.slice(0, colon);
}

export function childrenBy(tree: Tree, i: number, ...rels: string[]): number[] {
  const found: number[] = [];
  for (const c of tree.children[i]!) {
    const { rel } = tree.tokens[c]!;
    if (rels.includes(rel) || (rel.includes(':') && rels.includes(baseOf(rel)))) found.push(c);
  }
  return found;
}

export function hasChild(tree: Tree, i: number, rel: string, lemmas?: ReadonlySet<string>): boolean {
  return tree.children[i]!.some((c) => {
    const token = tree.tokens[c]!;
    return (token.rel === rel || baseOf(token.rel) === rel) && (!lemmas || lemmas.has(token.lemma));
  });
}

/** The token's ancestors, nearest first. */
export function ancestors(tree: Tree, i: number): number[] {
  const path: number[] = [];
  for (let at = tree.tokens[i]!.head; at >= 0; at = tree.tokens[at]!.head) path.push(at);
  return path;
}

/** Last token of the range that hangs outside it: the head word of a phrase. */
export function headOf(tree: Tree, first: number, last: number): number {
  for (let i = first; i <= last; i += 1) {
    const head = tree.tokens[i]!.head;
    if (head < first || head > last) return i;
  }
  return last;
}

/** The preposition of a nominal, `fixed` parts joined: "because_of", "according_to"; "" without one. */
export function prepositionOf(tree: Tree, i: number): string {
  const cases = childrenBy(tree, i, 'case').filter(
    (c) =>
      tree.tokens[c]!.lemma !== "'s" &&
      tree.tokens[c]!.text !== '’s' &&
      tree.tokens[c]!.text !== "'" &&
      tree.tokens[c]!.text !== '’',
  );
  if (cases.length === 0) return '';
  const at = cases[cases.length - 1]!;
  const fixed = childrenBy(tree, at, 'fixed').map((c) => tree.tokens[c]!.lemma);
  return [tree.tokens[at]!.lemma, ...fixed].join('_');
}

/** Verb with its particle: "call off" → `call_off`. */
export function lemmaOf(tree: Tree, i: number): string {
  const particle = childrenBy(tree, i, 'compound:prt')[0];
  return particle === undefined ? tree.tokens[i]!.lemma : `${tree.tokens[i]!.lemma}_${tree.tokens[particle]!.lemma}`;
}

const CLAUSE_OPENERS = new Set(['after', 'before', 'as', 'since', 'until', 'with', 'while']);
const BLAMED_FOR = new Set(['of', 'for', 'from', 'into']);
/** Nouns for what one means to do oneself. */
const RESOLVES = new Set(
  'aim commitment decision determination intention offer plan pledge promise readiness threat vow willingness'.split(
    ' ',
  ),
);
const TO = new Set(['to']);
const RELATIVE = new Set(['who', 'whom', 'which', 'that', 'whose']);

export function isPassive(tree: Tree, i: number): boolean {
  if (hasChild(tree, i, 'nsubj:pass') || hasChild(tree, i, 'aux:pass')) return true;
  const token = tree.tokens[i]!;
  // A bare participle after a noun ("the plan backed by Egypt") has no auxiliary to show its voice.
  if (token.rel === 'acl')
    return /(ed|en|wn|ne|ht|de|ck|ld|ung|ept|aid|ent|put|led|ft)$/u.test(token.text.toLowerCase());
  if ((token.rel === 'conj' || token.rel === 'advcl') && !hasChild(tree, i, 'obj')) {
    return (
      hasChild(tree, i, 'obl', undefined) && /(ed|en)$/u.test(token.text.toLowerCase()) && agentsOf(tree, i).length > 0
    );
  }
  return false;
}

function agentsOf(tree: Tree, i: number): number[] {
  return childrenBy(tree, i, 'obl').filter(
    (c) => tree.tokens[c]!.rel === 'obl:agent' || prepositionOf(tree, c) === 'by',
  );
}

/** Verbs whose object is the subject of what follows: "urged him to accept". */
export type ObjectControl = ReadonlySet<string>;

/**
 * Who does what a verb says: its own subject, else the one it shares through coordination, control, participles and
 * relative clauses. Passive voice is turned round.
 */
export function subjectsOf(tree: Tree, i: number, objectControl: ObjectControl, depth = 0): number[] {
  const { tokens } = tree;
  if (depth > 6) return [];
  if (isPassive(tree, i)) return agentsOf(tree, i);
  const own = childrenBy(tree, i, 'nsubj').filter((c) => tokens[c]!.rel !== 'nsubj:pass');
  const token = tokens[i]!;
  const real = own.filter((c) => !RELATIVE.has(tokens[c]!.lemma));
  if (real.length > 0) return real;
  // "after Belgium accused …": a conjunction read as a preposition makes the subject an oblique right before its verb.
  const misread = childrenBy(tree, i, 'obl', 'nmod').filter(
    (c) => c === i - 1 && CLAUSE_OPENERS.has(prepositionOf(tree, c)),
  );
  if (misread.length > 0 && own.length === 0) return misread;
  const head = token.head;
  if (head < 0) return [];
  switch (token.rel) {
    case 'acl:relcl':
      return own.length > 0 ? [head] : [];
    case 'acl': {
      if (/ing$/u.test(token.text)) return [head];
      // "Israel's plan to annex", "the decision by Niger to leave": the noun's owner acts.
      const owners = ownersOf(tree, head).filter((c) => tokens[c]!.lemma !== 'their');
      const verb = tokens[head]!.head;
      // "A and B announced (their) plans to …": those who announced them.
      return owners.length === 0 &&
        verb >= 0 &&
        RESOLVES.has(tokens[head]!.lemma) &&
        tokens[head]!.rel === 'obj' &&
        hasChild(tree, i, 'mark', TO)
        ? subjectsOf(tree, verb, objectControl, depth + 1)
        : owners;
    }
    case 'conj':
      return isVerbal(tokens[head]!) ? sharedSubjects(tree, head, objectControl, depth) : [];
    case 'xcomp': {
      if (objectControl.has(tokens[head]!.lemma)) {
        const objects = objectsOf(tree, head, depth + 1).concat(childrenBy(tree, head, 'iobj'));
        if (objects.length > 0) return objects;
        const called = childrenBy(tree, head, 'obl').filter((c) =>
          ['on', 'upon', 'to', 'for'].includes(prepositionOf(tree, c)),
        );
        if (called.length > 0) return called;
      }
      return sharedSubjects(tree, head, objectControl, depth);
    }
    case 'advcl':
    case 'ccomp':
    case 'parataxis':
    case 'dep': {
      // "accused Chad of arming rebels", "thanked Chad for helping": the object of the one verb does the other.
      if (/ing$/u.test(token.text) && hasChild(tree, i, 'mark', BLAMED_FOR)) {
        const objects = objectsOf(tree, head, depth + 1);
        const apart = objects.some((o) => o < i && tokens.slice(o, i).some((t) => t.upos === 'VERB'));
        if (objects.length > 0 && (!apart || isPassive(tree, head))) return objects;
      }
      // A participle or infinitive without a subject of its own takes the main clause's.
      return token.rel === 'advcl' || /ing$/u.test(token.text) || hasChild(tree, i, 'mark', TO)
        ? sharedSubjects(tree, head, objectControl, depth)
        : [];
    }
    default:
      return [];
  }
}

/** Subject for a dependent verb: of a passive head it is the patient ("was asked to sign"). */
function sharedSubjects(tree: Tree, head: number, objectControl: ObjectControl, depth: number): number[] {
  const passive = childrenBy(tree, head, 'nsubj:pass').filter((c) => !RELATIVE.has(tree.tokens[c]!.lemma));
  if (passive.length > 0) return passive;
  if (hasChild(tree, head, 'nsubj:pass') && tree.tokens[head]!.rel === 'acl:relcl') return [tree.tokens[head]!.head];
  return subjectsOf(tree, head, objectControl, depth + 1);
}

/** Whom a verb acts on; the patient of a passive; the head noun of "the plan (that) X rejected". */
export function objectsOf(tree: Tree, i: number, depth = 0): number[] {
  const { tokens } = tree;
  if (depth > 6) return [];
  const token = tokens[i]!;
  if (isPassive(tree, i)) {
    const patients = childrenBy(tree, i, 'nsubj:pass');
    const real = patients.filter((c) => !RELATIVE.has(tokens[c]!.lemma));
    if (real.length > 0) return real;
    if (token.head >= 0 && (token.rel === 'acl' || token.rel === 'acl:relcl')) return [token.head];
    if (token.head >= 0 && ['conj', 'advcl', 'xcomp'].includes(token.rel) && isVerbal(tokens[token.head]!)) {
      const own = childrenBy(tree, token.head, 'nsubj').filter((c) => !RELATIVE.has(tokens[c]!.lemma));
      return own.length > 0 ? own : objectsOf(tree, token.head, depth + 1);
    }
    return [];
  }
  const own = childrenBy(tree, i, 'obj').filter((c) => !RELATIVE.has(tokens[c]!.lemma));
  if (own.length > 0) return own;
  if (token.rel === 'acl:relcl' && token.head >= 0) {
    const gap =
      hasChild(tree, i, 'obj') ||
      (!hasChild(tree, i, 'obj') && childrenBy(tree, i, 'nsubj').some((c) => !RELATIVE.has(tokens[c]!.lemma)));
    if (gap) return [token.head];
  }
  // "rejected and condemned the plan": the first verb's object stands after the second.
  for (const c of childrenBy(tree, i, 'conj').filter((c) => isVerbal(tokens[c]!))) {
    const shared = childrenBy(tree, c, 'obj');
    if (childrenBy(tree, c, 'nsubj').length === 0 ? c - i <= 3 : isSetOff(tree, c)) return shared;
  }
  return [];
}

/** "Iceland supported, and Norway criticized, the ban": a comma between the second verb and the object that both have. */
function isSetOff(tree: Tree, verb: number): boolean {
  return tree.tokens[verb + 1]?.text === ',' && childrenBy(tree, verb, 'obj').some((o) => o > verb);
}

export function isVerbal(token: Token): boolean {
  return token.upos === 'VERB' || token.upos === 'AUX';
}

/** Verbs below a noun that give it an object as a preposition does: "talks *involving* A", "a strike that *killed* B". */
const GERUNDS: ReadonlyMap<string, string> = new Map([
  ['target', 'targeting'],
  ['involve', 'involving'],
  ['hit', 'hitting'],
  ['include', 'including'],
  ['kill', 'killing'],
]);

const OWNER_PREPOSITIONS = new Set(['of', 'by', 'from']);

/** Those a noun belongs to: "Israel's plan", "the Israeli plan", "a plan by Israel". */
export function ownersOf(tree: Tree, i: number): number[] {
  return [
    ...childrenBy(tree, i, 'nmod:poss'),
    ...childrenBy(tree, i, 'amod', 'compound').filter((c) => /^\p{Lu}/u.test(tree.tokens[c]!.text)),
    ...childrenBy(tree, i, 'nmod').filter(
      (c) => tree.tokens[c]!.rel !== 'nmod:poss' && OWNER_PREPOSITIONS.has(prepositionOf(tree, c)),
    ),
  ];
}

/** All roles of a verb. */
export function rolesOfVerb(tree: Tree, i: number, objectControl: ObjectControl): Roles {
  const roles = new Map<string, number[]>();
  const add = (role: string, fillers: readonly number[]) => {
    if (fillers.length > 0) roles.set(role, [...(roles.get(role) ?? []), ...fillers]);
  };
  const passive = isPassive(tree, i);
  add('subj', subjectsOf(tree, i, objectControl));
  const objects = objectsOf(tree, i);
  const recipients = childrenBy(tree, i, 'iobj');
  // "urged Rwanda to …": a lone object before an infinitive is now an obj, now an iobj.
  add('obj', objects.length > 0 ? objects : recipients);
  add('iobj', recipients);
  for (const c of childrenBy(tree, i, 'obl')) {
    const preposition = prepositionOf(tree, c);
    if (passive && (preposition === 'by' || tree.tokens[c]!.rel === 'obl:agent')) continue;
    if (preposition) add(preposition, [c]);
  }
  // "struck by" a conjunct: obliques of the last verb in a chain serve the earlier ones only by number agreement; left out.
  for (const o of objects) {
    for (const c of childrenBy(tree, o, 'nmod')) {
      const preposition = prepositionOf(tree, c);
      if (preposition && tree.tokens[c]!.rel !== 'nmod:poss') add(`obj.${preposition}`, [c]);
    }
    add('obj.poss', childrenBy(tree, o, 'nmod:poss'));
    add('obj.mod', childrenBy(tree, o, 'amod', 'compound'));
  }
  for (const c of childrenBy(tree, i, 'advcl', 'xcomp')) {
    const mark = childrenBy(tree, c, 'mark')[0];
    // "accused Chad of arming the rebels"
    if (mark !== undefined && tree.tokens[mark]!.lemma !== 'to') add(`${tree.tokens[mark]!.lemma}.clause`, [c]);
  }
  return roles;
}

/** Roles of a noun: `subj` = owner, and each preposition below it, or below the light verb that carries it. */
export function rolesOfNoun(
  tree: Tree,
  i: number,
  lightVerbs: ReadonlySet<string>,
  objectControl: ObjectControl,
  conveying: ReadonlySet<string> = new Set(),
): { roles: Roles; carrier: number | undefined } {
  const { tokens } = tree;
  const roles = new Map<string, number[]>();
  const add = (role: string, fillers: readonly number[]) => {
    if (fillers.length > 0) roles.set(role, [...(roles.get(role) ?? []), ...fillers]);
  };
  add('poss', childrenBy(tree, i, 'nmod:poss'));
  add(
    'mod',
    childrenBy(tree, i, 'amod', 'compound', 'nmod:desc').filter(
      (c) => /^\p{Lu}/u.test(tokens[c]!.text) || tokens[c]!.upos === 'PROPN',
    ),
  );
  for (const c of childrenBy(tree, i, 'nmod', 'obl')) {
    const preposition = prepositionOf(tree, c);
    if (preposition && tokens[c]!.rel !== 'nmod:poss') add(preposition, [c]);
  }
  for (const c of childrenBy(tree, i, 'acl', 'acl:relcl')) {
    if (!isVerbal(tokens[c]!)) continue;
    if (lightVerbs.has(tokens[c]!.lemma) || isPassive(tree, c)) {
      add(
        'by',
        subjectsOf(tree, c, objectControl).filter((s) => s !== i),
      );
      for (const o of childrenBy(tree, c, 'obl')) {
        const preposition = prepositionOf(tree, o);
        if (preposition && preposition !== 'by') add(preposition, [o]);
      }
    }
    if (tokens[c]!.rel === 'acl' && !isPassive(tree, c)) {
      add('acl.obj', objectsOf(tree, c));
      add('acl.subj', childrenBy(tree, c, 'nsubj'));
    }
    const gerund = GERUNDS.get(tokens[c]!.lemma);
    if (gerund && !isPassive(tree, c)) add(gerund, childrenBy(tree, c, 'obj'));
  }
  // The noun may stand in a coordination whose first member the verb governs: "held talks and a signing".
  let at = i;
  while (tokens[at]!.rel === 'conj' && tokens[at]!.head >= 0 && !isVerbal(tokens[tokens[at]!.head]!))
    at = tokens[at]!.head;
  const head = tokens[at]!.head;
  let carrier: number | undefined;
  if (head >= 0 && isVerbal(tokens[head]!) && lightVerbs.has(tokens[head]!.lemma)) {
    const rel = tokens[at]!.rel;
    if (
      rel === 'obj' ||
      // "drew criticism from A and praise from B": the second noun may hang on the verb.
      (rel === 'conj' && hasChild(tree, head, 'obj')) ||
      rel === 'nsubj:pass' ||
      (rel === 'obl' && ['in', 'for', 'into'].includes(prepositionOf(tree, at)))
    ) {
      carrier = head;
      add(
        'subj',
        subjectsOf(tree, head, objectControl).filter((s) => s !== at),
      );
      for (const c of childrenBy(tree, head, 'obl')) {
        const preposition = prepositionOf(tree, c);
        if (preposition && c !== at && !(isPassive(tree, head) && preposition === 'by')) add(`v.${preposition}`, [c]);
      }
      add('iobj', childrenBy(tree, head, 'iobj'));
    }
  }
  // "From Colombia came a warning to Peru": what is sent stands after its verb, as its subject or, misread, its object.
  if (head >= 0 && ['nsubj', 'obj'].includes(tokens[at]!.rel) && conveying.has(tokens[head]!.lemma)) {
    carrier = head;
    for (const c of childrenBy(tree, head, 'obl', 'nsubj').filter((c) => c !== at)) {
      const preposition = prepositionOf(tree, c);
      if (preposition) add(preposition === 'from' ? 'from' : `v.${preposition}`, [c]);
    }
  }
  return { roles, carrier };
}

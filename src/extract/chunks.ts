/** Chunks: nominal stretches of a sentence and what they stand for, read from left to right without the tree. */
import { lemmatize } from '../annotate/lemma.ts';
import type { Reference, Token } from '../model.ts';
import type { Scene } from './candidate.ts';
import type { Denoted } from './denote.ts';
import { lexicon } from './lexicon.ts';

export interface Chunk {
  /** Token range, both inclusive. */
  readonly first: number;
  readonly last: number;
  readonly denoted: readonly Denoted[];
}

/** Roles read from word order: `subj`, `obj` and prepositions; and the last token of the object's chunk. */
export interface LinearRoles {
  readonly fillers: ReadonlyMap<string, readonly Denoted[]>;
  readonly objLast: number | undefined;
}

/** Words that make one with the verb before them, whatever the parse takes them for: "put *forward*". */
export const PARTICLES = new Set(['off', 'out', 'up', 'down', 'away', 'over', 'forward', 'back', 'aside', 'home']);
const ATTACK_PREPOSITIONS = new Set(['by', 'in', 'during']);
const NOMINAL = new Set(['NOUN', 'PROPN', 'ADJ', 'NUM', 'DET']);

/** The verb's dictionary form where a word in -s or -ed may be one: news in the present tense is often read as nouns. */
export function verbLemma(token: Token): string {
  return token.upos === 'VERB' ? token.lemma : lemmatize(token.text, 'VERB');
}

export function chunkSentence(scene: Scene): Chunk[] {
  const { tokens } = scene.tree;
  const covered = (i: number) => scene.sentence.references.some((r) => r.first <= i && r.last >= i);
  const chunks: Chunk[] = [];
  let first = -1;
  const close = (last: number) => {
    if (first >= 0) chunks.push({ first, last, denoted: denoteRange(scene, first, last) });
    first = -1;
  };
  tokens.forEach((token, i) => {
    const nominal =
      covered(i) ||
      NOMINAL.has(token.upos) ||
      (first >= 0 && /^(['’]s?|-|–)$/u.test(token.text) && (NOMINAL.has(tokens[i + 1]?.upos ?? '') || covered(i + 1)));
    if (!nominal || (first >= 0 && token.upos === 'DET' && !covered(i)) || isMisreadVerb(scene, i)) close(i - 1);
    if (nominal && first < 0 && !isMisreadVerb(scene, i)) first = i;
  });
  close(tokens.length - 1);
  return chunks;
}

/** "Trump meets", "Russia strikes Odesa": a verb form right after a name that cannot modify it. */
export function isMisreadVerb(scene: Scene, i: number): boolean {
  const { tokens } = scene.tree;
  const token = tokens[i]!;
  if (token.upos !== 'NOUN' && token.upos !== 'ADJ' && token.upos !== 'PROPN') return false;
  if (
    !/^\p{Ll}+(s|ed)$/u.test(token.text) ||
    scene.sentence.references.some((r) => r.first <= i && r.last >= i && r.label !== 'Event')
  )
    return false;
  const before = scene.sentence.references.find((r) => r.last === i - 1 && r.named && r.label !== 'Event');
  if (!before || tokens[before.last]!.upos === 'ADJ') return false;
  if (
    before.label !== 'Person' &&
    token.text.endsWith('s') &&
    tokens[i + 1] !== undefined &&
    ['ADP', 'PUNCT', 'VERB', 'AUX'].includes(tokens[i + 1]!.upos) &&
    tokens[i + 1]!.lemma !== 'with'
  )
    return false;
  return lexicon.verbs.has(verbLemma(token));
}

function denoteRange(scene: Scene, first: number, last: number): Denoted[] {
  const inside = scene.sentence.references.filter((r) => r.first >= first && r.last <= last);
  const persons = inside.filter((r) => r.label === 'Person');
  if (persons.length > 0 && persons.at(-1)!.last === last) return named(persons.slice(-1));
  const ending = inside.filter((r) => r.last === last);
  if (ending.length > 0) {
    const longest = ending.reduce((a, b) => (b.last - b.first > a.last - a.first ? b : a));
    return named(ending.filter((r) => r.start === longest.start));
  }
  const token = scene.tree.tokens[last]!;
  // "his Iraqi counterpart, *Fuad Hussein*"
  const isTitle = [lexicon.proxies, lexicon.offices, lexicon.affiliations].some((nouns) => nouns.has(token.lemma));
  const holder =
    isTitle && scene.tree.tokens[last + 1]?.text === ','
      ? scene.sentence.references.find((r) => r.first === last + 2 && r.label === 'Person' && r.named)
      : undefined;
  if (holder) return [{ reference: holder, via: 'apposition' }];
  if (lexicon.proxies.has(token.lemma) || lexicon.offices.has(token.lemma)) {
    return inside
      .filter((r) => r.label === 'Institution' || (r.label === 'State' && !lexicon.privateNouns.has(token.lemma)))
      .slice(-1)
      .map((reference) => ({ reference, via: `proxy ${token.lemma}` }));
  }
  if (lexicon.places.has(token.lemma)) return named(inside.filter((r) => r.label === 'Place').slice(-1));
  return [];
}

const named = (references: readonly Reference[]): Denoted[] =>
  references.map((reference) => ({ reference, via: 'named' }));

/** Chunks joined to `chunks[k]` by commas and "and", to the left or the right, itself included, in text order. */
function joined(scene: Scene, chunks: readonly Chunk[], k: number, step: -1 | 1): Chunk[] {
  const { tokens } = scene.tree;
  const list = [chunks[k]!];
  let sawAnd = false;
  for (let at = k + step; at >= 0 && at < chunks.length; at += step) {
    const [a, b] = step < 0 ? [chunks[at]!, list[0]!] : [list.at(-1)!, chunks[at]!];
    const gap = tokens.slice(a.last + 1, b.first);
    if (
      gap.length === 0 ||
      gap.length > 2 ||
      !gap.every((t) => t.text === ',' || t.lemma === 'and' || t.lemma === 'or')
    )
      break;
    // "criticism from X and praise from Y": another thing follows, not another name.
    const isNamed = scene.sentence.references.some((r) => r.first >= b.first && r.last <= b.last);
    if (step > 0 && !isNamed && list.some((chunk) => chunk.denoted.length > 0)) break;
    // "met X and Y said": the next chunk opens a clause of its own.
    if (step > 0 && ['VERB', 'AUX'].includes(tokens[b.last + 1]?.upos ?? '')) break;
    sawAnd ||= gap.some((t) => t.text !== ',');
    if (step < 0) list.unshift(chunks[at]!);
    else list.push(chunks[at]!);
  }
  return sawAnd ? list : [chunks[k]!];
}

/** Roles of the verb at token `i` by word order. */
export function linearRoles(scene: Scene, chunks: readonly Chunk[], i: number): LinearRoles {
  const { tokens } = scene.tree;
  const fillers = new Map<string, readonly Denoted[]>();
  const put = (role: string, list: readonly Chunk[]) => {
    const denoted = list.flatMap((chunk) => chunk.denoted);
    if (denoted.length > 0) fillers.set(role, [...(fillers.get(role) ?? []), ...denoted]);
  };
  let left = i - 1;
  while (left >= 0 && (['AUX', 'ADV'].includes(tokens[left]!.upos) || tokens[left]!.lemma === 'not')) left -= 1;
  const passive =
    left < i - 1 &&
    tokens.slice(left + 1, i).some((t) => t.lemma === 'be') &&
    /(ed|en|wn|ne|ht|de|ck|ld|t)$/u.test(tokens[i]!.text);
  const isSubjectRelative = /^(who|which|that)$/u.test(tokens[left]?.lemma ?? '');
  if (isSubjectRelative) left -= 1;
  // "accused Chad and *warned* Mali": the verb before shares its subject.
  const before = isSubjectRelative || passive ? undefined : coordinatedVerb(scene, i, left);
  if (before !== undefined) {
    const shared = linearRoles(scene, chunks, before).fillers.get('subj');
    if (shared) fillers.set('subj', shared);
  }
  if (tokens[left]?.text === ',') {
    // "Petro, Colombia's president, met": step over the apposition.
    const opening = tokens.findLastIndex((t, k) => k < left && left - k < 16 && t.text === ',');
    const isNamed = chunks.some(
      (c) => c.last === left - 1 && c.first === opening + 1 && c.denoted.some((d) => d.reference.label === 'Person'),
    );
    // "its envoy to Fiji, Zhou Jian, warned": the apposition is the name.
    if (opening > 0 && isNamed) left -= 1;
    else if (opening > 0 && !tokens.slice(opening + 1, left).some((t) => t.upos === 'VERB')) left = opening - 1;
    else if (tokens[left - 1]?.upos !== 'VERB') left -= 1;
  }
  const k = chunks.findIndex((chunk) => chunk.last === left);
  const row = k >= 0 ? joined(scene, chunks, k, -1) : [];
  const governs = (chunk: Chunk | undefined) => (chunk ? tokens[chunk.first - 1]?.upos : undefined);
  // "negotiated a border, and *Chad* is": the object of the verb before is no fellow of the name.
  const isParted = row.length > 1 && governs(row[0]) === 'VERB';
  const list = isParted ? row.slice(-1) : row;
  const body = governs(list[0]) === 'ADP' ? bodyBefore(scene, chunks, list) : [];
  if (body.length > 0) fillers.set(passive ? 'obj' : 'subj', body);
  else if (k >= 0 && !['ADP', 'VERB'].includes(governs(chunks[k]) ?? '')) {
    put(passive ? 'obj' : 'subj', list);
    if (!isSubjectRelative && !passive) putAntecedent(scene, chunks, list[0]!.first, put);
  }
  let right = i + 1;
  const particle = tokens[right]?.text ?? '';
  if (PARTICLES.has(particle) && lexicon.verbs.has(`${verbLemma(tokens[i]!)}_${particle}`)) right += 1;
  while (
    ['ADV'].includes(tokens[right]?.upos ?? '') ||
    (tokens[right]?.upos === 'ADP' && tokens[right]?.rel === 'compound:prt')
  )
    right += 1;
  let objLast: number | undefined;
  const o = chunks.findIndex((chunk) => chunk.first === right);
  if (o >= 0 && !passive) {
    const list = joined(scene, chunks, o, 1);
    // "the state that Chad gave aid": what follows the verb is its object, and not what the clause is about.
    fillers.delete('obj');
    put('obj', list);
    objLast = chunks[o]!.last;
    right = list.at(-1)!.last + 1;
  }
  for (const [preposition, denoted] of phrasesAfter(scene, chunks, right)) {
    const role = passive && preposition === 'by' ? 'subj' : preposition;
    fillers.set(role, [...(fillers.get(role) ?? []), ...denoted]);
  }
  return { fillers, objLast };
}

const OWNING = new Set(['of', 'in', 'from', 'for']);

/** "*rebels of M23* took", "*ministers of Chad and Mali* met": whom the noun before a preposition and these chunks stands for. */
function bodyBefore(scene: Scene, chunks: readonly Chunk[], list: readonly Chunk[]): Denoted[] {
  const { tokens } = scene.tree;
  const at = list[0]!.first - 1;
  const head = chunks.find((chunk) => chunk.last === at - 1);
  if (!head || ['ADP', 'VERB'].includes(tokens[head.first - 1]?.upos ?? '')) return [];
  if (head.denoted.length > 0) return [...head.denoted];
  const noun = tokens[head.last]!;
  if (!OWNING.has(tokens[at]!.lemma) || !(lexicon.proxies.has(noun.lemma) || lexicon.offices.has(noun.lemma)))
    return [];
  return list
    .flatMap((chunk) => chunk.denoted)
    .filter(({ reference: { label } }) => label === 'State' || label === 'Institution')
    .map(({ reference }) => ({ reference, via: `proxy ${noun.lemma}` }));
}

/** The verb before "and" or "but" that the verb at token `i` continues; `left` is the token before it and its auxiliaries. */
function coordinatedVerb(scene: Scene, i: number, left: number): number | undefined {
  const { tokens } = scene.tree;
  if (!/^(and|but|or|then)$/u.test(tokens[left]?.lemma ?? '') || /ing$/u.test(tokens[i]!.text)) return undefined;
  const verb = tokens.findLastIndex((t, k) => k < left && t.upos === 'VERB');
  const infinitive = tokens[verb - 1]?.lemma === 'to' || tokens[i - 1]?.lemma === 'to';
  // A clause opened or closed in between has a subject of its own.
  const apart = tokens
    .slice(verb + 1, left)
    .some((t) => t.upos === 'SCONJ' || /^[;:“”"]$|^(who|which|that)$/u.test(t.text));
  return verb < 0 || apart || infinitive || /ing$/u.test(tokens[verb]!.text) ? undefined : verb;
}

/** "the plan *that* Chad rejected", "Chad, *to whom* Mali appealed", "Chad, *where* Mali keeps troops": what the clause is about, by its subject's first token. */
function putAntecedent(
  scene: Scene,
  chunks: readonly Chunk[],
  subject: number,
  put: (role: string, list: readonly Chunk[]) => void,
): void {
  const { tokens } = scene.tree;
  const at = subject - 1;
  const pronoun = tokens[at]?.text.toLowerCase() ?? '';
  if (!/^(that|which|whom|who|where)$/u.test(pronoun)) return;
  const preposition = tokens[at - 1]?.upos === 'ADP' && pronoun.startsWith('wh') ? at - 1 : undefined;
  const role = preposition === undefined ? (pronoun === 'where' ? 'in' : 'obj') : tokens[preposition]!.lemma;
  const comma = (preposition ?? at) - 1;
  const end = tokens[comma]?.text === ',' ? comma - 1 : comma;
  const chunk = chunks.find((c) => c.last === end);
  // "the offer of Chad that Mali backed" may be about either.
  if (chunk && tokens[chunk.first - 1]?.lemma !== 'of') put(role, [chunk]);
}

/** "by Israeli strikes", "in an Israeli strike": whose attack it was. */
function attackersIn(scene: Scene, chunk: Chunk): Denoted[] {
  const noun = scene.tree.tokens[chunk.last]!;
  if (!(lexicon.nouns.get(noun.lemma) ?? []).some((row) => row.relation === 'ATTACKED')) return [];
  return scene.sentence.references
    .filter((r) => (r.label === 'State' || r.label === 'Institution') && r.first >= chunk.first && r.last < chunk.last)
    .map((reference) => ({ reference, via: `whose ${noun.lemma}` }));
}

/** Prepositional phrases in a row from token `at` on, by preposition, and `attack` for those whose attack one of them names; a place below an unnamed target counts for it ("on a hospital in Odesa"). */
export function phrasesAfter(scene: Scene, chunks: readonly Chunk[], at: number): Map<string, Denoted[]> {
  const { tokens } = scene.tree;
  const phrases = new Map<string, Denoted[]>();
  let right = at;
  let target = '';
  for (let n = 0; n < 4 && tokens[right]?.upos === 'ADP'; n += 1) {
    const preposition = tokens[right]!.lemma;
    const p = chunks.findIndex((chunk) => chunk.first === right + 1);
    if (p < 0) break;
    const list = joined(scene, chunks, p, 1);
    const denoted = list.flatMap((chunk) => chunk.denoted);
    const attackers = ATTACK_PREPOSITIONS.has(preposition) ? attackersIn(scene, list[0]!) : [];
    if (attackers.length > 0) phrases.set('attack', attackers);
    if (denoted.length > 0) phrases.set(preposition, [...(phrases.get(preposition) ?? []), ...denoted]);
    if (target !== '' && preposition === 'in')
      phrases.set(target, [...(phrases.get(target) ?? []), ...denoted.filter((d) => d.reference.label === 'Place')]);
    target = denoted.length === 0 ? preposition : '';
    right = list.at(-1)!.last + 1;
  }
  return phrases;
}

/** Lists: names in a row, by commas and "and", where the parse kept only some of them. */
import type { Reference } from '../model.ts';
import { permits, relationOf } from '../ontology.ts';
import type { Candidate, Scene } from './candidate.ts';

const KINDS: readonly (readonly string[])[] = [['Person'], ['State', 'Institution'], ['Place']];
/** What may stand between a separator and the name after it: "and *Chadian president* Mahamat Déby". */
const LEADING = new Set(['NOUN', 'PROPN', 'ADJ', 'NUM', 'DET', 'PUNCT']);
const MAX_GAP = 14;

/** What is said of one name in a row is said of all. */
export function spread(scene: Scene, candidates: readonly Candidate[]): Candidate[] {
  if (candidates.length === 0) return [];
  const { lists } = scene;
  const fellows = (reference: Reference): readonly Reference[] =>
    lists.find((list) => list.some((r) => r.start === reference.start && r.end === reference.end)) ?? [];
  return candidates.flatMap((c) => {
    const spec = relationOf(c.relation);
    const others = (end: 'subject' | 'object'): Candidate[] =>
      fellows(c[end].reference)
        .filter((reference) => reference.entity !== c.subject.reference.entity)
        .filter((reference) => reference.entity !== c.object.reference.entity)
        .map((reference) => ({ ...c, [end]: { reference, via: `in a row with ${c[end].reference.text}` } }))
        .filter((more) => permits(spec, more.subject.reference.label, more.object.reference.label));
    // Those that do something together are paired already.
    if (/, (plural subject|parties)$/u.test(c.rule)) return [c];
    const apart = !fellows(c.subject.reference).some((r) => r.entity === c.object.reference.entity);
    return apart ? [c, ...others('subject'), ...others('object')] : [c];
  });
}

/** Names in a row: of people, of states and bodies, of places, and joined by a dash. */
export function findLists(scene: Scene): Reference[][] {
  return [...KINDS.flatMap((kind) => listsOf(scene, kind)), ...dashed(scene)];
}

/** Lists of names of one kind, each closed by "and" or "or". */
function listsOf(scene: Scene, kind: readonly string[]): Reference[][] {
  const { tokens } = scene.tree;
  const { references } = scene.sentence;
  const names = references
    .filter((r) => kind.includes(r.label))
    .filter(
      (r) =>
        !references.some(
          (o) => o !== r && o.first <= r.first && o.last >= r.last && o.last - o.first > r.last - r.first,
        ),
    )
    .filter((r) => endsPiece(scene, r) || mayClose(scene, r))
    .sort((a, b) => a.start - b.start);
  const lists: Reference[][] = [];
  let open: Reference[] = [];
  for (const name of names) {
    const previous = open.at(-1);
    const joint = previous ? jointOf(scene, previous, name) : undefined;
    if (!joint) {
      open = [name];
      continue;
    }
    open = [...open, name];
    if (joint !== 'and') continue;
    const opensClause = ['VERB', 'AUX'].includes(tokens[name.last + 1]?.upos ?? '');
    const inside = ['VERB', 'ADP'].includes(tokens[open[0]!.first - 1]?.upos ?? '');
    // "met X and Y said": Y opens a clause of its own.
    if (!(open.length === 2 && opensClause && inside)) lists.push(open);
    open = [];
  }
  return lists.filter((list) => new Set(list.map((r) => r.entity)).size > 1);
}

/** "Russian–Belarusian exercises". */
function dashed(scene: Scene): Reference[][] {
  const states = scene.sentence.references.filter((r) => r.label === 'State');
  return states.flatMap((a) =>
    states
      .filter((b) => b.first === a.last + 2 && /^[-–]$/u.test(scene.tree.tokens[a.last + 1]!.text))
      .map((b) => [a, b]),
  );
}

/** Whether a name ends its part of a list, rather than own what follows ("*Chad*'s president"). */
function endsPiece(scene: Scene, r: Reference): boolean {
  const next = scene.tree.tokens[r.last + 1];
  return next === undefined || next.text === ',' || next.text === '(' || next.lemma === 'and' || next.lemma === 'or';
}

/** The last of a list may be followed by anything but a noun that it modifies. */
function mayClose(scene: Scene, r: Reference): boolean {
  const next = scene.tree.tokens[r.last + 1]!;
  return !['NOUN', 'PROPN', 'ADJ'].includes(next.upos) && !/^['’]s?$|^-$/u.test(next.text);
}

/** How two names are joined: by a comma, by "and", or not. */
function jointOf(scene: Scene, a: Reference, b: Reference): 'comma' | 'and' | undefined {
  const { tokens } = scene.tree;
  if (!endsPiece(scene, a) || b.first - a.last > MAX_GAP) return undefined;
  let at = a.last + 1;
  if (tokens[at]?.text === '(') {
    const close = tokens.findIndex((t, i) => i > at && t.text === ')');
    if (close < 0 || close - at > 3) return undefined;
    at = close + 1;
  }
  const isComma = tokens[at]?.text === ',';
  if (isComma) at += 1;
  const isAnd = tokens[at]?.lemma === 'and' || tokens[at]?.lemma === 'or';
  if (isAnd) at += 1;
  if (!isComma && !isAnd) return undefined;
  const lead = tokens.slice(at, b.first);
  if (b.label !== 'Person' && lead.some((t) => t.upos !== 'DET')) return undefined;
  const plain = lead.every(
    (t) =>
      (LEADING.has(t.upos) && ![',', ';', ':', '.'].includes(t.text)) || t.lemma === 'of' || /^['’]s?$/u.test(t.text),
  );
  return plain ? (isAnd ? 'and' : 'comma') : undefined;
}

/** Attribution: whom the text credits a claim to, innermost speaker first. */
import { denote, type Scene } from './candidate.ts';
import { lexicon } from './lexicon.ts';
import { baseOf, childrenBy, hasChild, lemmaOf, ownersOf, prepositionOf, subjectsOf } from './tree.ts';

const SPEECH_NOUNS = new Set([
  'report',
  'statement',
  'claim',
  'announcement',
  'interview',
  'post',
  'letter',
  'accusation',
  'allegation',
  'assertion',
  'charge',
  'insistence',
  'suggestion',
]);

/** Speakers of the clause that token `cue` stands in, innermost first; empty where the text itself asserts it. */
export function speakersOf(scene: Scene, cue: number, parties: readonly string[] = []): string[] {
  const { tree, phrases } = scene;
  const { tokens } = tree;
  const speakers: string[] = [];
  const add = (fillers: readonly number[]) => {
    for (const filler of fillers) {
      const speaker = denote(tree, phrases, filler).find((d) => SPEAKERS.has(d.reference.label));
      if (speaker && !speakers.includes(speaker.reference.entity)) {
        speakers.push(speaker.reference.entity);
        return;
      }
    }
  };
  // "Trump announces a deal between Armenia and Azerbaijan", where announcing is what states it.
  if (ASSERTING.has(tokens[cue]!.lemma)) add(childrenBy(tree, cue, 'nsubj').filter((i) => !isParty(scene, i, parties)));
  const aside: number[] = [];
  let from = -1;
  for (let at = cue; at >= 0; from = at, at = tokens[at]!.head) {
    // "according to Reuters"
    for (const c of childrenBy(tree, at, 'obl', 'nmod', 'advcl', 'parataxis')) {
      const preposition = prepositionOf(tree, c);
      if (c !== from && preposition.startsWith('accord')) add([c]);
      else if (c !== from && tokens[c]!.lemma === 'accord') add(childrenBy(tree, c, 'obl'));
    }
    // "as Sudan alleges": an aside by its conjunction.
    for (const c of childrenBy(tree, at, 'advcl')) {
      if (
        c !== from &&
        lexicon.reporting.has(tokens[c]!.lemma) &&
        hasChild(tree, c, 'mark', AS) &&
        childrenBy(tree, c, 'ccomp', 'obj').length === 0
      ) {
        aside.push(...childrenBy(tree, c, 'nsubj'));
      }
    }
    // "X, Peskov said": the report hangs below as an aside.
    for (const c of childrenBy(tree, at, 'parataxis')) {
      if (
        c !== from &&
        (lexicon.reporting.has(tokens[c]!.lemma) || isAside(scene, c)) &&
        !childrenBy(tree, c, 'ccomp').length
      )
        add(childrenBy(tree, c, 'nsubj'));
    }
    if (from < 0) continue;
    // "…, even though Putin rejected it": a concession is the writer's own.
    if (baseOf(tokens[from]!.rel) === 'advcl' && hasChild(tree, from, 'mark', CONCESSIONS)) break;
    const rel = baseOf(tokens[from]!.rel);
    const lemma = tokens[at]!.lemma;
    const reported =
      (['ccomp', 'parataxis'].includes(rel) &&
        (lexicon.reporting.has(lemma) || lexicon.reporting.has(lemmaOf(tree, at)))) ||
      // "Uruguay will join, Orsi joked": what stands before its verb is told by it, whatever the verb.
      (rel === 'ccomp' && from < at && isAside(scene, at)) ||
      // "claims to have killed", "accuses Chad of sending troops" (GUIDE 19), "announces a visit".
      (rel === 'xcomp' && CLAIMING.has(lemma)) ||
      (['xcomp', 'advcl', 'acl'].includes(rel) && ACCUSING.has(lemma)) ||
      (rel === 'obj' && ASSERTING.has(lemma)) ||
      (rel === 'advcl' && lexicon.reporting.has(lemma) && hasChild(tree, from, 'mark', THAT));
    // "neither confirmed nor denied that": nobody's claim.
    if (reported && !hasChild(tree, at, 'advmod', UNSAID)) {
      add(citedBy(tree, at));
      add(tellersOf(scene, at));
    }
    // "His threat was reported by Reuters"
    if (tokens[from]!.rel === 'nsubj:pass' && lexicon.reporting.has(lemma))
      add(subjectsOf(tree, at, lexicon.objectControl));
    if (
      baseOf(tokens[from]!.rel) === 'acl' &&
      SPEECH_NOUNS.has(tokens[at]!.lemma) &&
      hasChild(tree, from, 'mark', THAT)
    )
      add(claimantsOf(tree, at, from));
  }
  add(aside);
  if (speakers.length > 0) return speakers;
  return (
    [speakerAhead, speakerBehind, headlineSpeaker, source]
      .map((find) => find(scene, cue))
      .find((list) => list.length > 0) ?? []
  );
}

const SPEAKERS: ReadonlySet<string> = new Set(['Person', 'State', 'Institution']);
const UNSAID = new Set(['not', "n't", 'n’t', 'never', 'neither']);
const AS = new Set(['as']);
const THAT = new Set(['that']);
const CITING = new Set(['cite', 'quote']);

/** "Reuters, citing two officers of Chad's, said": those it cites speak. */
function citedBy(tree: Scene['tree'], verb: number): number[] {
  return [verb, ...childrenBy(tree, verb, 'nsubj')]
    .flatMap((i) => childrenBy(tree, i, 'advcl', 'acl'))
    .filter((i) => CITING.has(tree.tokens[i]!.lemma))
    .flatMap((i) => childrenBy(tree, i, 'obj'));
}

/** The subjects of a verb of saying, the one beside it first; one beyond its "that" belongs to the clause that it tells. */
function tellersOf({ tree }: Scene, verb: number): number[] {
  const that = tree.tokens.findIndex(({ rel, lemma }, i) => i > verb && rel === 'mark' && lemma === 'that');
  const subjects = subjectsOf(tree, verb, lexicon.objectControl);
  const own = subjects.filter((i) => i < verb || that < 0 || i < that);
  if (own.length > 0 || subjects.length === 0) return own.sort((a, b) => Math.abs(a - verb) - Math.abs(b - verb));
  let before = verb - 1;
  while (before >= 0 && ['AUX', 'ADV'].includes(tree.tokens[before]!.upos)) before -= 1;
  return before >= 0 ? [before] : [];
}

/** "a claim by Moldova that …", "the Israeli accusation that …". */
function claimantsOf(tree: Scene['tree'], noun: number, clause: number): number[] {
  const near = tree.tokens.flatMap((_, i) =>
    i > noun && i < clause && ['by', 'from'].includes(prepositionOf(tree, i)) ? [i] : [],
  );
  return [...ownersOf(tree, noun), ...childrenBy(tree, noun, 'nmod'), ...near];
}

const isParty = (scene: Scene, i: number, parties: readonly string[]): boolean =>
  denote(scene.tree, scene.phrases, i).some((d) => parties.includes(d.reference.entity));

/** ", Sonko quipped": after a comma, a subject and its verb, and nothing that the verb does to anything. */
function isAside(scene: Scene, verb: number): boolean {
  const { tree } = scene;
  const [subject] = childrenBy(tree, verb, 'nsubj');
  if (subject === undefined || Math.abs(subject - verb) > 12 || hasChild(tree, verb, 'obj')) return false;
  if (tree.tokens[verb]!.upos !== 'VERB') return false;
  const first = Math.min(verb, ...within(tree, subject));
  return /^[,”"’']$/u.test(tree.tokens[first - 1]?.text ?? '');
}

/** The token and all that hangs below it. */
function within(tree: Scene['tree'], i: number): number[] {
  return [i, ...tree.children[i]!.flatMap((c) => within(tree, c))];
}

/** "…, Vjosa Gashi said." at the end, where the parse hung it elsewhere. */
function speakerBehind(scene: Scene, cue: number): string[] {
  const { tokens } = scene.tree;
  let verb = tokens.length - 1;
  while (verb > cue && tokens[verb]!.upos !== 'VERB') verb -= 1;
  if (verb <= cue || !lexicon.reporting.has(tokens[verb]!.lemma) || verb < tokens.length - 4) return [];
  let comma = verb - 1;
  while (comma > cue && tokens[comma]!.text !== ',') comma -= 1;
  if (comma <= cue || tokens.slice(comma, verb).some((t) => ['VERB', 'SCONJ', 'PRON'].includes(t.upos))) return [];
  const speaker = scene.sentence.references.find(
    (r) =>
      r.first > comma &&
      SPEAKERS.has(r.label) &&
      tokens.slice(r.last + 1, verb).every((t) => t.upos === 'AUX' || t.upos === 'ADV'),
  );
  return speaker ? [speaker.entity] : [];
}

/** "Rubio: U.S. Could Leave Talks". A state before the colon names what the headline is about. */
function headlineSpeaker(scene: Scene, cue: number): string[] {
  const [first] = scene.sentence.references;
  return first?.first === 0 &&
    scene.tree.tokens[first.last + 1]?.text === ':' &&
    cue > first.last &&
    first.label !== 'State' &&
    SPEAKERS.has(first.label)
    ? [first.entity]
    : [];
}

/** "…, according to the Gaza Health Ministry": of the whole sentence, wherever the parse hung it. */
function source(scene: Scene): string[] {
  const { tokens } = scene.tree;
  const at = tokens.findIndex(
    (token, i) =>
      (token.lemma === 'accord' && tokens[i + 1]?.lemma === 'to') ||
      // "In the words of Helen Clarke"
      (token.lemma === 'word' && tokens[i - 1]?.lemma === 'the' && tokens[i + 1]?.lemma === 'of'),
  );
  if (at < 0) return [];
  const told = scene.sentence.references.find((r) => r.first > at && r.first - at <= 6 && SPEAKERS.has(r.label));
  return told ? [told.entity] : [];
}

const CONCESSIONS = new Set(['though', 'although', 'while', 'whereas']);
const ACCUSING = new Set(['accuse', 'suspect', 'blame', 'charge']);
const ASSERTING = new Set([
  'affirm',
  'announce',
  'confirm',
  'claim',
  'reiterate',
  'reveal',
  'report',
  'declare',
  'deny',
  'allege',
]);
const CLAIMING = new Set([
  'say',
  'claim',
  'report',
  'state',
  'confirm',
  'allege',
  'insist',
  'believe',
  'deny',
  'warn',
  'add',
  'argue',
  'note',
  'declare',
  'assert',
]);

/** "Peskov said that …": the subject of a claiming verb ahead of the cue that opens a clause, where the parse broke the link. */
function speakerAhead(scene: Scene, cue: number): string[] {
  const { tokens } = scene.tree;
  for (let v = cue - 1; v > 0; v -= 1) {
    if (/^[;.!?]$/u.test(tokens[v]!.text)) return [];
    if (!CLAIMING.has(tokens[v]!.lemma) || !['VERB', 'NOUN'].includes(tokens[v]!.upos)) continue;
    const opens =
      tokens[v + 1]?.lemma === 'that' ||
      tokens.slice(v + 1, cue).some((t) => t.rel === 'nsubj' || t.rel === 'nsubj:pass');
    const beside = scene.sentence.references.find((r) => r.last === v - 1 && SPEAKERS.has(r.label));
    if (opens && beside) return [beside.entity];
  }
  return [];
}

/** Offices: who holds which office of what, from titles, appositions and copulas; and who works for whom. */
import type { Reference, Token } from '../model.ts';
import type { Candidate, Scene } from './candidate.ts';
import { denote } from './denote.ts';
import { lexicon } from './lexicon.ts';
import type { KnownOffice } from './offices-known.ts';
import { baseOf, childrenBy, isPassive, isVerbal, prepositionOf } from './tree.ts';

interface Title {
  /** The office as written, without the body it belongs to. */
  readonly words: string;
  readonly noun: string;
  readonly status: 'current' | 'former';
  readonly cue: number;
}

const BODIES = ['State', 'Institution', 'Place'];
const STOPS = new Set([',', ';', ':', '.', '"', '“', '”', '—', '–', '(', ')', '[', ']']);
const POSTINGS = new Set(['to', 'for']);
const NAME_PREPOSITIONS = new Set(['of', 'for', 'to', 'at']);

/** `knownOffice` answers for titles that name no body: "President Donald Trump". */
export function proposeOffices(scene: Scene, knownOffice: KnownOffice, sentenceIndex: number): Candidate[] {
  const found: Candidate[] = [];
  for (const person of scene.sentence.references.filter((r) => r.label === 'Person' && r.named)) {
    const before = beforeName(scene, person, found, (title) => knownOffice(person, title, sentenceIndex));
    for (const candidate of [...before, ...afterName(scene, person), ...byVerb(scene, person)]) {
      const twin = (c: Candidate) =>
        c.relation === candidate.relation &&
        c.subject.reference.entity === person.entity &&
        c.object.reference.entity === candidate.object.reference.entity;
      if (!found.some(twin)) found.push(candidate);
    }
  }
  return [...found, ...byPossession(scene)];
}

/** "Kurti's Vetëvendosje", "his Austrian People's Party": whose party it is belongs to it. */
function byPossession(scene: Scene): Candidate[] {
  const { tokens } = scene.tree;
  return scene.sentence.references
    .filter((r) => r.named && r.label === 'Institution')
    .flatMap((body) => {
      const before = tokens[body.first - 1];
      const last = /^['’]s?$/u.test(before?.text ?? '') ? body.first - 2 : body.first - 1;
      const person = scene.sentence.references.find(
        (r) => r.label === 'Person' && r.last === last && (last < body.first - 1 || before?.upos === 'PRON'),
      );
      return person
        ? holds(
            person,
            body,
            { words: '', noun: 'member', status: 'current', cue: body.first - 1 },
            'possessive before body',
          )
        : [];
    });
}

const isOffice = (token: Token): boolean =>
  [lexicon.offices, lexicon.affiliations].some(
    (nouns) => nouns.has(token.lemma) || nouns.has(token.text.toLowerCase()),
  );

const isPast = (token: Token): boolean => lexicon.pastOffice.has(token.lemma) || /^ex-/iu.test(token.text);

/** The named thing, other than an event, that covers token `i`. */
const covering = (scene: Scene, i: number): Reference | undefined =>
  scene.sentence.references.find((r) => r.named && r.label !== 'Event' && r.first <= i && r.last >= i);

/** "[US] [Secretary of State] Marco Rubio": the run of title words that ends at the name, and the body named in it. */
function beforeName(
  scene: Scene,
  person: Reference,
  earlier: readonly Candidate[],
  known: (title: string) => ReturnType<KnownOffice>,
): Candidate[] {
  const { tokens } = scene.tree;
  let end = person.first - 1;
  // "the U.S. Secretary of State, Antony Blinken": a comma between a definite office and its holder.
  if (tokens[end]?.text === ',') end -= 1;
  const first = titleStart(scene, end);
  const title = titleIn(scene, first, end);
  if (!title) return [];
  const bodies = bodiesIn(scene, first, end);
  if (bodies.length > 0) {
    const joined =
      bodies.length > 1 && tokens.slice(bodies.at(-2)!.last + 1, bodies.at(-1)!.first).some((t) => t.upos === 'CCONJ');
    return bodies.slice(joined ? -2 : -1).flatMap((body) => holds(person, body, title, 'title before name'));
  }
  if (end < person.first - 1) return [];
  // "Israeli Prime Minister Netanyahu and Defense Minister Gallant": the second title is of the same body.
  const previous = earlier.find(
    (c) =>
      c.relation === 'HOLDS_OFFICE' &&
      c.subject.reference.last === first - 2 &&
      ['and', ','].includes(tokens[first - 1]!.text),
  );
  if (previous) return holds(person, previous.object.reference, title, 'title in a row');
  // "King Abdullah II of Jordan"
  const after =
    tokens[person.last + 1]?.lemma === 'of'
      ? scene.sentence.references.find(
          (r) => r.named && BODIES.includes(r.label) && r.first > person.last && r.first <= person.last + 3,
        )
      : undefined;
  if (after) return holds(person, after, title, 'title before name, body after');
  const office = known(title.words);
  return office ? holds(person, office.body, title, `title before name, ${office.via}`) : [];
}

/** First token of the nominal that ends at `end`: nouns, names, "of" and "and" between offices; not past a verb, a comma or a person. */
function titleStart(scene: Scene, end: number): number {
  const { tokens } = scene.tree;
  let first = end + 1;
  while (first > 0 && end - first < 14) {
    const token = tokens[first - 1]!;
    const cover = covering(scene, first - 1);
    if (cover?.label === 'Person' || STOPS.has(token.text)) break;
    if (!cover) {
      const titleAhead = tokens.slice(Math.max(0, first - 5), first - 1).some(isOffice);
      const joins =
        token.upos === 'ADP' ? NAME_PREPOSITIONS.has(token.lemma) : token.upos === 'CCONJ' || token.upos === 'DET';
      if (joins && !titleAhead) break;
      if (token.upos === 'ADP' && !joins) break;
      if (
        ['VERB', 'AUX', 'PRON', 'SCONJ', 'ADV', 'PART'].includes(token.upos) &&
        !isOffice(token) &&
        !/^['’]s?$/u.test(token.text) &&
        !isPast(token)
      )
        break;
    }
    first -= 1;
  }
  return first;
}

function titleIn(scene: Scene, first: number, last: number): Title | undefined {
  const { tokens } = scene.tree;
  for (let i = last; i >= first; i -= 1) {
    const cover = covering(scene, i);
    if (!isOffice(tokens[i]!) || (cover && cover.last > cover.first)) continue;
    let from = i;
    while (
      from > first &&
      ['NOUN', 'PROPN', 'ADJ', 'PUNCT'].includes(tokens[from - 1]!.upos) &&
      !STOPS.has(tokens[from - 1]!.text) &&
      !covering(scene, from - 1) &&
      !isPast(tokens[from - 1]!)
    )
      from -= 1;
    const words = tokens.slice(from, last + 1).filter((_, k) => !covering(scene, from + k));
    const status = tokens.slice(Math.max(0, first - 1), last + 1).some(isPast) ? 'former' : 'current';
    return { words: phrase(words), noun: tokens[i]!.lemma, status, cue: i };
  }
  return undefined;
}

const phrase = (words: readonly Token[]): string =>
  words
    .reduce((text, t, k) => text + (k > 0 && t.start > words[k - 1]!.end ? ' ' : '') + t.text, '')
    .replace(/( (of|the|for|to|and))+$/u, '')
    .trim();

/** Bodies named in the range; a body inside a longer one is part of its name. */
function bodiesIn(scene: Scene, first: number, last: number): Reference[] {
  const inside = scene.sentence.references.filter(
    (r) => r.first >= first && r.last <= last && BODIES.includes(r.label),
  );
  const whole = inside.filter(
    (r) => !inside.some((other) => other !== r && other.first <= r.first && other.last >= r.last),
  );
  // "China's envoy to the talks", "Cambodia's ambassador to the UN": the sender, not the post, is whose office it is.
  const { tokens } = scene.tree;
  const isPost = (r: Reference) =>
    POSTINGS.has(tokens[tokens[r.first - 1]?.upos === 'DET' ? r.first - 2 : r.first - 1]?.lemma ?? '');
  const sent = whole.filter((r) => !isPost(r));
  const bodies = sent.length > 0 ? sent : whole;
  // "U.S. Middle East envoy": a region beside a state is the envoy's field.
  const named = bodies.filter((r) => r.label !== 'Place');
  return named.length > 0 ? named : bodies;
}

function holds(person: Reference, body: Reference, title: Title, how: string): Candidate[] {
  const isPrivate = lexicon.privateTitles.has(title.noun);
  if (isPrivate && body.label !== 'Institution') return [];
  return [
    {
      relation: isPrivate ? 'AFFILIATED_WITH' : 'HOLDS_OFFICE',
      subject: { reference: person, via: 'named' },
      object: { reference: body, via: 'named' },
      cue: title.cue,
      carrier: title.cue,
      rule: `office, ${how}`,
      polarity: 'affirmed',
      modality: 'actual',
      title: title.words,
      ...(isPrivate ? {} : { status: title.status }),
    },
  ];
}

/** "Petro, Colombia's president, …", "Boot of the Council …", "Sanner (CNN)". */
function afterName(scene: Scene, person: Reference): Candidate[] {
  const { tokens } = scene.tree;
  const next = tokens[person.last + 1];
  if (!next) return [];
  const institutionAt = (i: number) =>
    scene.sentence.references.find((r) => r.named && r.label === 'Institution' && r.first === i);
  const bare = (words: string): Title => ({ words, noun: 'member', status: 'current', cue: person.last + 1 });
  if (next.lemma === 'of' || next.lemma === 'from') {
    const body = institutionAt(tokens[person.last + 2]?.upos === 'DET' ? person.last + 3 : person.last + 2);
    return body ? holds(person, body, bare(next.lemma), `${next.lemma} after name`) : [];
  }
  if (next.text === '(') {
    const body = institutionAt(person.last + 2);
    return body && tokens[body.last + 1]?.text === ')' ? holds(person, body, bare(''), 'brackets after name') : [];
  }
  if (!/^[,—–-]$/u.test(next.text)) return [];
  const start = person.last + 2;
  let last = start - 1;
  while (last + 1 < tokens.length && last - start < 20) {
    const token = tokens[last + 1]!;
    const cover = covering(scene, last + 1);
    if (cover?.label === 'Person') break;
    if (
      !cover &&
      (STOPS.has(token.text) ||
        ['VERB', 'AUX', 'SCONJ'].includes(token.upos) ||
        (token.upos === 'PRON' && !['its', 'his', 'her'].includes(token.lemma)))
    )
      break;
    last += 1;
  }
  const title = officeAfter(scene, start, last);
  // "…Putin, U.S. president Donald Trump": the words after the comma are the next person's title.
  if (!title || covering(scene, last + 1)?.label === 'Person') return [];
  const bodies = bodiesIn(scene, start, last);
  // "the foreign minister of Chad and head of the African Union": each office with its own body.
  return bodies
    .slice(0, 2)
    .filter((body, k) => k === 0 || tokens.slice(bodies[0]!.last + 1, body.first).some((t) => t.upos === 'CCONJ'))
    .flatMap((body) => holds(person, body, title, 'apposition after name'));
}

function officeAfter(scene: Scene, first: number, last: number): Title | undefined {
  const { tokens } = scene.tree;
  for (let i = first; i <= last; i += 1) {
    if (tokens[i]!.upos === 'ADP' && !covering(scene, i) && i - first > 4) return undefined;
    const cover = covering(scene, i);
    if (!isOffice(tokens[i]!) || (cover && cover.last > cover.first)) continue;
    let head = i;
    while (head < last && isOffice(tokens[head + 1]!)) head += 1;
    const words = tokens
      .slice(first, head + 1)
      .filter((t, k) => !['DET', 'PART', 'PUNCT'].includes(t.upos) && !covering(scene, first + k) && !isPast(t));
    return {
      words: phrase(words),
      noun: tokens[head]!.lemma,
      status: tokens.slice(first, head + 1).some(isPast) ? 'former' : 'current',
      cue: head,
    };
  }
  return undefined;
}

/** "Russia appoints X as ambassador to Y": who appoints is whose office it is. */
function appointer(scene: Scene, verb: number | undefined) {
  if (verb === undefined || isPassive(scene.tree, verb)) return undefined;
  return childrenBy(scene.tree, verb, 'nsubj')
    .flatMap((s) => denote(scene.tree, scene.phrases, s))
    .find((d) => d.reference.label === 'State' || d.reference.label === 'Institution');
}

/** "X is president of Y", "X was elected mayor of Y", "Y appoints X as envoy", "X resigns as minister". */
function byVerb(scene: Scene, person: Reference): Candidate[] {
  const { tree, phrases } = scene;
  const { tokens } = tree;
  const isPerson = (i: number) => denote(tree, phrases, i).some((d) => d.reference.entity === person.entity);
  return tokens.flatMap((token, i) => {
    if (!isOffice(token) || (i >= person.first && i <= person.last)) return [];
    const copulas = childrenBy(tree, i, 'cop');
    const verb = token.head >= 0 && isVerbal(tokens[token.head]!) ? token.head : undefined;
    const lemma = verb === undefined ? '' : tokens[verb]!.lemma;
    let holders: number[] = [];
    if (copulas.length > 0) holders = childrenBy(tree, i, 'nsubj');
    else if (
      verb !== undefined &&
      (lexicon.becoming.has(lemma) || (baseOf(token.rel) === 'obl' && prepositionOf(tree, i) === 'as')) &&
      ['xcomp', 'obj', 'obl'].includes(baseOf(token.rel))
    ) {
      const patients = [
        ...childrenBy(tree, verb, 'nsubj:pass'),
        ...childrenBy(tree, verb, 'obj').filter((o) => o !== i),
      ];
      holders = patients.length > 0 ? patients : childrenBy(tree, verb, 'nsubj');
    }
    if (!holders.some(isPerson)) return [];
    const bodies = childrenBy(tree, i, 'nmod', 'amod', 'compound')
      .filter(
        (c) =>
          baseOf(tokens[c]!.rel) !== 'nmod' ||
          tokens[c]!.rel === 'nmod:poss' ||
          [...NAME_PREPOSITIONS, 'in'].includes(prepositionOf(tree, c)),
      )
      .flatMap((c) => denote(tree, phrases, c))
      .filter((d) => BODIES.includes(d.reference.label));
    const posted = bodies.length === 0 || POSTINGS.has(prepositionOf(tree, bodies[0]!.reference.last));
    const sender = posted ? appointer(scene, verb) : undefined;
    if (sender) bodies.unshift(sender);
    const past =
      childrenBy(tree, i, 'amod').some((c) => isPast(tokens[c]!)) ||
      copulas.some((c) => /^w(as|ere)$/iu.test(tokens[c]!.text)) ||
      lexicon.leaving.has(lemma);
    return bodies
      .slice(0, 1)
      .flatMap((body) =>
        holds(
          person,
          body.reference,
          { words: token.text, noun: token.lemma, status: past ? 'former' : 'current', cue: i },
          copulas.length > 0 ? 'copula' : `verb ${lemma}`,
        ).map(({ polarity: _p, modality: _m, ...rest }) => rest),
      );
  });
}

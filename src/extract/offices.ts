/** Offices: who holds which office of what, from titles, appositions and copulas; and who works for whom. */
import type { Reference, Token } from '../model.ts';
import type { Candidate, Scene } from './candidate.ts';
import { denote } from './denote.ts';
import { lexicon } from './lexicon.ts';
import { childrenBy, prepositionOf } from './tree.ts';

/** Words of rank and kind that belong to a title without being the office. */
const FORMER = new Set([
  'former',
  'ex',
  'late',
  'ousted',
  'deposed',
  'then',
  'ex-president',
  'ex-leader',
  'outgoing',
  'disgraced',
]);
const PAST = new Set([
  'former',
  'ex',
  'late',
  'ousted',
  'deposed',
  'ex-president',
  'ex-leader',
  'onetime',
  'erstwhile',
]);
const STOPS = new Set([',', ';', ':', '.', '"', '“', '”', '—', '–', '(', ')', '[', ']']);
/** Offices of private and armed bodies: the person works there (GUIDE 28). */
const PRIVATE_TITLES = new Set([
  'analyst',
  'ceo',
  'cfo',
  'founder',
  'co-founder',
  'cofounder',
  'fellow',
  'reporter',
  'journalist',
  'correspondent',
  'editor',
  'professor',
  'researcher',
  'scholar',
  'expert',
  'economist',
  'owner',
  'co-owner',
  'commander',
  'member',
  'members',
  'candidate',
  'candidates',
  'nominee',
  'activist',
  'columnist',
  'lawyer',
  'coach',
  'strategist',
  'historian',
  'lecturer',
  'executive',
  'manager',
  'boss',
  'militant',
  'fighter',
  'operative',
  'politician',
  'coordinator',
]);

interface Title {
  readonly words: string;
  readonly noun: string;
  readonly status: 'current' | 'former';
  readonly cue: number;
}

/** `knownOffice` answers for titles that name no state: "President Donald Trump". */
export function proposeOffices(
  scene: Scene,
  knownOffice: (person: Reference, title: string) => Reference | undefined,
): Candidate[] {
  const persons = scene.sentence.references.filter((r) => r.label === 'Person' && r.named);
  return persons.flatMap((person) => {
    const found = [...beforeName(scene, person, knownOffice), ...afterName(scene, person), ...byCopula(scene, person)];
    const seen = new Set<string>();
    return found.filter((c) => {
      const key = `${c.relation}|${c.object.reference.entity}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  });
}

const isOffice = (token: Token): boolean =>
  lexicon.offices.has(token.lemma) ||
  lexicon.offices.has(token.text.toLowerCase()) ||
  lexicon.affiliations.has(token.lemma) ||
  lexicon.affiliations.has(token.text.toLowerCase());

/** "[US] [Secretary of State] Marco Rubio": the title run that ends at the name, and the body named in or before it. */
function beforeName(
  scene: Scene,
  person: Reference,
  knownOffice: (person: Reference, title: string) => Reference | undefined,
): Candidate[] {
  const { tokens } = scene.tree;
  let first = person.first;
  while (first > 0) {
    const token = tokens[first - 1]!;
    if (STOPS.has(token.text)) break;
    if (
      ['VERB', 'AUX', 'PRON', 'SCONJ', 'ADV'].includes(token.upos) &&
      !isOffice(token) &&
      !coveredBy(scene, first - 1)
    )
      break;
    if (token.upos === 'ADP' && !['of', 'for', 'to', 'at', 'in'].includes(token.lemma)) break;
    if (token.upos === 'ADP' && !titleAround(scene, first - 1, person.first)) break;
    if (token.upos === 'CCONJ' && !titleAround(scene, first - 1, person.first)) break;
    if (token.upos === 'DET') break;
    const covering = scene.sentence.references.find((r) => r.named && r.first <= first - 1 && r.last >= first - 1);
    if (covering && (covering.label === 'Person' || covering.label === 'Event')) break;
    first -= 1;
    if (person.first - first > 14) break;
  }
  const run = { first, last: person.first - 1 };
  const title = titleIn(scene, run.first, run.last);
  if (!title) return [];
  const bodies = bodiesIn(scene, run.first, run.last).filter(
    (r) => !(r.last === person.first - 1 && r.label !== 'Institution' && prepositionBefore(tokens, r.first) === ''),
  );
  if (bodies.length > 0)
    return bodies
      .slice(-2)
      .flatMap((body) => holds(person, body, title, 'title before name'))
      .slice(0, bodiesJoined(tokens, bodies) ? 2 : 1);
  const known = knownOffice(person, title.words);
  return known ? holds(person, known, title, 'title before name, office from the knowledge tables') : [];
}

const coveredBy = (scene: Scene, i: number): boolean =>
  scene.sentence.references.some((r) => r.named && r.first <= i && r.last >= i);

function prepositionBefore(tokens: readonly Token[], i: number): string {
  const before = tokens[i - 1];
  const further = tokens[i - 2];
  if (before?.upos === 'ADP') return before.lemma;
  return before?.upos === 'DET' && further?.upos === 'ADP' ? further.lemma : '';
}

function titleAround(scene: Scene, i: number, end: number): boolean {
  const { tokens } = scene.tree;
  for (let at = i - 1; at >= Math.max(0, i - 4); at -= 1) if (isOffice(tokens[at]!)) return true;
  for (let at = i + 1; at < end; at += 1) if (isOffice(tokens[at]!)) return tokens[i]!.upos === 'CCONJ';
  return false;
}

function titleIn(scene: Scene, first: number, last: number): Title | undefined {
  const { tokens } = scene.tree;
  for (let i = last; i >= first; i -= 1) {
    const token = tokens[i]!;
    if (
      !isOffice(token) ||
      scene.sentence.references.some(
        (r) => r.named && r.label !== 'Person' && r.first <= i && r.last >= i && r.last > r.first,
      )
    )
      continue;
    let from = i;
    while (
      from > first &&
      ['NOUN', 'PROPN', 'ADJ', 'PUNCT'].includes(tokens[from - 1]!.upos) &&
      !STOPS.has(tokens[from - 1]!.text) &&
      !coveredBy(scene, from - 1) &&
      !FORMER.has(tokens[from - 1]!.lemma)
    )
      from -= 1;
    const words = tokens.slice(from, last + 1).filter((_, k) => !coveredBy(scene, from + k));
    const wide = tokens.slice(Math.max(0, first - 1), last + 1);
    const status = wide.some((t) => PAST.has(t.lemma) || /^ex-/iu.test(t.text)) ? 'former' : 'current';
    return { words: phrase(words).replace(/\s+of$/u, ''), noun: token.lemma, status, cue: i };
  }
  return undefined;
}

function phrase(words: readonly Token[]): string {
  return words.reduce((text, t, k) => text + (k > 0 && t.start > words[k - 1]!.end ? ' ' : '') + t.text, '').trim();
}

function bodiesIn(scene: Scene, first: number, last: number): Reference[] {
  const inside = scene.sentence.references.filter(
    (r) => r.first >= first && r.last <= last && ['State', 'Institution', 'Place'].includes(r.label),
  );
  // An institution inside a longer one is part of its name.
  return inside.filter(
    (r) =>
      !inside.some(
        (other) =>
          other !== r && other.first <= r.first && other.last >= r.last && other.last - other.first > r.last - r.first,
      ),
  );
}

const bodiesJoined = (tokens: readonly Token[], bodies: readonly Reference[]): boolean => {
  const two = bodies.slice(-2);
  return two.length === 2 && tokens.slice(two[0]!.last + 1, two[1]!.first).some((t) => t.upos === 'CCONJ');
};

function holds(person: Reference, body: Reference, title: Title, how: string): Candidate[] {
  const noun = title.noun;
  const affiliated =
    body.label === 'Institution' &&
    PRIVATE_TITLES.has(noun) &&
    !(noun === 'commander' && /command|army|forces/iu.test(body.text));
  if (body.label !== 'Institution' && PRIVATE_TITLES.has(noun) && noun !== 'commander') return [];
  return [
    {
      relation: affiliated ? 'AFFILIATED_WITH' : 'HOLDS_OFFICE',
      subject: { reference: person, via: 'named' },
      object: { reference: body, via: 'named' },
      cue: title.cue,
      carrier: title.cue,
      rule: `office ${noun}, ${how}`,
      polarity: 'affirmed',
      modality: 'actual',
      title: title.words,
      ...(affiliated ? {} : { status: title.status }),
    },
  ];
}

/** "Petro, Colombia's president, …", "Boot of the Council …", "Sanner (CNN)". */
function afterName(scene: Scene, person: Reference): Candidate[] {
  const { tokens } = scene.tree;
  const next = tokens[person.last + 1];
  if (!next) return [];
  if (next.lemma === 'of' || next.lemma === 'from') {
    const body = scene.sentence.references.find(
      (r) =>
        r.named &&
        r.label === 'Institution' &&
        (r.first === person.last + 2 || (r.first === person.last + 3 && tokens[person.last + 2]!.upos === 'DET')),
    );
    return body
      ? holds(
          person,
          body,
          { words: next.lemma, noun: 'member', status: 'current', cue: person.last + 1 },
          'of after name',
        )
      : [];
  }
  if (next.text === '(') {
    const body = scene.sentence.references.find(
      (r) => r.named && r.label === 'Institution' && r.first === person.last + 2 && tokens[r.last + 1]?.text === ')',
    );
    return body
      ? holds(
          person,
          body,
          { words: '', noun: 'member', status: 'current', cue: person.last + 1 },
          'brackets after name',
        )
      : [];
  }
  if (next.text !== ',' && next.text !== '—' && next.text !== '–' && next.text !== '-') return [];
  let last = person.last + 1;
  while (last + 1 < tokens.length && last - person.last < 22) {
    const token = tokens[last + 1]!;
    if (STOPS.has(token.text) && token.text !== ',') break;
    if (token.text === ',' && !commaInside(scene, last + 1)) break;
    if (['VERB', 'AUX'].includes(token.upos) && !coveredBy(scene, last + 1)) break;
    if (token.upos === 'PRON' && token.lemma !== 'its') break;
    const covering = scene.sentence.references.find((r) => r.named && r.first <= last + 1 && r.last >= last + 1);
    if (covering?.label === 'Person') break;
    last += 1;
  }
  const start = person.last + 2;
  const head = officeAfter(scene, start, last);
  if (!head) return [];
  const bodies = bodiesIn(scene, start, last);
  if (bodies.length === 0) return [];
  // "the foreign minister of Chad and head of the African Union": each office with its own body.
  return bodies
    .filter(
      (body) =>
        body.first < head.cue ||
        tokens
          .slice(head.cue + 1, body.first)
          .every((t) => ['ADP', 'DET', 'CCONJ', 'PROPN', 'ADJ', 'NOUN', 'PUNCT'].includes(t.upos)),
    )
    .slice(0, 2)
    .filter((body, k, list) => k === 0 || tokens.slice(list[0]!.last + 1, body.first).some((t) => t.upos === 'CCONJ'))
    .flatMap((body) => holds(person, body, head, 'apposition after name'));
}

function commaInside(scene: Scene, i: number): boolean {
  return coveredBy(scene, i);
}

function officeAfter(scene: Scene, first: number, last: number): Title | undefined {
  const { tokens } = scene.tree;
  for (let i = first; i <= last; i += 1) {
    const token = tokens[i]!;
    if (token.upos === 'ADP' && i - first > 4) return undefined;
    if (!isOffice(token) || (coveredBy(scene, i) && !lexicon.offices.has(token.lemma))) continue;
    // "deputy director": the head is the last of the nouns in a row.
    let head = i;
    while (head + 1 <= last && isOffice(tokens[head + 1]!)) head += 1;
    const words = tokens
      .slice(first, head + 1)
      .filter((t, k) => t.upos !== 'DET' && !coveredBy(scene, first + k) && t.upos !== 'PART' && !PAST.has(t.lemma));
    const status = tokens.slice(first, head + 1).some((t) => PAST.has(t.lemma)) ? 'former' : 'current';
    return { words: phrase(words), noun: tokens[head]!.lemma, status, cue: head };
  }
  return undefined;
}

const BECOMING = new Set([
  'become',
  'elect',
  'appoint',
  'name',
  'nominate',
  'inaugurate',
  'reelect',
  're-elect',
  'choose',
  'serve',
  'confirm',
  'sworn',
  'swear',
]);

/** "X is president of Y", "X was elected mayor of Y", "X, who leads Y". */
function byCopula(scene: Scene, person: Reference): Candidate[] {
  const { tree, phrases } = scene;
  const { tokens } = tree;
  return tokens.flatMap((token, i) => {
    if (!isOffice(token) || (i >= person.first && i <= person.last)) return [];
    let subjects: number[] = [];
    if (childrenBy(tree, i, 'cop').length > 0) subjects = childrenBy(tree, i, 'nsubj');
    else if (
      token.head >= 0 &&
      BECOMING.has(tokens[token.head]!.lemma) &&
      ['xcomp', 'obj', 'obl'].includes(token.rel)
    ) {
      if (token.rel === 'obl' && prepositionOf(tree, i) !== 'as') return [];
      const verb = token.head;
      subjects = childrenBy(tree, verb, 'nsubj:pass');
      if (subjects.length === 0)
        subjects =
          tokens[verb]!.lemma === 'become' || tokens[verb]!.lemma === 'serve'
            ? childrenBy(tree, verb, 'nsubj')
            : childrenBy(tree, verb, 'obj');
    }
    if (!subjects.some((s) => denote(tree, phrases, s).some((d) => d.reference.entity === person.entity))) return [];
    const bodies = childrenBy(tree, i, 'nmod', 'nmod:poss', 'amod', 'compound')
      .filter((c) => tokens[c]!.rel !== 'nmod' || ['of', 'for', 'to', 'at', 'in'].includes(prepositionOf(tree, c)))
      .flatMap((c) => denote(tree, phrases, c))
      .filter((d) => d.reference.label !== 'Person' && d.reference.label !== 'Event');
    if (bodies.length === 0) return [];
    const status =
      childrenBy(tree, i, 'amod').some((c) => PAST.has(tokens[c]!.lemma)) ||
      childrenBy(tree, i, 'cop').some((c) => ['was', 'were'].includes(tokens[c]!.text))
        ? 'former'
        : 'current';
    return bodies
      .slice(0, 1)
      .flatMap((body) =>
        holds(person, body.reference, { words: token.text, noun: token.lemma, status, cue: i }, 'copula').map(
          ({ polarity, modality, ...rest }) => ({ ...rest }),
        ),
      );
  });
}

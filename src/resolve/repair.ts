/** Mend the encoder's mentions with the tables: known long names whole, bodies of states, "southern Lebanon". */
import type { Annotated, Label, Token } from '../model.ts';
import { compareBy, groupBy } from '../order.ts';
import { BODIES } from './bodies.ts';
import { foldName } from './fold.ts';
import type { Knowledge } from './knowledge.ts';
import type { Named } from './named.ts';

const DIRECTION = /^(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)ern$/iu;

/** A token range that the tables or a pattern name, to stand instead of the mentions it overlaps. */
interface Range {
  readonly first: number;
  readonly last: number;
  readonly label: Label;
  readonly confidence: number;
}

export function repairMentions(annotated: Annotated, names: readonly Named[], knowledge: Knowledge): Named[] {
  const bySentence = groupBy(names, (named) => named.sentence);
  return annotated.sentences
    .flatMap(({ tokens }, sentence) => {
      const here = (bySentence.get(sentence) ?? []).flatMap((named) => splitName(annotated, named, names));
      const known = knownRanges(tokens, knowledge).filter((range) => fits(range, here));
      const withKnown = replace(annotated, sentence, here, known);
      const bodies = bodyRanges(tokens, withKnown, knowledge).filter((range) => fits(range, withKnown));
      const withBodies = replace(annotated, sentence, withKnown, bodies);
      return replace(annotated, sentence, withBodies, directionRanges(tokens, withBodies));
    })
    .map((named) => relabel(named, names, knowledge))
    .filter((named) => isName(named, knowledge))
    .sort(compareBy<Named>((named) => named.start));
}

/** "Putin conversation": the name of a person and an event noun are two things. */
function splitName(annotated: Annotated, named: Named, names: readonly Named[]): Named[] {
  const { tokens } = annotated.sentences[named.sentence]!;
  if (named.label !== 'Event' || named.last === named.first || !/^\p{Ll}/u.test(tokens[named.last]!.text))
    return [named];
  const first = tokens[named.first]!.text;
  if (!names.some((other) => other.label === 'Person' && other.text.split(' ').includes(first))) return [named];
  const cut = (from: number, to: number, label: Label): Named => {
    const [start, end] = [tokens[from]!.start, tokens[to]!.end];
    return { ...named, first: from, last: to, start, end, label, text: annotated.article.text.slice(start, end) };
  };
  return [cut(named.first, named.first, 'Person'), cut(named.first + 1, named.last, 'Event')];
}

/** "The Putin conversation": the encoder's event is a name that the tables, or the article, know as something else. */
function relabel(named: Named, names: readonly Named[], knowledge: Knowledge): Named {
  if (named.label !== 'Event' || !/^\p{Lu}/u.test(named.text)) return named;
  const best = knowledge.candidates(named.text)[0]?.known;
  const person = names.some((other) => other.label === 'Person' && other.text.split(' ').includes(named.text));
  if (person) return { ...named, label: 'Person' };
  return best && best.label !== 'Event' && best.fame > 2 ? { ...named, label: best.label } : named;
}

/** A range yields to a mention that holds it whole, and to a person. */
function fits(range: Range, here: readonly Named[]): boolean {
  return here.every((named) => {
    const apart = named.last < range.first || named.first > range.last;
    const within = named.first >= range.first && named.last <= range.last;
    const same = named.first === range.first && named.last === range.last;
    const fullPerson = named.label === 'Person' && named.last > named.first && range.label !== 'Person';
    return apart || (!same && !fullPerson && (within || range.last - range.first >= named.last - named.first));
  });
}

function replace(annotated: Annotated, sentence: number, here: readonly Named[], ranges: readonly Range[]): Named[] {
  const { tokens } = annotated.sentences[sentence]!;
  const kept = here.filter((named) => !ranges.some((range) => named.first <= range.last && range.first <= named.last));
  const made = ranges.map((range) => {
    const start = tokens[range.first]!.start;
    const end = tokens[range.last]!.end;
    return { sentence, ...range, start, end, text: annotated.article.text.slice(start, end) };
  });
  return [...kept, ...made];
}

function knownRanges(tokens: readonly Token[], knowledge: Knowledge): Range[] {
  const ranges: Range[] = [];
  for (let i = 0; i < tokens.length; i += 1) {
    const found = knowledge.longestName(tokens, i);
    if (!found) continue;
    ranges.push({ first: i, last: i + found.length - 1, label: found.label, confidence: 0.85 });
    i += found.length - 1;
  }
  return ranges;
}

/** "Iranian foreign ministry", "Israel's parliament": a state and a body that every state has. */
function bodyRanges(tokens: readonly Token[], here: readonly Named[], knowledge: Knowledge): Range[] {
  return here.flatMap((named) => {
    if (named.label !== 'State' || knowledge.statesNamed(named.text).length === 0) return [];
    const at = named.last + 1;
    for (const size of [3, 2, 1]) {
      const words = tokens.slice(at, at + size);
      const next = tokens[at + size];
      if (words.length < size || words.at(-1)!.upos === 'ADJ') continue;
      const body = BODIES.has(words.map((token) => token.text.toLowerCase()).join(' '));
      // "Israeli military operation", "police officers": the body only modifies.
      const modifies = next !== undefined && next.upos === 'NOUN' && words.at(-1)!.head >= at + size;
      if (body && !modifies)
        return [{ first: named.first, last: at + size - 1, label: 'Institution' as const, confidence: 0.75 }];
    }
    return [];
  });
}

/** "southern Lebanon", "northern Gaza Strip" are regions. */
function directionRanges(tokens: readonly Token[], here: readonly Named[]): Range[] {
  return here.flatMap((named) => {
    const before = tokens[named.first - 1];
    if (named.label !== 'State' && named.label !== 'Place') return [];
    const own = tokens.slice(named.first, named.last + 1);
    if (
      DIRECTION.test(own[0]!.text) ||
      !before ||
      !DIRECTION.test(before.text) ||
      before.end + 1 !== own[0]!.start ||
      own.at(-1)!.upos === 'ADJ'
    )
      return [];
    return [{ first: named.first - 1, last: named.last, label: 'Place' as const, confidence: 0.8 }];
  });
}

/** States are a closed list: what the encoder calls one and the tables lack is a people or a slip ("Cossack"). */
function isNoState({ text }: Named, knowledge: Knowledge): boolean {
  if (/^(?:North|South)$/u.test(text)) return false;
  return (
    knowledge.statesNamed(text).length === 0 &&
    !knowledge.stateOfCapital(text) &&
    knowledge.candidates(text).length === 0 &&
    /(?:n|ns|ese|ish|i|is|ic|s)$/u.test(text)
  );
}

/** Drops what the encoder took for a name and is none: a bare "us", "federal", a title. */
function isName(named: Named, knowledge: Knowledge): boolean {
  if (named.label !== 'Event' && knowledge.isPeople(named.text)) return false;
  // "Trump-Putin": two people in one word.
  if (
    named.label === 'Person' &&
    /^\p{Lu}\p{Ll}+[-–]\p{Lu}\p{Ll}+$/u.test(named.text) &&
    named.text.split(/[-–]/u).every((part) => knowledge.peopleNamed(part).length > 0) &&
    knowledge.candidates(named.text).length === 0
  )
    return false;
  if (named.label === 'State' && (named.text.includes('$') || isNoState(named, knowledge))) return false;
  if (named.label === 'Event' || /\p{Lu}/u.test(named.text))
    return !(named.label !== 'Event' && /^(?:\p{Lu}|[IVX]+|I)$/u.test(named.text));
  if (/\d/u.test(named.text) && named.label === 'Institution') return true;
  const words = foldName(named.text);
  if (named.label === 'Institution') return BODIES.has(words) || words.includes(' ') || named.confidence >= 0.9;
  return words.includes(' ') && (knowledge.candidates(named.text).length > 0 || named.label === 'Place');
}

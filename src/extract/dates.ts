/** Dates: when a statement holds, by the expressions of its own clause against the article's date; none when the text does not say. */
import * as chrono from 'chrono-node';
import type { Modality, Token } from '../model.ts';
import type { Scene } from './candidate.ts';
import { lexicon } from './lexicon.ts';
import { ancestors, baseOf, isVerbal, type Tree } from './tree.ts';

/** A date expression of a sentence; offsets are the article's. */
interface Dated {
  readonly start: number;
  readonly end: number;
  /** ISO 8601 day, month, year, or interval; open ends are "..". */
  readonly past: string;
  /** The same read as a thing to come: "on Monday" is next Monday where it is planned. */
  readonly future: string;
}

const DAY_MS = 86_400_000;
const iso = (date: Date): string => date.toISOString().slice(0, 10);
const addDays = (day: string, days: number): string => iso(new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS));
const pad = (n: number): string => String(n).padStart(2, '0');

/**
 * Chrono's English parsers. V8 unrolls a gap of at most three spaces, and "the gap before each of eleven units" then takes
 * a quarter of a second to compile: a gap of five is a plain loop.
 */
const calendar = new chrono.Chrono({
  parsers: chrono.en.casual.parsers.map((parser) => {
    const patterns = new Map<string, RegExp>();
    return {
      pattern(context) {
        const { source, flags } = parser.pattern(context);
        const pattern = patterns.get(source) ?? new RegExp(source.replaceAll(/\\s\{0,[123]\}/gu, '\\s{0,5}'), flags);
        patterns.set(source, pattern);
        return pattern;
      },
      extract: (context, match) => parser.extract(context, match),
    };
  }),
  refiners: chrono.en.casual.refiners,
});

/**
 * Day, month, year or interval of the statement whose clause holds token `carrier`; undefined where no expression of that
 * clause fixes one. A report's own date ("said on Monday") is not that of what is reported.
 */
export function dateOf(
  scene: Scene,
  carrier: number,
  modality: Modality,
  published: string | undefined,
): string | undefined {
  const { tree } = scene;
  const clause = clauseOf(tree, carrier);
  const homes = datesOf(scene, published).flatMap((dated) => {
    const at = tree.tokens.findIndex((t) => t.end > dated.start);
    return at < 0 ? [] : [{ dated, home: homeOf(tree, at, dated) }];
  });
  // The clause's own date comes before one that it shares with another.
  const { dated } =
    homes.find(({ home }) => home === clause) ?? homes.find(({ home }) => holdsUnder(tree, clause, home)) ?? {};
  return modality === 'planned' ? dated?.future : dated?.past;
}

/** Between clauses: a quotation mark, a semicolon, the "that" of a report. */
const isBorder = ({ text, rel, lemma }: Token): boolean =>
  /^[“”";]$/u.test(text) || (rel === 'mark' && lemma === 'that');

/** The clause of an expression; where the parse hung it beyond a border ("told the radio on Friday that …"), the nearest verb on its own side. */
function homeOf(tree: Tree, at: number, dated: Dated): number {
  const home = clauseOf(tree, topOf(tree, at, dated));
  const crosses = tree.tokens.slice(Math.min(at, home), Math.max(at, home)).some(isBorder);
  if (!crosses) return home;
  for (const step of [-1, 1]) {
    for (let i = at + step; tree.tokens[i] && !isBorder(tree.tokens[i]!); i += step) {
      if (tree.tokens[i]!.upos === 'VERB') return i;
    }
  }
  return home;
}

/** Every statement of a sentence asks for the same expressions, and parsing them takes longer than all the rest. */
const known = new WeakMap<Scene, readonly Dated[]>();

function datesOf(scene: Scene, published: string | undefined): readonly Dated[] {
  const { text, start } = scene.sentence;
  const dates = known.get(scene) ?? datesIn(text, start, published);
  known.set(scene, dates);
  return dates;
}

/** The word of the expression that hangs outside it. */
function topOf(tree: Tree, at: number, dated: Dated): number {
  let top = at;
  while (
    tree.tokens[top]!.head >= 0 &&
    tree.tokens[tree.tokens[top]!.head]!.start >= dated.start &&
    tree.tokens[tree.tokens[top]!.head]!.end <= dated.end
  )
    top = tree.tokens[top]!.head;
  return top;
}

/** The verb, or else the root, that governs a token. */
function clauseOf(tree: Tree, i: number): number {
  if (isVerbal(tree.tokens[i]!)) return i;
  const path = ancestors(tree, i);
  return path.find((a) => isVerbal(tree.tokens[a]!)) ?? path.at(-1) ?? i;
}

/** A date at "held", "began" or "agreed" is that of the infinitive or participle below too, not of a reported clause. */
function holdsUnder(tree: Tree, clause: number, home: number): boolean {
  for (let at = clause; at >= 0 && at !== home; at = tree.tokens[at]!.head) {
    const rel = baseOf(tree.tokens[at]!.rel);
    if (tree.tokens.slice(home, clause).some(({ text }) => text === ';')) return false;
    if (rel === 'ccomp' || rel === 'parataxis' || tree.tokens[at]!.rel === 'acl:relcl') return false;
    const head = tree.tokens[at]!.head;
    if (head === home)
      return !lexicon.planning.has(tree.tokens[home]!.lemma) && !lexicon.requesting.has(tree.tokens[home]!.lemma);
  }
  return false;
}

/** A figure or a word that every expression of a date has one of; most sentences have none, and need no parser. */
const DATING =
  /\d|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|sun|mon|tues?|wed|thu(?:rs?)?|fri|sat|now|today|tonight|tomorrow|overmorrow|tmrw?|yesterday|noon|mid(?:day|night))\b|(?:uary|march|april|august|ember|october|day|morning|noon|evening|night|second|minute|hour|week(?:end)?|month|quarter|year)s?\b|\b(?:secs?|mins?|hrs?|mos|qtr|yr)\b/iu;

/** No day, or one that counts from another day than that of publication. */
const UNFIT = /^(now|tonight)$|\b(later|earlier)$|\b(next|following|previous|same) day$/iu;

/** The expressions of a text, in order; without an article date only those that name their year. */
export function datesIn(text: string, offset: number, published: string | undefined): Dated[] {
  if (!DATING.test(text)) return [];
  const day = published?.slice(0, 10);
  const reference = day && /^\d{4}-\d{2}-\d{2}$/u.test(day) ? day : undefined;
  const found: Dated[] = [...relativeSpans(text, offset, reference), ...runs(text, offset, reference)];
  for (const { name, day } of HOLIDAYS) {
    for (const match of text.matchAll(name)) {
      const start = offset + match.index;
      const end = start + match[0].length;
      const date = `${match[1]}-${day}`;
      found.unshift({ start, end, past: date, future: date });
    }
  }
  const instant = new Date(`${reference ?? '2000-01-01'}T12:00:00Z`);
  for (const result of calendar.parse(text, { instant, timezone: 0 })) {
    const start = offset + result.index;
    const end = start + result.text.length;
    if (found.some((d) => d.start < end && start < d.end) || UNFIT.test(result.text)) continue;
    const since = /(?:\bsince|\bfrom)\s*$/iu.test(text.slice(0, result.index)) || /^since\b/iu.test(result.text);
    const past = render(result, reference, 'past');
    const future = render(result, reference, 'future');
    if (past && future)
      found.push({ start, end, past: since && !past.includes('/') ? `${past}/${day ?? '..'}` : past, future });
  }
  for (const match of text.matchAll(/\b(in|since|during|of|by|until) ((?:19|20)\d{2})\b/gu)) {
    const start = offset + match.index;
    const end = start + match[0].length;
    if (found.some((d) => d.start < end && start < d.end)) continue;
    const year = match[1] === 'since' ? `${match[2]}/${day ?? '..'}` : match[2]!;
    found.push({ start, end, past: year, future: year });
  }
  found.sort((a, b) => a.start - b.start);
  return [...found, ...daysAfter(text, offset, found)].sort((a, b) => a.start - b.start);
}

const HOLIDAYS = [
  { name: /\bChristmas Day,? ((?:19|20)\d{2})\b/gu, day: '12-25' },
  { name: /\bChristmas Eve,? ((?:19|20)\d{2})\b/gu, day: '12-24' },
  { name: /\bNew Year['’]s Day,? ((?:19|20)\d{2})\b/gu, day: '01-01' },
  { name: /\bNew Year['’]s Eve,? ((?:19|20)\d{2})\b/gu, day: '12-31' },
];

/** "the next day", counted from the day that the sentence named before. */
function daysAfter(text: string, offset: number, found: readonly Dated[]): Dated[] {
  return [
    ...text.matchAll(/\b(?:the )?(?:(next|following)|(previous)|same) day\b|\b(?:a|one) day (later)\b/giu),
  ].flatMap((match) => {
    const start = offset + match.index;
    const day = found.findLast((d) => d.end <= start)?.past;
    if (!day || !/^\d{4}-\d{2}-\d{2}$/u.test(day)) return [];
    const date = addDays(day, match[1] || match[3] ? 1 : match[2] ? -1 : 0);
    return [{ start, end: start + match[0].length, past: date, future: date }];
  });
}

/** "between 3 and 5 March", of which a calendar parser sees the end alone. */
function runs(text: string, offset: number, reference: string | undefined): Dated[] {
  const pattern = /\b(?:[Bb]etween|[Ff]rom) (\d{1,2}) (?:and|to) (\d{1,2} \p{Lu}\p{L}+(?: \d{4})?)/gu;
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [result] = calendar.parse(match[2]!, {
      instant: new Date(`${reference ?? '2000-01-01'}T12:00:00Z`),
      timezone: 0,
    });
    const start = offset + match.index;
    const [past, future] = (['past', 'future'] as const).map((tense) => {
      const last = result && render(result, reference, tense);
      return last?.length === 10 ? `${last.slice(0, 8)}${pad(Number(match[1]))}/${last}` : undefined;
    });
    return past && future ? [{ start, end: start + match[0].length, past, future }] : [];
  });
}

/** "last week", "next month", "this year", "within 24 hours": intervals that a calendar parser takes for a day. */
function relativeSpans(text: string, offset: number, reference: string | undefined): Dated[] {
  if (!reference) return [];
  const found: Dated[] = [];
  for (const match of text.matchAll(
    /\b(last|past|this|next|coming) (week|month|year)\b|\bwithin (?:the next )?(\d+) (hour|day)s?\b/giu,
  )) {
    const start = offset + match.index;
    const step = match[3] ? 0 : /last|past/iu.test(match[1]!) ? -1 : /this/iu.test(match[1]!) ? 0 : 1;
    let span: string;
    if (match[3])
      span = `${reference}/${addDays(reference, Math.ceil(Number(match[3]) / (/hour/iu.test(match[4]!) ? 24 : 1)))}`;
    else if (/week/iu.test(match[2]!)) {
      const weekday = (new Date(`${reference}T00:00:00Z`).getUTCDay() + 6) % 7;
      const monday = addDays(reference, -weekday + 7 * step);
      span = `${monday}/${addDays(monday, 6)}`;
    } else if (/month/iu.test(match[2]!)) {
      const months = Number(reference.slice(0, 4)) * 12 + Number(reference.slice(5, 7)) - 1 + step;
      span = `${Math.floor(months / 12)}-${pad((months % 12) + 1)}`;
    } else span = String(Number(reference.slice(0, 4)) + step);
    found.push({ start, end: start + match[0].length, past: span, future: span });
  }
  return found;
}

/** ISO form at the granularity that the words fix; undefined for a bare time of day, or where nothing ties it to a year. */
function render(
  result: chrono.ParsedResult,
  reference: string | undefined,
  tense: 'past' | 'future',
): string | undefined {
  const from = renderOne(result.start, reference, tense);
  if (!from || !result.end) return from;
  const to = renderOne(result.end, reference, tense);
  return to && to !== from ? `${from}/${to}` : from;
}

function renderOne(
  parts: chrono.ParsedComponents,
  reference: string | undefined,
  tense: 'past' | 'future',
): string | undefined {
  const year = parts.get('year')!;
  const month = parts.get('month')!;
  const day = parts.get('day')!;
  const written = `${year}-${pad(month)}-${pad(day)}`;
  if (parts.isCertain('year'))
    return parts.isCertain('day') ? written : parts.isCertain('month') ? written.slice(0, 7) : String(year);
  if (!reference) return undefined;
  if (parts.isCertain('month')) {
    const sameYear = `${reference.slice(0, 4)}-${pad(month)}-${pad(day)}`;
    const length = parts.isCertain('day') ? 10 : 7;
    const shift =
      tense === 'past' && sameYear.slice(0, length) > reference.slice(0, length)
        ? -1
        : tense === 'future' && sameYear.slice(0, length) < reference.slice(0, length)
          ? 1
          : 0;
    return `${Number(reference.slice(0, 4)) + shift}${sameYear.slice(4, length)}`;
  }
  if (parts.isCertain('weekday') && !parts.isCertain('day')) {
    // "on Monday" is the last Monday of what happened, the next of what is planned; today counts for both.
    const distance = (parts.get('weekday')! - new Date(`${reference}T00:00:00Z`).getUTCDay() + 7) % 7;
    return addDays(reference, tense === 'future' ? distance : distance === 0 ? 0 : distance - 7);
  }
  return parts.isCertain('day') ? written : undefined;
}

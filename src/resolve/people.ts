/** Gather the names of people in an article, full and short, into people, and link those that the tables know. */
import type { Entity } from '../model.ts';
import { compareBy } from '../order.ts';
import { type Context, heldOn } from './context.ts';
import { foldName, isWithinEdits, slugOf, soundName } from './fold.ts';
import type { Knowledge, Known } from './knowledge.ts';
import { type Link, toEntity } from './link.ts';
import type { Named } from './named.ts';

interface Person {
  /** Folded words of the fullest name. */
  words: readonly string[];
  fullest: string;
  readonly names: Named[];
  /** How well surface forms fit, once reckoned. */
  readonly fits: Map<string, number>;
}

const SUFFIX = /^(?:jr|sr|ii|iii|iv)$/u;
const wordsOf = (text: string): string[] => {
  const words = foldName(text)
    .split(' ')
    .filter((word) => word !== '');
  return words.length > 1 && SUFFIX.test(words.at(-1)!) ? words.slice(0, -1) : words;
};

/** Links every name of a person; short names join the fuller one wherever in the article it stands. */
export function linkPeople(names: readonly Named[], context: Context): Map<Named, Link> {
  const people = gather(names, context);
  const links = new Map<Named, Link>();
  for (const person of people) {
    const { entity, score, why } = identify(person, context);
    for (const named of person.names) {
      const exact = wordsOf(named.text).join(' ') === person.words.join(' ');
      links.set(
        named,
        exact
          ? { entity, score, why }
          : { entity, score: Math.min(score, 0.9), why: `${why}; short for ${person.fullest}` },
      );
    }
  }
  return links;
}

function gather(names: readonly Named[], context: Context): Person[] {
  const people: Person[] = [];
  const ordered = [...names].sort(
    compareBy<Named>(
      (named) => -wordsOf(named.text).length,
      (named) => -named.text.length,
      (named) => named.start,
    ),
  );
  for (const named of ordered) {
    const words = wordsOf(named.text);
    const person = choose(people, named, (one) => {
      const known = one.fits.get(named.text);
      const fit = known ?? (areTwo(words, named.text, one, context) ? 0 : fitOf(words, one.words));
      one.fits.set(named.text, fit);
      return fit;
    });
    if (person) person.names.push(named);
    else people.push({ words, fullest: named.text, names: [named], fits: new Map() });
  }
  return people;
}

/** "Reza Pahlavi" is in "Mohammad Reza Pahlavi", and another man: the tables know the two names as two people. */
function areTwo(words: readonly string[], text: string, person: Person, { knowledge }: Context): boolean {
  if (words.length < 2 || words.length >= person.words.length || words[0] === person.words[0]) return false;
  const idOf = (name: string): string | undefined =>
    knowledge.candidates(name).find(({ known }) => known.label === 'Person')?.known.id;
  const [short, full] = [idOf(text), idOf(person.fullest)];
  return short !== undefined && full !== undefined && short !== full;
}

/** The person already found that the words fit; of two that fit, the one named last before it. */
function choose(people: readonly Person[], named: Named, fitTo: (person: Person) => number): Person | undefined {
  const fits = people.map((person) => ({ person, fit: fitTo(person) })).filter(({ fit }) => fit > 0);
  if (fits.length === 0) return undefined;
  const best = Math.max(...fits.map(({ fit }) => fit));
  const tied = fits.filter(({ fit }) => fit === best).map(({ person }) => person);
  if (tied.length === 1) return tied[0];
  const lastBefore = (person: Person): number =>
    Math.max(-1, ...person.names.filter(({ start }) => start < named.start).map(({ start }) => start));
  return [...tied].sort(
    compareBy<Person>(
      (person) => -lastBefore(person),
      (person) => person.names[0]!.start,
    ),
  )[0];
}

/** 0 none … 3 the same name; how well shorter words name the person of the fuller words. */
function fitOf(short: readonly string[], full: readonly string[]): number {
  if (short.join(' ') === full.join(' ')) return 3;
  if (soundName(short.join(' ')) === soundName(full.join(' '))) return 2.8;
  const last = short.at(-1)!;
  const sameLast = alike(last, full.at(-1)!);
  if (short.length === 1) {
    if (sameLast) return last === full.at(-1) ? 2 : 1.8;
    // "Xi", "Saddam", "Lula", "Suu Kyi": a name that is not the last word, or a double one.
    const at = full.indexOf(last);
    return at >= 0 && last.length >= 2 ? (at === 0 ? 1.2 : 1.5) : 0;
  }
  if (full.length < short.length) return 0;
  const contained = short.every((word) => full.some((other) => alike(word, other)));
  if (contained && (sameLast || full.slice(-short.length - 1).includes(short[0]!))) return 2.5;
  // "J. Vance", "J.D. Vance" and "James David Vance"; "Alexander Lukashenko" and "Aliaksandr Lukashenka".
  if (sameLast && short[0]!.length <= 2 && full[0]!.startsWith(short[0]![0]!)) return 2.2;
  const spelt =
    short.length === full.length &&
    short.every((word, i) => word[0] === full[i]![0] && isWithinEdits(word, full[i]!, word.length >= 6 ? 2 : 1));
  return spelt && short.some((word, i) => word === full[i]) ? 2.1 : 0;
}

function alike(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.length < 5 || b.length < 5) return false;
  return soundName(a) === soundName(b) || (a[0] === b[0] && isWithinEdits(a, b, 1));
}

function identify(person: Person, context: Context): Link {
  const found = person.words.length > 1 ? byFullName(person, context) : bySurname(person, context);
  if (found) return found;
  return { entity: unlisted(person, context), score: person.words.length > 1 ? 0.9 : 0.7, why: 'not in the tables' };
}

function unlisted(person: Person, context: Context): Entity {
  const slug = slugOf(person.fullest);
  // A bare "Maria" of one article is not the Maria of another.
  const id = person.words.length > 1 ? `person:${slug}` : `person:${slug}@${context.annotated.article.id.slice(0, 8)}`;
  return { id, label: 'Person', name: person.fullest };
}

function byFullName(person: Person, context: Context): Link | undefined {
  const { knowledge } = context;
  const exact = knowledge.candidates(person.fullest).filter(({ known }) => known.label === 'Person');
  if (exact.length > 0) {
    const best = [...exact].sort(
      (a, b) => support(b.known, person, context) + b.count / 10 - support(a.known, person, context) - a.count / 10,
    )[0]!;
    return { entity: toEntity(best.known), score: exact.length === 1 ? 0.97 : 0.85, why: 'full name' };
  }
  const sounding = knowledge
    .peopleNamed(person.words.join(' '))
    .filter(({ name }) => soundName(name) === soundName(person.fullest));
  if (sounding.length === 1) return { entity: toEntity(sounding[0]!), score: 0.85, why: 'full name, spelt otherwise' };
  // "Georgia Maloni" for Giorgia Meloni: one letter off in each word, and the state of the office is named.
  const last = person.words.at(-1)!;
  if (last.length < 5) return undefined;
  const misspelt = officeHolders(context).filter(
    ({ words }) =>
      words.length === person.words.length &&
      isWithinEdits(words.at(-1)!, last, 1) &&
      words.every((word, i) => isWithinEdits(word, person.words[i]!, 2)),
  );
  return misspelt.length === 1 && support(misspelt[0]!.known, person, context) > 0
    ? {
        entity: toEntity(misspelt[0]!.known),
        score: 0.75,
        why: 'misspelt name of an office holder whose state is named',
      }
    : undefined;
}

function bySurname(person: Person, context: Context): Link | undefined {
  const { knowledge } = context;
  const surname = person.words[0]!;
  const aliased = knowledge.candidates(person.fullest).filter(({ known }) => known.label === 'Person');
  const people = new Map(
    [...aliased.map(({ known }) => known), ...knowledge.peopleNamed(surname)].map((known) => [known.id, known]),
  );
  const ranked = [...people.values()]
    .map((known) => ({
      known,
      weight:
        support(known, person, context) * 3 +
        Math.log1p(known.fame) +
        (aliased.find((one) => one.known.id === known.id)?.count ?? 0),
    }))
    .sort((a, b) => b.weight - a.weight || (a.known.id < b.known.id ? -1 : 1));
  const [first, second] = ranked;
  if (!first) return misspeltSurname(person, context);
  const supported = support(first.known, person, context) > 0;
  const clear = !second || first.weight >= 2 * second.weight;
  if (clear && supported)
    return { entity: toEntity(first.known), score: 0.85, why: 'surname of an office holder whose state is named' };
  const timesAliased = aliased.find((one) => one.known.id === first.known.id)?.count ?? 0;
  if (clear && (first.known.fame >= 20 || timesAliased >= 3))
    return { entity: toEntity(first.known), score: 0.7, why: 'surname of a much-named person' };
  return undefined;
}

function misspeltSurname(person: Person, context: Context): Link | undefined {
  const surname = person.words[0]!;
  if (surname.length < 5) return undefined;
  const near = officeHolders(context).filter(({ known, words }) => {
    const last = words.at(-1)!;
    return (
      last[0] === surname[0] &&
      last !== surname &&
      isWithinEdits(last, surname, 1) &&
      support(known, person, context) > 1
    );
  });
  return near.length === 1
    ? {
        entity: toEntity(near[0]!.known),
        score: 0.6,
        why: 'misspelt surname of an office holder whose state and office are named',
      }
    : undefined;
}

/** A person of the tables who held an office, with the folded words of the name. */
interface Holder {
  readonly known: Known;
  readonly words: readonly string[];
}

const holders = new WeakMap<Knowledge, readonly Holder[]>();
function officeHolders({ knowledge }: Context): readonly Holder[] {
  const found =
    holders.get(knowledge) ??
    [...knowledge.byId.values()]
      .filter(({ label, offices }) => label === 'Person' && offices.length > 0)
      .map((known) => ({ known, words: foldName(known.name).split(' ') }));
  holders.set(knowledge, found);
  return found;
}

/** 0 none; 1 the office's state is named in the article; 2 the office's title stands before the name too; less when the dates do not fit. */
function support(known: Known, person: Person, context: Context): number {
  let best = 0;
  for (const office of known.offices) {
    const stated = office.of !== '' && (context.states.get(office.of) ?? 0) > 0;
    const titled = person.names.some((named) =>
      titleBefore(named, context).some((word) => foldName(office.title).split(' ').includes(word)),
    );
    const held = heldOn(office, context.annotated.article.published) ? 1 : 0.5;
    best = Math.max(best, ((stated ? 1 : 0) + (titled ? 1 : 0)) * held);
  }
  return best;
}

function titleBefore(named: Named, context: Context): string[] {
  const { tokens } = context.annotated.sentences[named.sentence]!;
  return tokens.slice(Math.max(0, named.first - 3), named.first).map((token) => token.text.toLowerCase());
}

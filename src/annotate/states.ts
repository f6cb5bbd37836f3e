/** Know: how states are named, so that the entity tags of words can lean on it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCsv } from '../resolve/csv.ts';
import { packageRoot } from '../root.ts';
import { splitWords } from './words.ts';

/** Words [first, last], both inclusive, that are a name of a state. */
export interface StateName {
  readonly first: number;
  readonly last: number;
}

export interface StateNames {
  /** The longest names, demonyms and capitals in a sentence's words, left to right, apart. */
  find(words: readonly string[]): StateName[];
  /** Whether the words, joined by spaces, are such a name. */
  has(surface: string): boolean;
  /** Whether they are a capital, which stands for its state or for the place. */
  isCapital(surface: string): boolean;
}

/** Reads `knowledge/states.csv`: names, aliases, demonyms and capitals of states, de facto ones among them. */
export function readStateNames(folder = join(packageRoot, 'knowledge')): StateNames {
  const file = join(folder, 'states.csv');
  const names = new Set<string>();
  const capitals = new Set<string>();
  let longest = 1;
  const keyOf = (words: readonly string[]) => words.join(' ');
  for (const row of parseCsv(readFileSync(file, 'utf8'), file)) {
    const listed = (column: string) => (row[column] ?? '').split('|').filter(Boolean);
    const places = [...listed('capital'), ...listed('capitalAliases')];
    for (const capital of places) capitals.add(capital);
    for (const name of [...listed('name'), ...listed('aliases'), ...listed('demonyms'), ...places]) {
      const words = splitWords(name).map(({ start, end }) => name.slice(start, end));
      longest = Math.max(longest, words.length);
      names.add(keyOf(words));
      // a headline in capitals; short ones would read "us" in "TELL US" as a state
      if (name.length > 3) names.add(keyOf(words).toUpperCase());
    }
  }
  return {
    has: (surface) => names.has(surface),
    isCapital: (surface) => capitals.has(surface),
    find(words) {
      const found: StateName[] = [];
      for (let first = 0; first < words.length; first++) {
        for (let last = Math.min(words.length, first + longest) - 1; last >= first; last--) {
          if (!names.has(keyOf(words.slice(first, last + 1)))) continue;
          found.push({ first, last });
          first = last;
          break;
        }
      }
      return found;
    },
  };
}

/** Queries: the named queries of cypher/queries, each with what it answers and the parameters it takes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from '../order.ts';
import { packageRoot } from '../root.ts';
import type { Value } from '../store.ts';

export interface QueryParameter {
  readonly name: string;
  /** What it stands for, and what is answered without it. */
  readonly meaning: string;
  /** Null where the file gives none. */
  readonly default: Value;
}

export interface NamedQuery {
  readonly name: string;
  /** One sentence: the question it answers. */
  readonly purpose: string;
  readonly parameters: readonly QueryParameter[];
  /** The whole file, comments included. */
  readonly cypher: string;
}

const FOLDER = join(packageRoot, 'cypher', 'queries');
const ENDING = '.cypher';
// `// $actor: name or alias of an actor; any without it (default "NATO")`
const PARAMETER = /^\/\/ \$(?<name>\w+): (?<meaning>.*?)(?: \(default (?<value>.+)\))?$/u;

/** Reads a query's file: comment lines first, its purpose in the first, a parameter in each line that opens with `$`. */
export function parseQuery(name: string, text: string): NamedQuery {
  const lines = text.split('\n');
  const head = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith('//')),
  );
  const purpose = head
    .slice(0, head.findIndex((line) => line.startsWith('// $')) >>> 0)
    .map((line) => line.slice(2).trim())
    .join(' ');
  const parameters = head.flatMap((line): QueryParameter[] => {
    const { name: parameter, meaning, value } = PARAMETER.exec(line)?.groups ?? {};
    if (parameter === undefined || meaning === undefined) return [];
    return [{ name: parameter, meaning, default: value === undefined ? null : (JSON.parse(value) as Value) }];
  });
  return { name, purpose, parameters, cypher: text };
}

/** Every named query, sorted by name. */
export function listQueries(): NamedQuery[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(ENDING));
  return files.sort(compare).map((file) => {
    const name = file.slice(0, -ENDING.length);
    return parseQuery(name, readFileSync(join(FOLDER, file), 'utf8'));
  });
}

/** How many letters differ, moves of one letter included as two. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (letter === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}

/** The query of that name; throws an error that lists the names nearest to one that is not there. */
export function loadQuery(name: string): NamedQuery {
  const queries = listQueries();
  const found = queries.find((query) => query.name === name);
  if (found) return found;
  const words = name.toLowerCase().split('-');
  const farness = ({ name: other }: NamedQuery): number =>
    distance(name.toLowerCase(), other) - (words.some((word) => word.length > 3 && other.includes(word)) ? 100 : 0);
  const nearest = [...queries].sort((a, b) => farness(a) - farness(b) || compare(a.name, b.name)).slice(0, 3);
  const names = nearest.map((query) => query.name).join(', ');
  throw new Error(`"${name}" is no named query; did you mean ${names}? \`entente queries\` lists all`);
}

/** Cypher: reads the statements of cypher/, so that no query text lives in TypeScript. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LABELS, type Label } from '../model.ts';
import { relationOf } from '../ontology.ts';
import { packageRoot } from '../root.ts';

const read = new Map<string, string>();

/** The text of `cypher/<name>.cypher` without its comment lines. */
export function cypherOf(name: string): string {
  const known = read.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(join(packageRoot, 'cypher', `${name}.cypher`), 'utf8')
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('//'))
    .join('\n')
    .trim();
  read.set(name, text);
  return text;
}

/** The statements of a file that holds several, each ended by a semicolon at the end of a line. */
export function statementsOf(name: string): string[] {
  return cypherOf(name)
    .split(/;\s*(?:\n|$)/u)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

// Cypher takes no parameter for a type or a label: only names of the ontology and the five labels are ever put in.
/** The statement for edges of one relation; throws on a name outside the ontology. */
export function cypherOfRelation(name: string, relation: string): string {
  return cypherOf(name).replaceAll('RELATION', relationOf(relation).relation);
}

/** The statement for entities of one label. */
export function cypherOfLabel(name: string, label: Label): string {
  const others = LABELS.filter((other) => other !== label);
  return cypherOf(name).replaceAll('OTHER_LABELS', others.join(':')).replaceAll('LABEL', label);
}

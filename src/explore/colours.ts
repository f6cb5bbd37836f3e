/** Colours: labels and relations in the colours that cypher/style.grass gives them in Neo4j Browser. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../root.ts';

// `node.Person { color: #4C8EDA; …`
const RULE = /^(?<what>node|relationship)(?:\.(?<name>\w+))? \{\s*color: (?<colour>#[0-9A-Fa-f]{6});/gmu;

/** Gives the colour of a label or a relation; one without a rule has the colour of its kind. */
export type ColourOf = (what: 'node' | 'relationship', name: string) => string;

export function readColours(file: string = join(packageRoot, 'cypher', 'style.grass')): ColourOf {
  const colours = new Map<string, string>();
  for (const { groups } of readFileSync(file, 'utf8').matchAll(RULE)) {
    colours.set(`${groups!.what}.${groups!.name ?? ''}`, groups!.colour!);
  }
  return (what, name) => colours.get(`${what}.${name}`) ?? colours.get(`${what}.`) ?? '#A5ABB6';
}

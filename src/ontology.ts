/** The ontology as data: relations and event kinds from ontology/*.json, checked once. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LABELS, type Label } from './model.ts';
import { packageRoot } from './root.ts';

const Relation = z.strictObject({
  relation: z.string().regex(/^[A-Z][A-Z_]*$/u),
  subject: z.array(z.enum(LABELS)).min(1),
  object: z.array(z.enum(LABELS)).min(1),
  /** PLOVER event type and mode, CAMEO code; absent for standing facts. */
  plover: z.string().optional(),
  mode: z.string().optional(),
  cameo: z.string().optional(),
  symmetric: z.boolean().default(false),
  standing: z.boolean().default(false),
  said: z.string(),
  /** A sentence in our own words that must yield this relation between the two mentions named. */
  example: z.strictObject({ text: z.string(), subject: z.string(), object: z.string() }),
});
export type Relation = z.infer<typeof Relation>;

/** Reads a JSON data file of the package; an error names the file, the place in it and what was expected. */
export function readData<T>(file: string, schema: z.ZodType<T>): T {
  const path = join(packageRoot, file);
  const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new Error(`${path}: at ${issue.path.join('.') || 'the top'}: ${issue.message}`, { cause: parsed.error });
}

/** Every relation of ontology.md, in its order. */
export const RELATIONS: readonly Relation[] = readData('ontology/relations.json', z.array(Relation));
const byName = new Map(RELATIONS.map((r) => [r.relation, r]));

/** Throws on a name that is no relation: only names of the whitelist ever reach Cypher. */
export function relationOf(name: string): Relation {
  const relation = byName.get(name);
  if (!relation) throw new Error(`"${name}" is no relation of ontology/relations.json`);
  return relation;
}

/** Whether the relation may hold from an entity of label `subject` to one of label `object`. */
export function permits(relation: Relation, subject: Label, object: Label): boolean {
  return relation.subject.includes(subject) && relation.object.includes(object);
}

/** Event kind → the nouns that name it. */
export const EVENT_KINDS: Readonly<Record<string, readonly string[]>> = readData(
  'ontology/events.json',
  z.record(z.string(), z.array(z.string())),
);

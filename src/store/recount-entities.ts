/** Recount entities: their names, labels and aliases follow the articles that tell of them. */
import { LABELS, type Label, type ToldEntity } from '../model.ts';
import { compare, groupBy } from '../order.ts';
import { runRows } from './batches.ts';
import type { Run } from './connection.ts';
import { cypherOf, cypherOfLabel } from './cypher.ts';
import { readingOf, type StoredText } from './editions.ts';
import { count, EMPTY, entityOf, type KnownEntity, tallyToText, textToTally } from './tally.ts';

/** The one label an entity has besides `Entity`. */
export function labelOf(labels: unknown): Label {
  return LABELS.find((label) => (labels as readonly string[]).includes(label))!;
}

/** What a text tells of each entity, by entity id. */
function tellingsOf(text: StoredText): Map<string, ToldEntity[]> {
  return groupBy(readingOf(text).entities, (told) => told.id);
}

/** Keys by which an entity is found: its names without their case. Longer ones do not fit an index. */
function keysOf(names: readonly string[]): Set<string> {
  return new Set(names.map((name) => name.toLowerCase()).filter((key) => key.length <= 500));
}

/** Brings the entities that `before` or `after` tell of to what all articles now tell; those left without any go. */
export async function recountEntities(
  run: Run,
  before: readonly StoredText[],
  after: readonly StoredText[],
): Promise<void> {
  const changes = [
    ...before.flatMap((text) => [...tellingsOf(text)].map(([id, told]) => ({ id, told, by: -1 as const }))),
    ...after.flatMap((text) => [...tellingsOf(text)].map(([id, told]) => ({ id, told, by: 1 as const }))),
  ];
  const ids = [...new Set(changes.map(({ id }) => id))].sort(compare);
  const known = await runRows(run, cypherOf('read/tallies'), ids, 'ids');
  const tallies = new Map(known.map((row) => [row.id as string, textToTally(row.tally as string)]));
  const were = new Map(known.map((row) => [row.id as string, labelOf(row.labels)]));
  const namesBefore = new Map([...tallies].map(([id, tally]) => [id, entityOf(id, tally)]));
  // Additions first: a count may pass through zero only when it ends there.
  for (const { id, told, by } of [...changes].sort((a, b) => b.by - a.by)) {
    tallies.set(id, count(tallies.get(id) ?? EMPTY, told, by));
  }
  const [lost, kept] = [[] as string[], [] as KnownEntity[]];
  const rows = new Map<Label, object[]>(LABELS.map((label) => [label, []]));
  const relabelled = new Map<Label, string[]>(LABELS.map((label) => [label, []]));
  for (const id of ids) {
    const tally = tallies.get(id)!;
    if (tally.articles === 0) {
      lost.push(id);
      continue;
    }
    const entity = entityOf(id, tally);
    kept.push(entity);
    const { label, day, ...properties } = entity;
    rows.get(label)!.push({ id, day: day ?? null, properties: { ...properties, tally: tallyToText(tally) } });
    if (were.has(id) && were.get(id) !== label) relabelled.get(label)!.push(id);
  }
  await Promise.all([
    ...LABELS.flatMap((label) => [
      runRows(run, cypherOfLabel('load/relabel-entities', label), relabelled.get(label)!, 'ids'),
      runRows(run, cypherOfLabel('load/put-entities', label), rows.get(label)!),
    ]),
    renameEntities(run, namesBefore, new Map(kept.map((entity) => [entity.id, entity]))),
    runRows(run, cypherOf('load/delete-entities'), lost, 'ids'),
  ]);
}

type Named = Pick<KnownEntity, 'name' | 'aliases'>;

async function renameEntities(
  run: Run,
  before: ReadonlyMap<string, Named>,
  after: ReadonlyMap<string, Named>,
): Promise<void> {
  const pairs = (from: ReadonlyMap<string, Named>, to: ReadonlyMap<string, Named>): { entity: string; key: string }[] =>
    [...from].flatMap(([entity, { name, aliases }]) => {
      const other = to.get(entity);
      const others = keysOf(other ? [other.name, ...other.aliases] : []);
      return [...keysOf([name, ...aliases])].filter((key) => !others.has(key)).map((key) => ({ entity, key }));
    });
  const gone = pairs(before, after);
  const keys = [...new Set(gone.map(({ key }) => key))].sort(compare);
  await Promise.all([
    runRows(run, cypherOf('load/delete-names'), gone),
    runRows(run, cypherOf('load/put-names'), pairs(after, before)),
    runRows(run, cypherOf('load/delete-lost-names'), keys, 'keys'),
  ]);
}

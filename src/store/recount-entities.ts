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
  const rows = await runRows(run, cypherOf('read/tallies'), ids, 'ids');
  const tallies = new Map(rows.map((row) => [row.id as string, textToTally(row.tally as string)]));
  const known = new Map([...tallies].map(([id, tally]) => [id, entityOf(id, tally)]));
  // Additions first: a count may pass through zero only when it ends there.
  for (const { id, told, by } of [...changes].sort((a, b) => b.by - a.by)) {
    tallies.set(id, count(tallies.get(id) ?? EMPTY, told, by));
  }
  const lost = ids.filter((id) => tallies.get(id)!.articles === 0);
  const kept = ids.filter((id) => tallies.get(id)!.articles > 0).map((id) => entityOf(id, tallies.get(id)!));
  const [same, changed] = [
    kept.filter((e) => isSame(e, known.get(e.id))),
    kept.filter((e) => !isSame(e, known.get(e.id))),
  ];
  const tallyOf = ({ id }: KnownEntity): string => tallyToText(tallies.get(id)!);
  const rowOf = (entity: KnownEntity): object => {
    const { label, day, ...properties } = entity;
    return { id: entity.id, day: day ?? null, properties: { ...properties, tally: tallyOf(entity) } };
  };
  const changedTo = groupBy(changed, ({ label }) => label);
  const relabelled = changed.filter(({ id, label }) => (known.get(id)?.label ?? label) !== label);
  const counts = same.map((entity) => ({ id: entity.id, articles: entity.articles, tally: tallyOf(entity) }));
  await Promise.all([
    runRows(run, cypherOf('load/count-entities'), counts),
    ...[...groupBy(relabelled, ({ label }) => label)].map(([label, entities]) =>
      runRows(
        run,
        cypherOfLabel('load/relabel-entities', label),
        entities.map(({ id }) => id),
        'ids',
      ),
    ),
    ...[...changedTo].map(([label, entities]) =>
      runRows(run, cypherOfLabel('load/put-entities', label), entities.map(rowOf)),
    ),
    renameEntities(run, known, new Map(kept.map((entity) => [entity.id, entity]))),
    runRows(run, cypherOf('load/delete-entities'), lost, 'ids'),
  ]);
}

/** Whether an entity is the same but for how many articles tell of it. */
function isSame(entity: KnownEntity, before: KnownEntity | undefined): boolean {
  return (
    before !== undefined && JSON.stringify({ ...before, articles: 0 }) === JSON.stringify({ ...entity, articles: 0 })
  );
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

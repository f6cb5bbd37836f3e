/** Collect: the entities that several readings tell of, as one graph without a store. */
import type { Reading, ToldEntity } from '../model.ts';
import { compare, compareBy, groupBy } from '../order.ts';
import type { AliasedEntity } from './rows.ts';

/** One entity for each id, sorted by id; aliases are all surface forms; the fullest telling gives name and type. */
export function collectEntities(readings: readonly Reading[]): AliasedEntity[] {
  const told = groupBy(
    readings.flatMap((reading) => reading.entities),
    (entity) => entity.id,
  );
  return [...told.keys()].sort(compare).map((id) => unite(told.get(id)!));
}

function unite(tellings: readonly ToldEntity[]): AliasedEntity {
  const [fullest] = [...tellings].sort(
    compareBy(
      (e) => -e.name.length,
      (e) => e.name,
      (e) => e.kind ?? '\uffff',
    ),
  );
  const { local: _local, names: _names, event: _event, ...entity } = fullest!;
  return { ...entity, aliases: [...new Set(tellings.flatMap((e) => e.names))].sort(compare) };
}

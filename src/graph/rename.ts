/** Rename: a reading with the ids that the whole graph gives its entities. */
import type { Reading } from '../model.ts';
import { compareBy } from '../order.ts';

/**
 * @param idOf the entity's id in the graph by the id that the article alone gives it. Two of one article never share one.
 * @returns the reading itself where nothing changes. An event's facts keep the article's own ids, as merging starts
 * from what each article alone tells.
 */
export function renameEntities(reading: Reading, idOf: (local: string) => string): Reading {
  const changed = reading.entities.filter(({ id, local }) => idOf(local) !== id);
  if (changed.length === 0) return reading;
  const renamed = new Map(changed.map(({ id, local }) => [id, idOf(local)]));
  const rename = (id: string) => renamed.get(id) ?? id;
  return {
    ...reading,
    entities: reading.entities
      .map((entity) => ({ ...entity, id: rename(entity.id) }))
      .sort(
        compareBy(
          (entity) => entity.id,
          (entity) => entity.local,
        ),
      ),
    mentions: reading.mentions
      .map((mention) => ({ ...mention, entity: rename(mention.entity) }))
      .sort(
        compareBy(
          (mention) => mention.start,
          (mention) => mention.end,
          (mention) => mention.entity,
        ),
      ),
    statements: reading.statements
      .map(({ subject, object, attribution, relayedBy, ...statement }) => ({
        ...statement,
        subject: rename(subject),
        object: rename(object),
        ...(attribution === undefined ? {} : { attribution: rename(attribution) }),
        relayedBy: relayedBy.map(rename),
      }))
      .sort(inTextOrder),
  };
}

/** The order of a reading's statements. */
export const inTextOrder = compareBy<Reading['statements'][number]>(
  (s) => s.start,
  (s) => s.relation,
  (s) => s.subject,
  (s) => s.object,
  (s) => s.end,
  (s) => s.id,
);

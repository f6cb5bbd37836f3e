/** Rename: a reading with the ids that the whole graph gives its entities. */
import type { Reading, ToldEntity } from '../model.ts';
import { compareBy } from '../order.ts';

/**
 * @param idOf the entity's id in the graph by the id that the article alone gives it. Two of one article never share one.
 * @param nameOf the name that the entity of an id in the graph was given by hand, if it was.
 * @returns the reading itself where nothing changes. An event's facts keep the article's own ids, as merging starts
 * from what each article alone tells.
 */
export function renameEntities(
  reading: Reading,
  idOf: (local: string) => string,
  nameOf: (id: string) => string | undefined = () => undefined,
): Reading {
  const changed = reading.entities.filter((entity) => isRenamed(entity, idOf, nameOf));
  if (changed.length === 0) return reading;
  const renamed = new Map(changed.map(({ id, local }) => [id, idOf(local)]));
  const rename = (id: string) => renamed.get(id) ?? id;
  return {
    ...reading,
    entities: reading.entities
      .map(({ wikidata, ...entity }) => {
        const id = rename(entity.id);
        // A slug has a Wikidata id only as long as it is merged with an entity that has one.
        const own = [id, entity.local].some((other) => /^Q\d+$/u.test(other))
          ? { wikidata: toWikidata(id) ?? wikidata }
          : {};
        return {
          ...entity,
          id,
          name: nameOf(id) ?? entity.name,
          ...(own.wikidata === undefined ? {} : { wikidata: own.wikidata }),
        };
      })
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

function toWikidata(id: string): string | undefined {
  return /^Q\d+$/u.test(id) ? id : undefined;
}

/** Whether the entity's id or name in the reading is not what the whole graph gives it. */
export function isRenamed(
  { id, local, name }: ToldEntity,
  idOf: (local: string) => string,
  nameOf: (id: string) => string | undefined,
): boolean {
  const now = idOf(local);
  return now !== id || (nameOf(now) ?? name) !== name;
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

/** Catalogue: a store's graph as it stood when it was read, indexed for what the page asks of it. */
import type { Edge, Entity, Label, Reading, Statement } from '../model.ts';
import { LABELS } from '../model.ts';
import { RELATIONS, relationOf } from '../ontology.ts';
import { compare, compareBy, groupBy } from '../order.ts';
import { daysOf } from '../store/days.ts';
import type { GraphStore } from '../store.ts';
import type { ArticleHead, Evidence, Fact, Graph, GraphEntity, Named, Places } from './api.ts';
import { STANDING } from './api.ts';
import { readColours } from './colours.ts';

export type CataloguedEntity = Entity & { readonly aliases: readonly string[] };

/** A statement with the reading that holds it. */
export interface Told {
  readonly statement: Statement;
  readonly reading: Reading;
  /** First day said or dated; empty where unknown. */
  readonly day: string;
}

export interface Catalogue {
  readonly edition: number;
  readonly entities: ReadonlyMap<string, CataloguedEntity>;
  readonly edges: readonly Edge[];
  /** By article id. */
  readonly readings: ReadonlyMap<string, Reading>;
  /** Newest first, then in the order of the text. */
  readonly told: readonly Told[];
  /** By the entity that is its subject or its object, in the order of `told`. */
  readonly toldOf: ReadonlyMap<string, readonly Told[]>;
}

/** Reads a whole store. Throws its StoreErrors. */
export async function readCatalogue(store: GraphStore, edition: number): Promise<Catalogue> {
  const entities = new Map((await store.entities()).map((entity) => [entity.id, entity]));
  const edges = await store.edges();
  const readings = new Map<string, Reading>();
  for await (const reading of store.readings()) readings.set(reading.article.id, reading);
  const told = [...readings.values()].flatMap((reading) =>
    reading.statements.map((statement): Told => {
      const said = daysOf(reading.article.published?.slice(0, 10), undefined).first;
      return { statement, reading, day: daysOf(statement.date, said).first ?? '' };
    }),
  );
  told.sort(
    (a, b) =>
      compare(b.day, a.day) ||
      compare(a.reading.article.id, b.reading.article.id) ||
      a.statement.start - b.statement.start ||
      compare(a.statement.id, b.statement.id),
  );
  const toldOf = new Map<string, Told[]>();
  for (const one of told) {
    for (const id of new Set([one.statement.subject, one.statement.object])) {
      const others = toldOf.get(id);
      if (others) others.push(one);
      else toldOf.set(id, [one]);
    }
  }
  return { edition, entities, edges, readings, told, toldOf };
}

/** The entity by its id; one that the graph lost since is shown by its id. */
export function nameOf({ entities }: Catalogue, id: string): Named {
  const { name = id, label = 'Event' } = entities.get(id) ?? {};
  return { id, name, label };
}

export function headOf({ article }: Reading): ArticleHead {
  const { id, ref, title, source, url, published } = article;
  return {
    id,
    ref,
    ...(title !== undefined && { title }),
    ...(source !== undefined && { source }),
    ...(url !== undefined && { url }),
    ...(published !== undefined && { published }),
  };
}

export function familyOf(relation: string): string {
  return relationOf(relation).plover ?? STANDING;
}

export function toEvidence(catalogue: Catalogue, { statement, reading, day }: Told): Evidence {
  const { subject, object, attribution, relayedBy, relation, sentence: index, start, end } = statement;
  const sentence = reading.sentences[index]!;
  const { id, polarity, modality, confidence, why, title, status, role } = statement;
  const said = statement.date ?? (day || undefined);
  return {
    id,
    subject: nameOf(catalogue, subject),
    relation,
    family: familyOf(relation),
    object: nameOf(catalogue, object),
    polarity,
    modality,
    ...(attribution !== undefined && { attribution: nameOf(catalogue, attribution) }),
    relayedBy: relayedBy.map((speaker) => nameOf(catalogue, speaker)),
    ...(said !== undefined && { day: said }),
    confidence,
    why,
    ...(title !== undefined && { title }),
    ...(status !== undefined && { status }),
    ...(role !== undefined && { role }),
    sentence: sentence.text,
    quote: {
      start: Math.max(0, start - sentence.start),
      end: Math.min(sentence.text.length, end - sentence.start),
    },
    span: { start, end },
    article: headOf(reading),
  };
}

export function toGraphEntity({ id, name, label, kind, aliases }: CataloguedEntity): GraphEntity {
  return { id, name, label, ...(kind !== undefined && { kind }), aliases };
}

export function toGraph(catalogue: Catalogue, place: string, live: boolean, places: Places): Graph {
  const colourOf = readColours();
  const entities = [...catalogue.entities.values()];
  const entityAt = new Map(entities.map(({ id }, i) => [id, i]));
  const relationAt = new Map(RELATIONS.map(({ relation }, i) => [relation, i]));
  const named = groupBy(catalogue.readings.values(), ({ article }) => article.source);
  const sources = [...named.keys()].filter((source) => source !== undefined).sort(compare);
  const sourceAt = new Map(sources.map((source, i) => [source, i]));
  const facts = catalogue.told.flatMap(({ statement, reading, day }): Fact[] => {
    const [subject, object] = [entityAt.get(statement.subject), entityAt.get(statement.object)];
    const relation = relationAt.get(statement.relation);
    if (subject === undefined || object === undefined || relation === undefined) return [];
    const source = sourceAt.get(reading.article.source ?? '') ?? -1;
    const happened = statement.polarity === 'affirmed' && statement.modality === 'actual' ? 1 : 0;
    return [[subject, relation, object, day, source, happened]];
  });
  return {
    place,
    articles: catalogue.readings.size,
    edition: catalogue.edition,
    entities: entities.map(toGraphEntity),
    relations: RELATIONS.map(({ relation, symmetric }) => ({
      relation,
      family: familyOf(relation),
      symmetric,
      colour: colourOf('relationship', relation),
    })),
    sources,
    facts,
    labelColours: Object.fromEntries(LABELS.map((label) => [label, colourOf('node', label)])) as Record<Label, string>,
    live,
    places,
  };
}

/** Newest first, then by title. */
export const newestArticleFirst = (a: ArticleHead, b: ArticleHead): number =>
  compare(b.published ?? '', a.published ?? '') ||
  compareBy<ArticleHead>(
    (h) => h.title ?? h.ref,
    (h) => h.id,
  )(a, b);

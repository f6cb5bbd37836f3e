/**
 * Editions: one text found in several places. Each place keeps what was read there (its date decides the dates of its
 * statements), so that withdrawing one leaves exactly what the others alone would have given.
 */
import type { Article, Copy, Reading } from '../model.ts';
import { compare } from '../order.ts';

/** What a reading says beyond its text and its place. */
export type Content = Pick<Article, 'language' | 'furniture' | 'extra'> & {
  readonly model: string;
} & Pick<Reading, 'sentences' | 'entities' | 'mentions' | 'statements'>;

export interface Edition {
  readonly copy: Copy;
  readonly content: Content;
}

export interface StoredText {
  readonly id: string;
  readonly text: string;
  /** Sorted by origin, at least one; the graph shows the first. */
  readonly editions: readonly Edition[];
}

/** The fields in one order, those undefined left out: equal readings are then equal as JSON. */
function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]]))) as Pick<T, K>;
}

const COPY = ['origin', 'ref', 'title', 'source', 'url', 'published', 'fingerprint'] as const;
const ENTITY = ['id', 'label', 'name', 'kind', 'wikidata', 'iso2', 'iso3', 'local', 'names', 'event'] as const;
const STATEMENT = [
  ...([
    'start',
    'end',
    'id',
    'subject',
    'relation',
    'object',
    'polarity',
    'modality',
    'attribution',
    'relayedBy',
  ] as const),
  ...(['date', 'sentence', 'confidence', 'why', 'title', 'status', 'role'] as const),
] as const;

export function copyOf(from: Copy): Copy {
  return pick(from, COPY);
}

/** The content in one order of lists and keys. */
export function contentOf({ article, ...reading }: Reading): Content {
  return {
    ...pick(article, ['language', 'furniture', 'extra', 'model']),
    furniture: article.furniture.map((span) => pick(span, ['start', 'end'])).sort((a, b) => a.start - b.start),
    sentences: reading.sentences.map((sentence) => pick(sentence, ['start', 'end', 'text', 'headline'])),
    entities: reading.entities
      .map((entity) => ({
        ...pick(entity, ENTITY),
        ...(entity.event && { event: pick(entity.event, ['participants', 'date', 'place']) }),
      }))
      .sort((a, b) => compare(a.id, b.id) || compare(a.local, b.local)),
    mentions: reading.mentions
      .map((mention) => pick(mention, ['start', 'end', 'entity', 'text', 'sentence', 'score', 'why']))
      .sort((a, b) => a.start - b.start || a.end - b.end || compare(a.entity, b.entity)),
    statements: reading.statements
      .map((statement) => pick(statement, STATEMENT))
      .sort(
        (a, b) =>
          a.start - b.start ||
          compare(a.relation, b.relation) ||
          compare(a.subject, b.subject) ||
          compare(a.object, b.object) ||
          a.end - b.end ||
          compare(a.id, b.id),
      ),
  };
}

/** The reading that the graph shows of a text. */
export function readingOf({ id, text, editions }: StoredText): Reading {
  const { copy, content } = editions[0]!;
  const { language, furniture, extra, model, ...rest } = content;
  const article = {
    ...copy,
    id,
    text,
    ...(language !== undefined && { language }),
    furniture,
    ...(extra !== undefined && { extra }),
    model,
  };
  return { article, ...rest };
}

/** The distinct outlets of a text, sorted. */
export function outletsOf({ editions }: StoredText): string[] {
  return [...new Set(editions.flatMap(({ copy }) => copy.source ?? []))].sort(compare);
}

/**
 * What is stored once `readings` are written over `stored`; a text left without a place has no entry any more. A place
 * holds one text: a new one there takes it from the old. A reading by another model replaces what older models read of
 * the same text elsewhere, whose files may be gone.
 */
export function unite(stored: ReadonlyMap<string, StoredText>, readings: readonly Reading[]): Map<string, StoredText> {
  const texts = new Map(stored);
  const places = new Map([...stored.values()].flatMap(({ id, editions }) => editions.map((e) => [e.copy.origin, id])));
  for (const reading of readings) {
    const { id, text, origin } = reading.article;
    const before = texts.get(places.get(origin) ?? '');
    if (before && before.id !== id) {
      const editions = before.editions.filter((edition) => edition.copy.origin !== origin);
      if (editions.length > 0) texts.set(before.id, { ...before, editions });
      else texts.delete(before.id);
    }
    const content = contentOf(reading);
    const others = (texts.get(id)?.editions ?? [])
      .filter((edition) => edition.copy.origin !== origin)
      .map((edition) => (edition.content.model === content.model ? edition : { ...edition, content }));
    const editions = [...others, { copy: copyOf(reading.article), content }];
    texts.set(id, { id, text, editions: editions.sort((a, b) => compare(a.copy.origin, b.copy.origin)) });
    places.set(origin, id);
  }
  return texts;
}

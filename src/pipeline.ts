/** The flow: read → segment → annotate → resolve → extract → reading → store. Ingesting twice changes nothing. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { Annotator } from './annotate.ts';
import type { Extractor } from './extract.ts';
import { isRenamed, renameEntities } from './graph/rename.ts';
import { toReading } from './graph.ts';
import { type Decisions, DecisionsError, findUnknown, NO_DECISIONS } from './merge/decisions.ts';
import { mergeEntities } from './merge.ts';
import type { Article, Copy, Reading } from './model.ts';
import type { IsStored, Read, Unreadable } from './read.ts';
import type { Resolver } from './resolve.ts';
import type { Segment } from './segment.ts';
import { copyOf } from './store/editions.ts';
import type { GraphStore, StoredArticle, Telling } from './store.ts';

/** What an article passes through once it is read, opened. */
export interface ReadingStages {
  readonly segment: Segment;
  readonly annotator: Annotator;
  readonly resolver: Resolver;
  readonly extractor: Extractor;
}

export interface Stages {
  readonly read: Read;
  /** Of the model, the tables and the rules: articles read by another version are read again. */
  readonly version: string;
  /** Opens the model and the tables at the first call: a run that finds nothing new never waits for them. */
  open(): Promise<ReadingStages>;
  close(): Promise<void>;
}

export type ReadOutcome =
  | { readonly reading: Reading; readonly unreadable?: undefined }
  | { readonly reading?: undefined; readonly unreadable: Unreadable };

/** Reads one article through all stages; a fault in it is a result that says where, not a throw. */
export async function readArticle(article: Article, stages: Stages): Promise<ReadOutcome> {
  const { segment, annotator, resolver, extractor } = await stages.open();
  let stage = 'segment';
  try {
    const segmented = segment(article);
    stage = 'annotate';
    const [annotated] = await annotator.annotate([segmented]);
    stage = 'resolve';
    const resolved = resolver.resolve(annotated!);
    stage = 'extract';
    const extracted = extractor.extract(resolved);
    return { reading: toReading(extracted, stages.version) };
  } catch (fault) {
    // Whatever one article provokes is that article's fault alone: it is listed, and the others go on.
    const message = fault instanceof Error ? fault.message : String(fault);
    const reason = `${article.ref}: stage ${stage} failed: ${message}; the article was left out, the others go on`;
    return { unreadable: { origin: article.origin, ref: article.ref, reason } };
  }
}

export interface IngestOptions {
  /** Reads stored articles again even if nothing changed. */
  readonly again?: boolean;
  /** Ends the run after the article that is being read; what was read is stored. */
  readonly signal?: AbortSignal;
  /** Called after each article with the number dealt with and the number known so far. */
  readonly onProgress?: (done: number, total: number) => void;
  /** What a person ruled on who is who. */
  readonly decisions?: Decisions;
  /** Called with what was read of each article. */
  readonly onReading?: (reading: Reading) => void;
}

export interface IngestReport {
  readonly added: number;
  readonly replaced: number;
  readonly unchanged: number;
  readonly failed: readonly Unreadable[];
  readonly passedOver: readonly Unreadable[];
  readonly interrupted: boolean;
  /** Origins that the inputs named, readable or not. */
  readonly origins: ReadonlySet<string>;
}

/** Articles read ahead of the stages, so that the progress knows how many are to come. */
const READ_AHEAD = 1000;
/** Articles of one transaction: a kill loses these at most, and leaves whole articles only. */
const WRITE_BATCH = 64;

/** Brings what `inputs` name into the store; unchanged articles cost a look-up of their hash. */
export async function ingest(
  inputs: readonly string[],
  stages: Stages,
  store: GraphStore,
  { again = false, signal, onProgress = () => {}, onReading = () => {}, decisions = NO_DECISIONS }: IngestOptions = {},
): Promise<IngestReport> {
  const known = new Known(await store.articles(), stages.version);
  const origins = new Set<string>();
  const failed: Unreadable[] = [];
  const passedOver: Unreadable[] = [];
  const counts = { added: 0, replaced: 0, unchanged: 0 };
  let batch: Reading[] = [];
  let done = 0;

  const writeBatch = async () => {
    if (batch.length > 0) await store.write(batch);
    for (const { article } of batch) counts[known.add(article)] += 1;
    batch = [];
  };

  let total = 0;
  const told = new Set<string>();
  const isStored: IsStored = (origin, fingerprint) => {
    // What an earlier input of this run says otherwise of the origin, a later one may have to put right.
    if (again || told.has(origin) || !known.isUnchanged(origin, fingerprint)) {
      told.add(origin);
      return false;
    }
    origins.add(origin);
    counts.unchanged += 1;
    total += 1;
    done += 1;
    return true;
  };
  for await (const results of readAhead(stages.read(inputs, isStored))) {
    total += results.length;
    for (const { article, unreadable } of results) {
      if (signal?.aborted) break;
      origins.add((article ?? unreadable).origin);
      // An origin told twice in one batch would leave open which text wins; the later one does.
      if (batch.some((reading) => reading.article.origin === article?.origin)) await writeBatch();
      if (unreadable) (unreadable.passedOver ? passedOver : failed).push(unreadable);
      else if (!again && known.has(article)) counts.unchanged += 1;
      else {
        const outcome = await readArticle(article, stages);
        if (outcome.reading) {
          onReading(outcome.reading);
          batch.push(outcome.reading);
        } else failed.push(outcome.unreadable);
        if (batch.length >= WRITE_BATCH) await writeBatch();
      }
      done += 1;
      onProgress(done, total);
    }
    if (signal?.aborted) break;
  }
  onProgress(done, total);
  await writeBatch();
  await mergeStored(store, decisions);
  return { ...counts, failed, passedOver, origins, interrupted: signal?.aborted ?? false };
}

async function* readAhead<T>(results: AsyncIterable<T>): AsyncGenerator<T[]> {
  let ahead: T[] = [];
  for await (const result of results) {
    ahead.push(result);
    if (ahead.length < READ_AHEAD) continue;
    yield ahead;
    ahead = [];
  }
  if (ahead.length > 0) yield ahead;
}

/** What the store holds, by origin: what was read of which input, and by which version. */
class Known {
  readonly #version: string;
  readonly #places = new Map<string, { readonly id: string; readonly copy: Copy; readonly version: string }>();

  constructor(articles: readonly StoredArticle[], version: string) {
    this.#version = version;
    for (const { id, copies, model } of articles)
      for (const copy of copies) this.#places.set(copy.origin, { id, copy, version: model });
  }

  /** Whether the input was read by this version just as it is: nothing has to be parsed to know it. */
  isUnchanged(origin: string, fingerprint: string): boolean {
    const place = this.#places.get(origin);
    return place?.version === this.#version && place.copy.fingerprint === fingerprint;
  }

  has(article: Article): boolean {
    const place = this.#places.get(article.origin);
    return (
      place !== undefined &&
      stateOf(place.id, place.copy, place.version) === stateOf(article.id, article, this.#version)
    );
  }

  /** Notes that the article is stored now, and tells whether its origin was known before. */
  add(article: Article): 'added' | 'replaced' {
    const before = this.#places.has(article.origin);
    this.#places.set(article.origin, { id: article.id, copy: copyOf(article), version: this.#version });
    return before ? 'replaced' : 'added';
  }
}

function stateOf(id: string, { title, source, url, published }: Copy, version: string): string {
  return JSON.stringify([id, version, title, source, url, published]);
}

/** Withdraws articles exactly: what remains equals a graph that never saw them. */
export async function removeArticles(
  articleIds: readonly string[],
  store: GraphStore,
  decisions: Decisions = NO_DECISIONS,
): Promise<void> {
  await store.remove(articleIds);
  await mergeStored(store, decisions);
}

/** Readings written at a time when their entities' ids have changed. */
const RENAME_BATCH = 200;

/**
 * Decides anew which entities of different articles are one, and writes the readings whose entities that concerns: the
 * graph is then the same whatever the order and the runs in which its articles came. Where nothing was written and
 * nothing ruled since the last time, there is nothing to do. Throws a DecisionsError, before anything is written, where
 * a decision names an entity that nothing tells of.
 */
export async function mergeStored(store: GraphStore, decisions: Decisions = NO_DECISIONS): Promise<void> {
  const { writes, merged: before } = await store.history();
  const noteAt = (count: number) => `${count} ${hashDecisions(decisions)}`;
  if (before === noteAt(writes)) return;
  const tellings = await store.tellings();
  const merged = mergeEntities(tellings, decisions);
  const idOf = (articleId: string, local: string) => merged.get(`${articleId}\u0000${local}`) ?? local;
  const nameOf = namesOf(decisions, tellings, idOf);
  const concerned = tellings.filter(({ articleId, entity }) =>
    isRenamed(entity, (local) => idOf(articleId, local), nameOf),
  );
  const articleIds = [...new Set(concerned.map(({ articleId }) => articleId))];
  let ownWrites = 0;
  for (let start = 0; start < articleIds.length; start += RENAME_BATCH) {
    const readings: Reading[] = [];
    for await (const reading of store.readings(articleIds.slice(start, start + RENAME_BATCH))) {
      readings.push(renameEntities(reading, (local) => idOf(reading.article.id, local), nameOf));
    }
    await store.write(readings);
    ownWrites += 1;
  }
  // Another process's write in between makes the count differ: the next run then merges again.
  await store.noteMerged(noteAt(writes + ownWrites));
}

function hashDecisions({ same, different, names, links }: Decisions): string {
  const rulings = JSON.stringify([same, different, [...names], [...links]]);
  return createHash('sha256').update(rulings).digest('hex').slice(0, 16);
}

/** The names given by hand, by the entity's id in the graph; a decision may name the entity by an article's own id. */
function namesOf(
  decisions: Decisions,
  tellings: readonly Telling[],
  idOf: (articleId: string, local: string) => string,
): (id: string) => string | undefined {
  if (decisions.lines.size === 0) return () => undefined;
  const finalIds = new Map(tellings.map(({ articleId, entity }) => [entity.local, idOf(articleId, entity.local)]));
  const known = new Set([...finalIds.keys(), ...finalIds.values()]);
  // A Wikidata id may be decided for before any article is linked to it.
  const unknown = findUnknown(decisions, (id) => known.has(id) || /^Q\d+$/u.test(id));
  if (unknown.length > 0) throw new DecisionsError(unknown);
  const names = new Map([...decisions.names].map(([id, name]) => [finalIds.get(id) ?? id, name]));
  return (id) => names.get(id);
}

/**
 * Withdraws what came from a folder among `inputs` but was not seen there any more; gives the refs withdrawn. A text
 * that other places still hold stays with those.
 */
export async function prune(
  inputs: readonly string[],
  seen: ReadonlySet<string>,
  store: GraphStore,
  decisions: Decisions = NO_DECISIONS,
): Promise<string[]> {
  const folders = inputs
    .filter((input) => statSync(input, { throwIfNoEntry: false })?.isDirectory())
    .map((folder) => resolve(folder) + sep);
  const vanished = (copy: Copy) => !seen.has(copy.origin) && folders.some((folder) => copy.origin.startsWith(folder));
  const articles = await store.articles();
  const gone = articles.filter(({ copies }) => copies.every(vanished));
  if (gone.length > 0)
    await removeArticles(
      gone.map(({ id }) => id),
      store,
      decisions,
    );
  return gone.map(({ ref }) => ref);
}

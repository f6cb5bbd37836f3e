/** Ingest: writes invented readings to a store, one batch after the other, as a process that tests can kill. */
import { makeReadings } from '../bench/affairs.ts';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import { openNeo4jStore } from '../src/store/neo4j.ts';
import type { GraphStore } from '../src/store.ts';
import { scratchServer } from './neo4j/scratch.ts';

/** Two spellings of the same affairs, so that replacing is under way as well when the kill comes. */
export const READINGS = [...makeReadings(24, 60, 7), ...makeReadings(24, 60, 8)];
const BATCH = 5;

/** Writes what is not stored yet, as an ingest that goes on after an interruption. */
export async function ingestRest(store: GraphStore): Promise<void> {
  const stored = new Set(
    (await store.articles()).flatMap(({ id, copies }) => copies.map(({ origin }) => `${origin} ${id}`)),
  );
  // A later reading from the same place makes the earlier one stale, stored or not.
  const latest = new Map(READINGS.map((reading) => [reading.article.origin, reading]));
  const done = ({ article }: (typeof READINGS)[number]): boolean =>
    stored.has(`${article.origin} ${article.id}`) ||
    stored.has(`${article.origin} ${latest.get(article.origin)!.article.id}`);
  for (let i = 0; i < READINGS.length; i += BATCH) {
    const batch = READINGS.slice(i, i + BATCH).filter((reading) => !done(reading));
    if (batch.length > 0) await store.write(batch);
    if (process.send) process.send(i);
  }
}

const [, script, kind, path] = process.argv;
if (script?.endsWith('store-ingest.ts')) {
  const store = kind === 'embedded' ? await openEmbeddedStore({ path: path! }) : await openNeo4jStore(scratchServer()!);
  await store.setUp();
  await ingestRest(store);
  await store.close();
  process.disconnect?.();
}

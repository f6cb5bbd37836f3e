/** Ingest: writes invented readings to a store, one batch after the other, as a process that tests can kill. */
import { makeReadings } from '../bench/affairs.ts';
import { openWithLedger } from '../src/store/embedded/ledger.ts';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import { openNeo4jStore } from '../src/store/neo4j.ts';
import type { GraphStore } from '../src/store.ts';
import { scratchServer } from './neo4j/scratch.ts';

/** Two spellings of the same affairs, so that replacing is under way as well when the kill comes. */
export const READINGS = [...makeReadings(24, 60, 7), ...makeReadings(24, 60, 8)];
const BATCH = 5;

/** Writes what is not stored yet of the first readings, as an ingest that goes on after an interruption. */
export async function ingestRest(store: GraphStore, upTo = READINGS.length): Promise<void> {
  const stored = new Set(
    (await store.articles()).flatMap(({ id, copies }) => copies.map(({ origin }) => `${origin} ${id}`)),
  );
  // A later reading from the same place makes the earlier one stale, stored or not.
  const latest = new Map(READINGS.map((reading) => [reading.article.origin, reading]));
  const done = ({ article }: (typeof READINGS)[number]): boolean =>
    stored.has(`${article.origin} ${article.id}`) ||
    stored.has(`${article.origin} ${latest.get(article.origin)!.article.id}`);
  for (let i = 0; i < upTo; i += BATCH) {
    const batch = READINGS.slice(i, Math.min(i + BATCH, upTo)).filter((reading) => !done(reading));
    if (batch.length > 0) await store.write(batch);
    if (process.send) process.send(i);
  }
}

/** The embedded store as `entente ingest` opens it. */
export async function openDeferred(path: string): Promise<GraphStore> {
  const store = await openWithLedger(path, () => openEmbeddedStore({ path }), { defer: true });
  await store.setUp();
  return store;
}

async function openFresh(): Promise<GraphStore> {
  const store = await openNeo4jStore(scratchServer()!);
  await store.setUp();
  return store;
}

const [, script, kind, path] = process.argv;
if (script?.endsWith('store-ingest.ts')) {
  // Closed and opened once in between, so that the kill may come while that is under way.
  for (const upTo of [READINGS.length / 2, READINGS.length]) {
    const store = kind === 'embedded' ? await openDeferred(path!) : await openFresh();
    await ingestRest(store, upTo);
    await store.close();
  }
  process.disconnect?.();
}

/** Kill: a process killed at any moment of an ingest leaves whole articles only, and the next run ends where it would have. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import { openNeo4jStore } from '../src/store/neo4j.ts';
import type { GraphStore } from '../src/store.ts';
import { type Scratch, SKIPPED, scratchServer, takeScratch } from './neo4j/scratch.ts';
import { ingestRest, openDeferred, READINGS } from './store-ingest.ts';

/** ENTENTE_KILLS=50 is the long run. */
const KILLS = Number(process.env.ENTENTE_KILLS ?? 5);
const SCRIPT = new URL('./store-ingest.ts', import.meta.url).pathname;

async function contentsOf(store: GraphStore): Promise<unknown> {
  const readings: unknown[] = [];
  for await (const reading of store.readings()) readings.push(reading);
  return [await store.articles(), readings, await store.entities(), await store.edges(), await store.counts()];
}

function startIngest(...args: string[]): ChildProcess {
  return fork(SCRIPT, args, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

/** Starts an ingest and kills it `afterMs` after its first batch. Tells whether it was cut short. */
async function killIngest(afterMs: number, ...args: string[]): Promise<boolean> {
  const child = startIngest(...args);
  const ended = once(child, 'exit');
  await Promise.race([once(child, 'message'), ended]);
  await Promise.race([wait(afterMs), ended]);
  child.kill('SIGKILL');
  const [, signal] = await ended;
  return signal === 'SIGKILL';
}

/** Every stored article is whole: it is one of those that were written, to the last mention. */
async function expectWholeArticles(store: GraphStore): Promise<void> {
  const written = new Map(READINGS.map((reading) => [reading.article.id, reading]));
  for await (const reading of store.readings()) expect(reading).toEqual(written.get(reading.article.id));
}

describe('a killed ingest on the embedded store', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'entente-kill-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('leaves whole articles, and the next run ends as an undisturbed one', {
    timeout: 3_600_000,
  }, async () => {
    const calm = await openEmbeddedStore({ path: join(folder, 'calm.graph') });
    await calm.setUp();
    await ingestRest(calm);
    const expected = await contentsOf(calm);
    await calm.close();
    let cut = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const path = join(folder, `${kill}.graph`);
      if (await killIngest((kill * 397) % 700, 'embedded', path)) cut += 1;
      const store = await openDeferred(path);
      await expectWholeArticles(store);
      await ingestRest(store);
      expect(await contentsOf(store)).toEqual(expected);
      await store.close();
    }
    expect(cut).toBeGreaterThan(0);
  });
});

const server = scratchServer();
describe.skipIf(!server)(server ? 'a killed ingest on Neo4j' : `a killed ingest on Neo4j (${SKIPPED})`, () => {
  let scratch: Scratch;
  beforeAll(async () => {
    scratch = await takeScratch(server!);
  }, 600_000);
  afterAll(() => scratch.release());

  async function openEmpty(): Promise<GraphStore> {
    await scratch.wipe();
    const store = await openNeo4jStore(server!);
    await store.setUp();
    return store;
  }

  it('leaves whole articles, and the next run ends as an undisturbed one', { timeout: 3_600_000 }, async () => {
    let store = await openEmpty();
    await ingestRest(store);
    const expected = await contentsOf(store);
    await store.close();
    let cut = 0;
    for (let kill = 0; kill < Math.ceil(KILLS / 3); kill++) {
      store = await openEmpty();
      if (await killIngest((kill * 1103) % 3000, 'neo4j')) cut += 1;
      await expectWholeArticles(store);
      await ingestRest(store);
      expect(await contentsOf(store)).toEqual(expected);
      await store.close();
    }
    expect(cut).toBeGreaterThan(0);
  });

  it('ends the same when two ingests run at once', { timeout: 600_000 }, async () => {
    let store = await openEmpty();
    const readings = READINGS.slice(0, 20);
    await store.write(readings);
    const expected = await contentsOf(store);
    await store.close();
    store = await openEmpty();
    const other = await openNeo4jStore(server!);
    const writeIn = async (into: GraphStore, order: typeof readings): Promise<void> => {
      for (const reading of order) await into.write([reading]);
    };
    await Promise.all([writeIn(store, readings), writeIn(other, [...readings].reverse())]);
    expect(await contentsOf(store)).toEqual(expected);
    await other.close();
    await store.close();
  });
});

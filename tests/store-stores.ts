/** Stores: the two stores that one suite runs over; each hands out empty ones. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import { openNeo4jStore } from '../src/store/neo4j.ts';
import type { GraphStore, Value } from '../src/store.ts';
import { type Scratch, SKIPPED, scratchServer, takeScratch } from './neo4j/scratch.ts';

export interface StoreUnderTest {
  readonly kind: 'embedded' | 'neo4j';
  /** Why its tests do not run here. */
  readonly skipped?: string;
  take(): Promise<void>;
  /** An empty store, set up. On Neo4j it is the same database each time, so one at a time. */
  open(): Promise<GraphStore>;
  /** Changes the store last opened behind its back; it must be closed. */
  tamper(cypher: string): Promise<void>;
  /** Opens the store last opened once more, as it is. */
  reopen(): Promise<GraphStore>;
  /** The operators of a query's plan, on Neo4j. */
  explain?(cypher: string, parameters: Readonly<Record<string, Value>>): Promise<string[]>;
  release(): Promise<void>;
}

function embedded(): StoreUnderTest {
  let folder = '';
  let opened = 0;
  const next = (): string => join(folder, `${++opened}.graph`);
  const last = (): string => join(folder, `${opened}.graph`);
  return {
    kind: 'embedded',
    async take() {
      folder = mkdtempSync(join(tmpdir(), 'entente-store-'));
    },
    async open() {
      const store = await openEmbeddedStore({ path: next() });
      await store.setUp();
      return store;
    },
    async tamper(cypher) {
      const grafeo = (await import('@grafeo-db/js')) as unknown as { default: typeof import('@grafeo-db/js') };
      const db = grafeo.default.GrafeoDB.open(last());
      await db.executeCypher(cypher);
      db.close();
    },
    reopen: () => openEmbeddedStore({ path: last() }),
    async release() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function neo4j(): StoreUnderTest {
  const server = scratchServer();
  let scratch: Scratch | undefined;
  return {
    kind: 'neo4j',
    ...(!server && { skipped: SKIPPED }),
    async take() {
      scratch = await takeScratch(server!);
    },
    async open() {
      await scratch!.wipe();
      const store = await openNeo4jStore(server!);
      await store.setUp();
      return store;
    },
    tamper: (cypher) => scratch!.run(cypher),
    reopen: () => openNeo4jStore(server!),
    explain: (cypher, parameters) => scratch!.explain(cypher, parameters),
    async release() {
      await scratch?.release();
    },
  };
}

export const STORES: readonly StoreUnderTest[] = [embedded(), neo4j()];

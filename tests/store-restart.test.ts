/**
 * Restart: a Neo4j that dies under a load and comes back loses nothing and doubles nothing. Starts a server of its own, so
 * it only runs when asked: ENTENTE_RESTART=1, after .ci/neo4j/start.sh has fetched the server once.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeReadings } from '../bench/affairs.ts';
import { packageRoot } from '../src/root.ts';
import { openNeo4jStore } from '../src/store/neo4j.ts';
import type { GraphStore } from '../src/store.ts';

const asked = process.env.ENTENTE_RESTART === '1';
const title = asked
  ? 'a Neo4j that dies under a load'
  : 'a Neo4j that dies under a load (skipped: ENTENTE_RESTART is not 1)';

describe.skipIf(!asked)(title, () => {
  const cache = mkdtempSync(join(tmpdir(), 'entente-restart-'));
  const run = (script: string, keep = ''): string =>
    execFileSync(join(packageRoot, '.ci', 'neo4j', script), {
      encoding: 'utf8',
      env: { ...process.env, ENTENTE_NEO4J_CACHE: cache, ENTENTE_NEO4J_KEEP: keep },
    });
  let uri = '';
  let password = '';

  beforeAll(() => {
    const fetched = process.env.ENTENTE_NEO4J_CACHE ?? join(homedir(), '.cache', 'entente-neo4j');
    symlinkSync(join(fetched, 'server'), join(cache, 'server'));
    const said = run('start.sh');
    uri = /NEO4J_URI=(\S+)/u.exec(said)![1]!;
    password = /NEO4J_PASSWORD=(\S+)/u.exec(said)![1]!;
  }, 300_000);
  afterAll(() => {
    run('stop.sh');
    rmSync(cache, { recursive: true, force: true });
  });

  async function contentsOf(store: GraphStore): Promise<unknown> {
    const readings: unknown[] = [];
    for await (const reading of store.readings()) readings.push(reading);
    return [await store.articles(), readings, await store.entities(), await store.edges(), await store.counts()];
  }

  it('has, once it is back, what an undisturbed load gives', { timeout: 900_000 }, async () => {
    const readings = makeReadings(60, 100);
    const store = await openNeo4jStore({ uri, username: 'neo4j', password, database: 'neo4j' });
    await store.setUp();
    await store.write(readings);
    const expected = await contentsOf(store);
    await store.remove(readings.map((reading) => reading.article.id));

    let writes = 0;
    const load = (async () => {
      for (let i = 0; i < readings.length; i += 3) {
        await store.write(readings.slice(i, i + 3));
        writes += 1;
      }
    })();
    await expect.poll(() => writes, { timeout: 120_000 }).toBeGreaterThan(2);
    expect(writes).toBeLessThan(20);
    process.kill(Number(readFileSync(join(cache, 'instance', 'pid'), 'utf8')), 'SIGKILL');
    // Elsewhere, so that this process goes on trying to write meanwhile.
    await new Promise<void>((resolve, reject) => {
      const env = { ...process.env, ENTENTE_NEO4J_CACHE: cache, ENTENTE_NEO4J_KEEP: '1' };
      execFile(join(packageRoot, '.ci', 'neo4j', 'start.sh'), { env }, (fault) => (fault ? reject(fault) : resolve()));
    });
    await load;
    expect(await contentsOf(store)).toEqual(expected);
    await store.close();
  });
});

/** Faults at opening a store: each a StoreError whose message names the value and the next step. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import { openNeo4jStore } from '../src/store/neo4j.ts';
import { SKIPPED, scratchServer } from './neo4j/scratch.ts';

describe('opening the embedded store', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'entente-faults-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('says that a graph is open elsewhere', async () => {
    const path = join(folder, 'busy.graph');
    const store = await openEmbeddedStore({ path });
    await expect(openEmbeddedStore({ path })).rejects.toMatchObject({
      name: 'StoreError',
      fault: 'busy',
      message: expect.stringContaining(path),
    });
    await store.close();
    await (await openEmbeddedStore({ path })).close();
  });

  it('says that a file or a folder is no store, and leaves it as it is', async () => {
    const file = join(folder, 'letter.txt');
    writeFileSync(file, 'Dear sir or madam');
    const inner = join(folder, 'folder');
    mkdirSync(inner);
    for (const path of [file, inner]) {
      await expect(openEmbeddedStore({ path })).rejects.toMatchObject({
        fault: 'not-a-store',
        message: expect.stringMatching(new RegExp(`^${path} .*--db`, 'u')),
      });
    }
  });

  it('says that a graph cannot be made where there is no writing', async () => {
    await expect(openEmbeddedStore({ path: '/proc/entente' })).rejects.toMatchObject({
      fault: 'not-a-store',
      message: expect.stringContaining('/proc/entente'),
    });
  });

  it('gives up a query that takes too long', async () => {
    const store = await openEmbeddedStore({ path: join(folder, 'slow.graph'), queryTimeoutMs: 50 });
    await expect(
      store.query('UNWIND range(1, 3000) AS a UNWIND range(1, 1000) AS b WITH a, b WHERE a * b = -1 RETURN count(*)'),
    ).rejects.toMatchObject({ fault: 'query', message: expect.stringContaining('0.05 s') });
    await store.close();
  });
});

describe('opening the Neo4j store', () => {
  const nowhere = { username: 'neo4j', password: 'x', connectTimeoutMs: 2000 };

  it('says that nothing answers', async () => {
    await expect(openNeo4jStore({ uri: 'bolt://127.0.0.1:1', ...nowhere })).rejects.toMatchObject({
      fault: 'unreachable',
      message: expect.stringMatching(/127\.0\.0\.1:1.*docker compose up/u),
    });
  });

  it('says that an address is none', async () => {
    await expect(openNeo4jStore({ uri: 'ftp://127.0.0.1', ...nowhere })).rejects.toMatchObject({
      fault: 'unreachable',
      message: expect.stringContaining('ftp://127.0.0.1'),
    });
  });

  it('says that what answers is no Neo4j', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await expect(openNeo4jStore({ uri: `bolt://127.0.0.1:${port}`, ...nowhere })).rejects.toMatchObject({
      name: 'StoreError',
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  const server = scratchServer();
  describe.skipIf(!server)(server ? 'on a real server' : SKIPPED, () => {
    it('says that the password is refused', async () => {
      await expect(openNeo4jStore({ ...server!, password: 'wrong' })).rejects.toMatchObject({
        fault: 'auth',
        message: expect.stringContaining('NEO4J_PASSWORD'),
      });
    });

    it('says that there is no such database', async () => {
      await expect(openNeo4jStore({ ...server!, database: 'elsewhere' })).rejects.toMatchObject({
        fault: 'database',
        message: expect.stringContaining('elsewhere'),
      });
    });

    it('gives up a query that takes too long', async () => {
      const store = await openNeo4jStore({ ...server!, queryTimeoutMs: 300 });
      await expect(
        store.query(
          'UNWIND range(1, 30000) AS a UNWIND range(1, 30000) AS b WITH a, b WHERE a * b = -1 RETURN count(*)',
        ),
      ).rejects.toMatchObject({ fault: 'query', message: expect.stringContaining('0.3 s') });
      await store.close();
    });
  });
});

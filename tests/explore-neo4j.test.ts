import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EntityCard, Graph } from '../src/explore/api.ts';
import { openLibrary } from '../src/explore/library.ts';
import { type Explorer, startExplorer } from '../src/explore/server.ts';
import { openNeo4jStore } from '../src/store/neo4j.ts';
import { run } from './cli-run.ts';
import { READINGS, serve } from './explore-fixtures.ts';
import { type Scratch, SKIPPED, scratchServer, takeScratch } from './neo4j/scratch.ts';

const server = scratchServer();
const title = server ? 'the explorer on Neo4j' : `the explorer on Neo4j (${SKIPPED})`;

/** A wire to the server that can be cut. */
interface Wire {
  readonly uri: string;
  cut(): void;
  mend(): Promise<void>;
}

async function layWire(to: string): Promise<Wire> {
  const { hostname, port } = new URL(to);
  const sockets = new Set<Socket>();
  let near: Server;
  let at = 0;
  const mend = () =>
    new Promise<void>((done) => {
      near = createServer((socket) => {
        const far = connect(Number(port), hostname);
        for (const one of [socket, far]) {
          sockets.add(one);
          one.on('error', () => undefined);
          one.on('close', () => sockets.delete(one));
        }
        socket.pipe(far).pipe(socket);
      }).listen(at, '127.0.0.1', () => {
        at = (near.address() as { port: number }).port;
        done();
      });
    });
  await mend();
  return {
    uri: `bolt://127.0.0.1:${at}`,
    mend,
    cut() {
      near.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

describe.skipIf(!server)(title, () => {
  const queryTimeoutMs = 10_000;
  let scratch: Scratch;
  let wire: Wire;
  let explorer: Explorer;

  beforeAll(async () => {
    scratch = await takeScratch(server!);
    await scratch.wipe();
    const store = await openNeo4jStore(server!);
    await store.setUp();
    await store.write(READINGS);
    await store.close();
    wire = await layWire(server!.uri);
    const open = () => openNeo4jStore({ ...server!, uri: wire.uri, queryTimeoutMs, retryMs: 1000 });
    // The page's own clock runs longer than the server's, so that it is the server that ends a slow query.
    const library = openLibrary({ place: wire.uri, open, queryTimeoutMs: 60_000 });
    explorer = await startExplorer({ library, port: 0 });
  });
  afterAll(async () => {
    await explorer?.close();
    wire?.cut();
    await scratch?.release();
  });

  async function ask(
    path: string,
    body?: unknown,
    from: Explorer = explorer,
  ): Promise<{ status: number; content: unknown }> {
    const { origin, searchParams } = new URL(from.url);
    const response = await fetch(`${origin}${path}`, {
      headers: { Authorization: `Bearer ${searchParams.get('token')}` },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });
    return { status: response.status, content: await response.json() };
  }

  test('The graph, its cards and its articles are those that the embedded store gives', async () => {
    const embedded = await serve(READINGS);
    try {
      const paths = ['/api/entity?id=Q16', '/api/pair?a=Q16&b=Q7184', '/api/path?from=Q585&to=event:quito'];
      paths.push('/api/articles', `/api/article?id=${READINGS[2]!.article.id}`, '/api/search?q=ja');
      const { place: _, ...graph } = (await ask('/api/graph')).content as Graph;
      expect(graph.facts).toHaveLength(9);
      expect((await ask('/api/graph', undefined, embedded.explorer)).content).toMatchObject(graph);
      for (const path of paths) expect(await ask(path), path).toEqual(await ask(path, undefined, embedded.explorer));
      const named = { name: 'neighbours', parameters: { name: 'NATO' } };
      expect(await ask('/api/query', named)).toEqual(await ask('/api/query', named, embedded.explorer));
    } finally {
      await embedded.explorer.close();
    }
  });

  test.each([
    'MATCH (n) DETACH DELETE n',
    "CALL db.createLabel('Intruder')",
    'CREATE INDEX intruder FOR (n:Entity) ON (n.kind)',
    'CALL { MATCH (n:Entity) SET n.hacked = true RETURN count(n) AS n } RETURN n',
  ])('Free Cypher reads, and does not write: %s', async (cypher) => {
    const { status, content } = await ask('/api/query', { cypher });
    expect([status, content]).toEqual([400, { error: expect.stringContaining('would change the graph') }]);
    expect((await ask('/api/query', { cypher: 'MATCH (n:Entity) RETURN count(n)' })).content).toMatchObject({
      rows: [[8]],
    });
  });

  test('A query that runs too long is ended on the server, and said to be too slow', async () => {
    const cypher = 'UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b) AS endless';
    const { status, content } = await ask('/api/query', { cypher });
    expect([status, content]).toEqual([400, { error: expect.stringContaining('took longer than 10 s') }]);
    const running = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery ENDS WITH 'AS endless' RETURN count(*)";
    await expect
      .poll(async () => (await ask('/api/query', { cypher: running })).content)
      .toMatchObject({ rows: [[0]] });
  });

  test('While the server is away the page is told, what was read is shown still, and it goes on once the server is back', async () => {
    await ask('/api/graph');
    wire.cut();
    const away = [503, { error: expect.stringMatching(/no Neo4j answers at bolt:.*check NEO4J_URI/u) }];
    for (const body of [undefined, { cypher: 'RETURN 1' }]) {
      const { status, content } = await ask(body ? '/api/query' : '/api/graph', body);
      expect([status, content]).toEqual(away);
    }
    expect(((await ask('/api/entity?id=Q33')).content as EntityCard).name).toBe('Finland');
    await wire.mend();
    expect(((await ask('/api/graph')).content as Graph).entities).toHaveLength(8);
  });

  test('entente explore --store neo4j serves it, and says in one line where no server answers', async () => {
    const environment = (uri: string) => ({
      NEO4J_URI: uri,
      ...{ NEO4J_USERNAME: server!.username, NEO4J_PASSWORD: server!.password, NEO4J_DATABASE: server!.database },
    });
    let entities: Promise<number> | undefined;
    const args = ['explore', '--store', 'neo4j', '--no-open', '--port', '0'];
    const { code } = await run(args, {
      environment: environment(server!.uri),
      onOutput: ({ stdout, stderr }, child) => {
        if (entities || !stderr.includes('Ctrl-C ends it')) return;
        entities = ask('/api/graph', undefined, { url: stdout.trim() } as Explorer)
          .then(({ content }) => (content as Graph).entities.length)
          .finally(() => child.kill('SIGINT'));
      },
    });
    expect([code, await entities]).toEqual([0, 8]);
    const away = await run(args, { environment: environment('bolt://127.0.0.1:9') });
    expect(away.code).toBe(4);
    expect(away.stderr.trim().split('\n')).toEqual([expect.stringContaining('no Neo4j answers at bolt://127.0.0.1:9')]);
  });
});

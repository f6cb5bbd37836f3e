import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ArticleView, EntityCard, Graph, Hit, PairCard, Path } from '../src/explore/api.ts';
import { openLibrary } from '../src/explore/library.ts';
import { startExplorer } from '../src/explore/server.ts';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import { StoreError } from '../src/store.ts';
import { READINGS, type Served, serve } from './explore-fixtures.ts';

let served: Served;
let token = '';

beforeAll(async () => {
  served = await serve(READINGS);
  token = new URL(served.explorer.url).searchParams.get('token')!;
});
afterAll(() => served.explorer.close());

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** By node:http: fetch sets the Host header itself. */
function get(
  path: string,
  headers: Record<string, string> = {},
  body?: string,
  method = body === undefined ? 'GET' : 'POST',
) {
  return new Promise<Reply>((done, fail) => {
    const { port } = served.explorer;
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => done({ status: response.statusCode!, headers: response.headers, body: text }));
    });
    sent.on('error', fail);
    sent.end(body);
  });
}

const bearer = () => ({ Authorization: `Bearer ${token}` });
async function api<T>(path: string, body?: unknown): Promise<T> {
  const reply = await get(path, bearer(), body === undefined ? undefined : JSON.stringify(body));
  expect(reply.status, reply.body).toBe(200);
  return JSON.parse(reply.body) as T;
}

describe('the explorer’s server', () => {
  test('It refuses its interface without the token, and with a wrong one', async () => {
    expect((await get('/api/graph')).status).toBe(401);
    expect((await get('/api/graph', { Authorization: 'Bearer guess' })).status).toBe(401);
    expect((await get('/?token=guess')).status).toBe(401);
    expect((await get('/api/graph')).body).toContain('entente explore');
  });

  test('The address it prints gives a cookie for this site alone, takes the token out of the address, and opens the interface', async () => {
    const reply = await get(`/?token=${token}`);
    expect(reply.status).toBe(303);
    expect(reply.headers['location']).toBe('/');
    const cookie = String(reply.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/u);
    expect((await get('/api/queries', { Cookie: cookie.split(';')[0]! })).status).toBe(200);
  });

  test('It answers to its own two names only, and to no other page’s requests', async () => {
    const { port } = served.explorer;
    expect((await get('/api/graph', { ...bearer(), Host: `evil.example:${port}` })).status).toBe(421);
    expect((await get('/api/graph', { ...bearer(), Host: `localhost:${port}` })).status).toBe(200);
    expect((await get('/api/graph', { ...bearer(), Origin: 'https://evil.example' })).status).toBe(401);
    expect((await get('/api/graph', { ...bearer(), Origin: `http://127.0.0.1:${port}` })).status).toBe(200);
  });

  test('Its policy allows no code but its own, and no path leads out of the page’s folder', async () => {
    const { headers } = await get('/api/graph');
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self';/u);
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect((await get('/../../package.json')).status).toBe(404);
    expect((await get('/..%2fserver.js')).status).toBe(404);
    expect((await get('/%E0%A4%A')).status).toBe(400);
  });

  test('The graph holds every entity, every statement and the colours of Neo4j Browser’s style', async () => {
    const graph = await api<Graph>('/api/graph');
    expect(graph.articles).toBe(3);
    expect(graph.entities).toHaveLength(8);
    expect(graph.facts).toHaveLength(9);
    expect(graph.facts.filter(([, , , , , happened]) => !happened)).toHaveLength(2);
    expect(graph.sources).toEqual(['<i>Odd</i> Courier', 'Harbour Wire', 'Prairie Ledger']);
    expect(graph.labelColours.Person).toBe('#4C8EDA');
    const attacked = graph.relations.find(({ relation }) => relation === 'ATTACKED');
    expect(attacked).toMatchObject({ family: 'ASSAULT', colour: '#B52B27' });
  });

  test('Search completes names and aliases, whatever the case and the accents', async () => {
    expect((await api<Hit[]>('/api/search?q=stu')).map(({ id, alias }) => [id, alias])).toEqual([['Q1', 'Stubb']]);
    expect((await api<Hit[]>('/api/search?q=JANE')).map(({ name }) => name)).toEqual(['Jané Doe']);
    expect(await api<Hit[]>('/api/search?q=zz')).toEqual([]);
    expect(await api<Hit[]>('/api/search?q=+')).toEqual([]);
  });

  test('An entity’s card has its offices over time and its statements newest first, each with its sentence', async () => {
    const stubb = await api<EntityCard>('/api/entity?id=Q1');
    expect(stubb.offices).toEqual([
      {
        title: 'president',
        of: { id: 'Q33', name: 'Finland', label: 'State' },
        status: 'current',
        first: '2025-05-02',
        last: '2025-05-02',
      },
    ]);
    expect(stubb.wikidata).toBe('Q1');
    const canada = await api<EntityCard>('/api/entity?id=Q16');
    expect(canada.statements.map(({ day }) => day)).toEqual([
      '2025-06-10',
      '2025-05-20',
      '2025-05-20',
      '2025-05-20',
      '2025-05-02',
    ]);
    const denied = canada.statements.at(-1)!;
    expect(denied).toMatchObject({
      polarity: 'negated',
      attribution: { name: 'Alexander Stubb' },
      relation: 'THREATENED',
    });
    expect(denied.sentence.slice(denied.quote.start, denied.quote.end)).toBe('threatened Canada');
    expect(canada.neighbours.map(({ name }) => name)).toContain('NATO');
  });

  test('A pair’s card has what is stated in both directions', async () => {
    const pair = await api<PairCard>('/api/pair?a=Q16&b=Q7184');
    expect(pair.statements.map(({ relation }) => relation).sort()).toEqual(['MEMBER_OF', 'PRAISED']);
  });

  test('A path goes over what happened only, in either direction; none is said to be none', async () => {
    const { steps } = await api<Path>('/api/path?from=Q585&to=event:quito');
    expect(steps?.map(({ from, to }) => [from.name, to.name])).toEqual([
      ['Oslo', 'Alexander Stubb'],
      ['Alexander Stubb', 'Finland'],
      ['Finland', 'Quito summit'],
    ]);
    expect(steps?.[0]?.relations).toEqual([{ subject: 'Alexander Stubb', relation: 'VISITED', object: 'Oslo' }]);
    // Canada's threat is denied and its attendance planned: neither is a way.
    expect(await api<Path>('/api/path?from=Q585&to=Q7184')).toEqual({});
    expect(await api<Path>('/api/path?from=Q16&to=Q16')).toEqual({ steps: [] });
  });

  test('An article comes with its text, its mentions and its statements, every span in place', async () => {
    const [newest] = await api<{ id: string; title: string }[]>('/api/articles');
    expect(newest!.title).toBe('<b onmouseover=alert(1)>Odd</b> title');
    const { id, text } = READINGS[0]!.article;
    const article = await api<ArticleView>(`/api/article?id=${id}`);
    expect(article.text).toBe(text);
    const words = article.mentions.map(({ start, end }) => text.slice(start, end));
    expect(words).toContain('Jané Doe');
    expect(article.statements.map(({ span }) => text.slice(span.start, span.end))).toContain(
      'rejected the Quito summit',
    );
  });

  test('Named queries are listed and asked with parameters; free Cypher reads, and does not write', async () => {
    const queries = await api<{ name: string }[]>('/api/queries');
    expect(queries.map(({ name }) => name)).toContain('who-rejected');
    const named = await api<{ columns: string[]; rows: string[][] }>('/api/query', {
      name: 'neighbours',
      parameters: { name: 'NATO' },
    });
    expect(named.rows.map((row) => row[named.columns.indexOf('other')])).toContain('Canada');
    const cypher = 'MATCH (s:State) RETURN s.name AS name ORDER BY name';
    expect(await api('/api/query', { cypher })).toEqual({
      columns: ['name'],
      rows: [['Canada'], ['Finland']],
      total: 2,
    });
    const written = await get('/api/query', bearer(), JSON.stringify({ cypher: 'MATCH (n) DETACH DELETE n' }));
    expect(written.status).toBe(400);
    expect(written.body).toContain('would change the graph');
  });

  test('What is wrong with a request is said in words, and the next request is answered', async () => {
    const fault = async (path: string, body?: string) => {
      const reply = await get(path, bearer(), body);
      return [reply.status, (JSON.parse(reply.body) as { error: string }).error];
    };
    expect(await fault('/api/entity?id=gone')).toEqual([404, expect.stringContaining('not in the graph any more')]);
    expect(await fault('/api/entity')).toEqual([400, expect.stringContaining('?id=')]);
    expect(await fault('/api/nothing')).toEqual([404, expect.stringContaining('nothing here')]);
    expect(await fault('/api/query', '{')).toEqual([400, expect.stringContaining('not JSON')]);
    expect(await fault('/api/query', '{"cypher": 1}')).toEqual([400, expect.stringContaining('name or cypher')]);
    expect(await fault('/api/query', '{"cypher": "MATCH (n RETURN n"}')).toEqual([
      400,
      expect.stringContaining('line 1'),
    ]);
    expect(await fault('/api/query', '{"name": "who-rejectd"}')).toEqual([
      404,
      expect.stringContaining('who-rejected'),
    ]);
    expect(await fault('/api/query', `"${'x'.repeat(1 << 20)}"`)).toEqual([413, expect.stringContaining('1 MB')]);
    expect((await get('/api/articles', bearer())).status).toBe(200);
  });

  test('A store that another process writes is said to be busy, and what was read before is shown still', async () => {
    served.fail(new StoreError('busy', 'graph.db is open in another process'));
    try {
      await new Promise((done) => setTimeout(done, 1700));
      const reply = await get('/api/graph', bearer());
      expect(reply.status).toBe(503);
      expect(reply.body).toContain('another process');
      expect((await api<EntityCard>('/api/entity?id=Q33')).name).toBe('Finland');
    } finally {
      served.fail(undefined);
    }
    expect((await api<Graph>('/api/graph')).articles).toBe(3);
  });

  test('Between questions the store is closed, so that another process can write', async () => {
    await api<Graph>('/api/graph');
    await new Promise((done) => setTimeout(done, 1900));
    const store = await openEmbeddedStore({ path: served.path });
    await store.close();
  });

  test('What a page laid out is kept for the next run, until the store is written', async () => {
    const album = join(mkdtempSync(join(tmpdir(), 'entente-album-')), 'graph.picture');
    const places = { Q1: [1.5, -2], Q33: [3, 4] } as const;
    const first = await serve(READINGS.slice(0, 2), { album });
    const { edition } = await first.library.readGraph();
    expect(await first.library.keepPlaces(edition + 1, places)).toBe(false);
    expect(await first.library.keepPlaces(edition, places)).toBe(true);
    await first.explorer.close();

    const open = () => openEmbeddedStore({ path: first.path });
    const second = openLibrary({ place: 'again', open, album });
    const again = await second.readGraph();
    expect(again).toMatchObject({ place: 'again', articles: 2, places });
    expect((await second.catalogue()).readings.size).toBe(2);
    await second.write((store) => store.write(READINGS.slice(2)));
    expect(await second.readGraph()).toMatchObject({ articles: 3, places });
    await second.close();

    writeFileSync(album, 'no album');
    const third = openLibrary({ place: 'anew', open, album });
    expect(await third.readGraph()).toMatchObject({ articles: 3, places: {} });
    await third.close();
  });

  test('A page keeps its places by the interface; what are no places is refused', async () => {
    const { edition } = await api<Graph>('/api/graph');
    const put = (body: unknown) => get('/api/places', bearer(), JSON.stringify(body), 'PUT');
    expect(JSON.parse((await put({ edition, places: { Q1: [7, 8] } })).body)).toEqual({ kept: true });
    expect((await api<Graph>('/api/graph')).places).toEqual({ Q1: [7, 8] });
    expect((await put({ edition, places: { Q1: ['x'] } })).status).toBe(400);
  });

  test('A query that runs too long is given up with a word of advice', async () => {
    const quick = await serve(READINGS, { queryTimeoutMs: 1 });
    try {
      const question = { cypher: 'UNWIND range(1, 300000) AS a RETURN sum(a * 2) AS total' };
      await expect(quick.library.ask(question)).rejects.toThrow(/longer than 0.001 s/u);
    } finally {
      await quick.explorer.close();
    }
  });

  test('Where its port is taken it says so and takes the next one that is free', async () => {
    const other = createServer();
    const port = await new Promise<number>((done) => {
      other.listen(0, '127.0.0.1', () => done((other.address() as { port: number }).port));
    });
    const told: number[][] = [];
    const second = await startExplorer({ library: served.library, port, onTaken: (...ports) => told.push(ports) });
    expect(told[0]).toEqual([port, port + 1]);
    expect(second.port).toBeGreaterThan(port);
    await expect(startExplorer({ library: served.library, port, more: 0 })).rejects.toThrow('EADDRINUSE');
    await second.close();
    await new Promise((done) => other.close(done));
  });
});

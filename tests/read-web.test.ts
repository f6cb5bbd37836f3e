import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openReader, type ReaderOptions } from '../src/read/inputs.ts';
import type { ReadResult } from '../src/read.ts';

const RSS = readFileSync(new URL('fixtures/read/rss.xml', import.meta.url), 'utf8');
const PAGE = readFileSync(new URL('fixtures/read/page.html', import.meta.url), 'utf8');
const requests: IncomingMessage[] = [];
let feedVersion = '"v1"';

function answer(request: IncomingMessage, response: ServerResponse): void {
  requests.push(request);
  switch (new URL(request.url ?? '/', 'http://127.0.0.1').pathname) {
    case '/feed':
      if (request.headers['if-none-match'] === feedVersion) response.writeHead(304).end();
      else
        response
          .writeHead(200, {
            'content-type': 'application/rss+xml',
            etag: feedVersion,
            'last-modified': 'Tue, 20 May 2025 08:00:00 GMT',
          })
          .end(RSS);
      return;
    case '/page':
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
      return;
    case '/moved':
      response.writeHead(302, { location: '/page' }).end();
      return;
    case '/latin1':
      response
        .writeHead(200, { 'content-type': 'text/plain; charset=iso-8859-1' })
        .end(Buffer.from('Une visite à Alger a été annoncée lundi.', 'latin1'));
      return;
    case '/lines.jsonl':
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end('{"id":"w1","text":"One."}\n{bad\n');
      return;
    case '/empty':
      response.writeHead(200).end();
      return;
    case '/huge': {
      response.writeHead(200, { 'content-type': 'text/html' });
      const part = Buffer.alloc(1 << 20, 'a');
      const send = (): void => {
        if (!response.destroyed) response.write(part, send);
      };
      send();
      return;
    }
    case '/slow':
      return;
    case '/broken':
      response.writeHead(200, { 'content-length': '100' });
      response.write('x');
      response.destroy();
      return;
    default:
      response.writeHead(404).end('not here');
  }
}

const server = createServer(answer);
let base = '';
let cache = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  requests.length = 0;
  feedVersion = '"v1"';
  if (cache !== '') rmSync(cache, { recursive: true });
  cache = mkdtempSync(join(tmpdir(), 'entente-web-'));
});
afterAll(async () => {
  rmSync(cache, { recursive: true });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function read(path: string, options: ReaderOptions = {}): Promise<readonly ReadResult[]> {
  const results: ReadResult[] = [];
  for await (const result of openReader({ feedCacheFolder: cache, ...options })([`${base}${path}`]))
    results.push(result);
  return results;
}

test('a feed is read once for each of its versions', async () => {
  expect(await read('/feed')).toHaveLength(3);
  expect(await read('/feed')).toEqual([]);
  expect(requests[1]?.headers['if-modified-since']).toBe('Tue, 20 May 2025 08:00:00 GMT');
  feedVersion = '"v2"';
  expect(await read('/feed')).toHaveLength(3);
  expect(JSON.parse(readFileSync(join(cache, 'feeds.json'), 'utf8'))).toEqual({
    [`${base}/feed`]: { etag: '"v2"', lastModified: 'Tue, 20 May 2025 08:00:00 GMT' },
  });
});

test('a feed whose reading was interrupted is read again in full', async () => {
  for await (const result of openReader({ feedCacheFolder: cache })([`${base}/feed`])) {
    expect(result.article?.ref).toBe('hp-17');
    break;
  }
  expect(await read('/feed')).toHaveLength(3);
});

test('a damaged cache costs a fetch and is written anew', async () => {
  writeFileSync(join(cache, 'feeds.json'), '{"x": 3');
  expect(await read('/feed')).toHaveLength(3);
  expect(await read('/feed')).toEqual([]);
});

test('without a folder for its cache a feed is fetched anew each time', async () => {
  expect(await read('/feed', { feedCacheFolder: undefined })).toHaveLength(3);
  expect(await read('/feed', { feedCacheFolder: undefined })).toHaveLength(3);
});

test('a page is known by its address, and its metadata resolve against where it was in the end', async () => {
  const [result] = await read('/moved');
  expect(result?.article).toMatchObject({
    origin: `${base}/moved`,
    ref: `${base}/moved`,
    url: `${base}/world/2025/accord`,
    title: 'Accord ends the grain quarrel',
  });
});

test('text is decoded by the encoding that the server names', async () => {
  const [result] = await read('/latin1');
  expect(result?.article?.text).toBe('Une visite à Alger a été annoncée lundi.');
});

test('JSONL by address is read line by line', async () => {
  const results = await read('/lines.jsonl');
  expect(results[0]?.article?.origin).toBe('id:w1');
  expect(results[1]?.unreadable?.reason).toMatch(/lines\.jsonl:2: is not JSON/);
});

test.each([
  ['/gone', {}, /\/gone: the server answered 404 Not Found; check the address in a browser$/],
  ['/empty', {}, /\/empty: the answer is empty; /],
  ['/slow', { timeoutMs: 200 }, /\/slow: no answer within 0\.2 s; try again$/],
  [
    '/huge',
    { maxArticleBytes: 100_000 },
    /\/huge: is .* MB, more than the .* MB read at once; split it, or raise the limit/,
  ],
  ['/broken', {}, /\/broken: .*; (?:try again|check the address and the network)$/],
] as const)('%s is one clear line', async (path, options, reason) => {
  const results = await read(path, options);
  expect(results).toHaveLength(1);
  expect(results[0]?.unreadable?.reason).toMatch(reason);
});

test('a server that is not there is one clear line', async () => {
  const results: ReadResult[] = [];
  for await (const result of openReader()(['http://127.0.0.1:9/feed', 'http://[bad/'])) results.push(result);
  expect(results.map((result) => result.unreadable?.reason)).toEqual([
    expect.stringMatching(
      /^http:\/\/127\.0\.0\.1:9\/feed: (?:the server refused the connection|could not be fetched \(bad port\))/,
    ),
    '"http://[bad/": is no web address; check it',
  ]);
});

/** Serve: the explorer's page and its interface on this machine alone. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { packageRoot } from '../root.ts';
import { StoreError, type StoreFault } from '../store.ts';
import type { Fault } from './api.ts';
import { type Guard, openGuard } from './guard.ts';
import type { Library } from './library.ts';
import { answer, RequestFault } from './routes.ts';

export interface ExplorerOptions {
  readonly library: Library;
  /** 0 for any that is free. */
  readonly port: number;
  /** How many ports above `port` are tried where it is taken. */
  readonly more?: number;
  /** Called with the port that was taken and the next one. */
  readonly onTaken?: (port: number, next: number) => void;
  /** Folder of the built page. */
  readonly pageFolder?: string;
}

export interface Explorer {
  readonly port: number;
  /** With the token that opens it. */
  readonly url: string;
  /** Tells every open page that the graph has changed. */
  announce(): void;
  close(): Promise<void>;
}

/** No code but ours, no address but ours; ForceAtlas2's worker is made from a blob. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const MOST_BODY = 1 << 20;
/** Places of half a million entities. */
const MOST_PLACES = 1 << 24;

const builtPage = join(packageRoot, 'dist', 'explore', 'page');

/** Listens on 127.0.0.1; rejects with the system's error where no port is free. */
export async function startExplorer(options: ExplorerOptions): Promise<Explorer> {
  const { library, pageFolder = builtPage } = options;
  let port = options.port;
  const guard = openGuard(() => port);
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    respond(request, response, { guard, library, pageFolder, listeners }).catch((fault: unknown) => {
      // A page that went away wants no answer.
      if (!response.headersSent) sendFault(response, fault);
      else response.destroy();
    });
  });
  port = await listen(server, options);
  return {
    port,
    url: `http://127.0.0.1:${port}/?token=${guard.token}`,
    announce() {
      for (const listener of listeners) listener.write('event: graph\ndata: {}\n\n');
    },
    async close() {
      for (const listener of listeners) listener.end();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await library.close();
    },
  };
}

async function listen(server: Server, { port, more = 10, onTaken = () => {} }: ExplorerOptions): Promise<number> {
  for (let tried = port; ; tried++) {
    try {
      await new Promise<void>((done, fail) => {
        server.once('error', fail);
        server.listen(tried, '127.0.0.1', () => {
          server.off('error', fail);
          done();
        });
      });
      return (server.address() as { port: number }).port;
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EADDRINUSE' || tried >= port + more) throw fault;
      onTaken(tried, tried + 1);
    }
  }
}

interface Serving {
  readonly guard: Guard;
  readonly library: Library;
  readonly pageFolder: string;
  readonly listeners: Set<ServerResponse>;
}

async function respond(request: IncomingMessage, response: ServerResponse, serving: Serving): Promise<void> {
  const { guard, library, pageFolder, listeners } = serving;
  response.setHeader('Content-Security-Policy', POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Cache-Control', 'no-store');
  if (!guard.knowsHost(request)) throw new RequestFault(421, 'the explorer answers to 127.0.0.1 and localhost only');
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname === '/' && url.searchParams.has('token')) {
    if (!guard.isToken(url.searchParams.get('token'))) throw new RequestFault(401, ADDRESS);
    // The token leaves the address bar; what stands behind # stays with the browser.
    response.writeHead(303, { 'Set-Cookie': guard.cookie(), Location: '/' }).end();
    return;
  }
  if (!url.pathname.startsWith('/api/')) return sendFile(response, pageFolder, url.pathname);
  if (!guard.admits(request)) throw new RequestFault(401, ADDRESS);
  if (url.pathname === '/api/changes') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(':\n\n');
    listeners.add(response);
    request.on('close', () => listeners.delete(response));
    return;
  }
  const most = url.pathname === '/api/places' ? MOST_PLACES : MOST_BODY;
  sendJson(response, 200, await answer(library, request.method ?? 'GET', url, await readBody(request, most)));
}

const ADDRESS = 'open the address that `entente explore` printed: it holds the key to this page';

async function readBody(request: IncomingMessage, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw new RequestFault(413, `the request is longer than ${most >> 20} MB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function sendFile(response: ServerResponse, folder: string, pathname: string): Promise<void> {
  const path = pathname === '/' ? '/index.html' : normalize(decodePath(pathname));
  const type = TYPES[extname(path)];
  // `normalize` of an absolute path leaves no ".." that could climb out.
  if (type === undefined || path.includes('\0')) throw new RequestFault(404, `${pathname}: there is nothing here`);
  try {
    const content = await readFile(join(folder, path));
    response.writeHead(200, { 'Content-Type': type }).end(content);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    if (path !== '/index.html') throw new RequestFault(404, `${pathname}: there is nothing here`);
    throw new RequestFault(500, `${join(folder, path)}: the page is not built; run \`npm run build\``);
  }
}

function decodePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch (fault) {
    if (fault instanceof URIError) throw new RequestFault(400, `${pathname}: not an address`);
    throw fault;
  }
}

function sendJson(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(content));
}

const STATUS: Partial<Record<StoreFault, number>> = { query: 400, writes: 400, busy: 503, unreachable: 503 };

function sendFault(response: ServerResponse, fault: unknown): void {
  const error = fault instanceof Error ? fault : new Error(String(fault));
  const status =
    error instanceof RequestFault ? error.status : error instanceof StoreError ? (STATUS[error.fault] ?? 500) : 500;
  const content: Fault = { error: error.message };
  sendJson(response, status, content);
}

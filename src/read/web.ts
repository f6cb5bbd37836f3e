/** Web: fetches a feed or a page, and only what has changed since it was last read to its end. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { explainTooLarge, FEED_FACTOR } from './limits.ts';
import { explainSystemError, UnreadableInput } from './unreadable.ts';

export interface WebOptions {
  /** Folder for `feeds.json`, which keeps each address's ETag and Last-Modified; without it everything is fetched anew. */
  readonly cacheFolder?: string | undefined;
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

export interface Fetched {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** Encoding that the HTTP header declares. */
  readonly charset?: string | undefined;
  /** Where it was in the end, after redirects. */
  readonly url: string;
  readonly validators: Validators;
}

const validatorsSchema = z.object({ etag: z.string().optional(), lastModified: z.string().optional() });
const cacheSchema = z.record(z.string(), validatorsSchema);
export type Validators = z.infer<typeof validatorsSchema>;

const REFUSALS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no such host; check the address and the network',
  EAI_AGAIN: 'the name could not be looked up; check the network',
  ECONNREFUSED: 'the server refused the connection; check the address and the port',
  ECONNRESET: 'the server broke off; try again',
  ETIMEDOUT: 'the server did not answer; try again',
  UND_ERR_CONNECT_TIMEOUT: 'the server did not answer; try again',
  UND_ERR_SOCKET: 'the server broke off; try again',
};

/** Undefined where the server says that nothing has changed (304). */
export async function fetchAddress(url: string, options: WebOptions): Promise<Fetched | undefined> {
  const known = (await readCache(options.cacheFolder))[url];
  try {
    const response = await fetch(url, {
      headers: {
        accept:
          'application/rss+xml, application/atom+xml, application/feed+json, text/html, application/xml;q=0.9, */*;q=0.5',
        'user-agent': 'entente (news to graph)',
        ...(known?.etag !== undefined && { 'if-none-match': known.etag }),
        ...(known?.lastModified !== undefined && { 'if-modified-since': known.lastModified }),
      },
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    if (response.status === 304) {
      await response.body?.cancel();
      return undefined;
    }
    if (!response.ok) {
      await response.body?.cancel();
      throw new UnreadableInput(
        `${url}: the server answered ${response.status} ${response.statusText}`.trimEnd() +
          '; check the address in a browser',
      );
    }
    const contentType = response.headers.get('content-type') ?? '';
    const etag = response.headers.get('etag');
    const lastModified = response.headers.get('last-modified');
    return {
      bytes: await readBody(response, url, options.maxBytes),
      contentType: contentType.split(';')[0]!.trim().toLowerCase(),
      charset: /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1],
      url: response.url || url,
      validators: { ...(etag && { etag }), ...(lastModified && { lastModified }) },
    };
  } catch (error) {
    throw explainFetchError(error, url, options.timeoutMs);
  }
}

async function readBody(response: Response, url: string, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  if (response.body === null) return Buffer.alloc(0);
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    length += part.length;
    // Leaving the loop cancels the download: how much more there is nobody knows.
    if (length > maxBytes) throw new UnreadableInput(`${url}: ${explainTooLarge(length, maxBytes, FEED_FACTOR)}`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function explainFetchError(error: unknown, url: string, timeoutMs: number): unknown {
  if (error instanceof UnreadableInput) return error;
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return new UnreadableInput(`${url}: no answer within ${timeoutMs / 1000} s; try again`, { cause: error });
  }
  // fetch says TypeError for whatever goes wrong on the way; what it was is in the cause.
  if (error instanceof TypeError && error.cause instanceof Error) {
    const code = (error.cause as NodeJS.ErrnoException).code ?? '';
    return new UnreadableInput(
      `${url}: ${REFUSALS[code] ?? `could not be fetched (${code || error.cause.message}); check the address and the network`}`,
      { cause: error },
    );
  }
  return error;
}

/** Keeps what the server said of its version. To be called once every article has been taken, so that none is lost. */
export async function rememberVersion(
  url: string,
  validators: Validators,
  cacheFolder: string | undefined,
): Promise<void> {
  if (cacheFolder === undefined || Object.keys(validators).length === 0) return;
  await mkdir(cacheFolder, { recursive: true });
  const cache = { ...(await readCache(cacheFolder)), [url]: validators };
  const sorted = Object.fromEntries(Object.entries(cache).sort(([a], [b]) => (a < b ? -1 : 1)));
  const path = join(cacheFolder, 'feeds.json');
  // Written beside and moved over, so that a kill leaves the old file or the new one.
  await writeFile(`${path}.${process.pid}`, `${JSON.stringify(sorted, null, 2)}\n`);
  await rename(`${path}.${process.pid}`, path);
}

/** Has every feed fetched anew: what was read of them is not what is stored any more. */
export async function forgetVersions(cacheFolder: string): Promise<void> {
  await rm(join(cacheFolder, 'feeds.json'), { force: true });
}

async function readCache(cacheFolder: string | undefined): Promise<Readonly<Record<string, Validators>>> {
  if (cacheFolder === undefined) return {};
  const path = join(cacheFolder, 'feeds.json');
  let json: string;
  try {
    json = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw explainSystemError(error, path);
  }
  try {
    return cacheSchema.parse(JSON.parse(json));
  } catch (error) {
    // A damaged cache costs one fetch; it is written anew afterwards.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return {};
    throw error;
  }
}

/** Inputs: opens the reader that turns paths, globs, addresses and standard input into articles, one at a time. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Read, ReadResult } from '../read.ts';
import { type Draft, makeArticle } from './article.ts';
import { declaredEncoding, decodeText, refuseBinary } from './decode.ts';
import { readFeed } from './feed.ts';
import { readPage } from './html.ts';
import { type JsonlPlace, readJsonl } from './jsonl.ts';
import { DEFAULT_MAX_ARTICLE_BYTES, explainTooLarge, FEED_FACTOR } from './limits.ts';
import { listSources, type Source } from './paths.ts';
import { type PlainDraft, readPlainText } from './text.ts';
import { explainSystemError, UnreadableInput } from './unreadable.ts';
import { type Fetched, fetchAddress, rememberVersion } from './web.ts';

export interface ReaderOptions {
  /** Relative paths start here; default the process's working folder. */
  readonly workingFolder?: string | undefined;
  /** What `-` reads; default the process's standard input. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  /** Where the versions (ETag, Last-Modified) of feeds lie; without it every feed is fetched anew. */
  readonly feedCacheFolder?: string | undefined;
  /** Largest file, page or JSONL line, in bytes; default 4 MiB. A feed may be eight times as large. */
  readonly maxArticleBytes?: number | undefined;
  /** How long a server may take for a feed or a page; default 30,000. */
  readonly timeoutMs?: number | undefined;
}

interface Settings {
  readonly maxArticleBytes: number;
  readonly timeoutMs: number;
  readonly feedCacheFolder: string | undefined;
  readonly stdin: AsyncIterable<Uint8Array>;
}

/**
 * Opens a reader of .txt, .md, .html, .htm, .jsonl, .xml, .rss and .atom files, folders, globs, `-` (JSONL on standard
 * input) and http(s) addresses of feeds and pages. A feed's version is remembered only after its last article was taken.
 */
export function openReader(options: ReaderOptions = {}): Read {
  const settings: Settings = {
    maxArticleBytes: options.maxArticleBytes ?? DEFAULT_MAX_ARTICLE_BYTES,
    timeoutMs: options.timeoutMs ?? 30_000,
    feedCacheFolder: options.feedCacheFolder,
    stdin: options.stdin ?? process.stdin,
  };
  return async function* read(inputs) {
    for (const source of await listSources(inputs, options.workingFolder ?? process.cwd()))
      yield* readSource(source, settings);
  };
}

async function* readSource(source: Source, settings: Settings): AsyncGenerator<ReadResult> {
  try {
    switch (source.kind) {
      case 'bad':
        throw source.error;
      case 'stdin':
        yield* readLines(settings.stdin, { shown: source.shown, path: '-', ref: source.ref }, settings);
        break;
      case 'web':
        yield* readAddress(source, settings);
        break;
      case 'file':
        yield* readFile(source, settings);
    }
  } catch (error) {
    if (!(error instanceof UnreadableInput)) throw error;
    yield refuse(source.key, source.ref, error);
  }
}

function refuse(origin: string, ref: string, error: UnreadableInput): ReadResult {
  return { unreadable: { origin, ref, reason: error.message } };
}

async function* readFile(source: Source & { readonly kind: 'file' }, settings: Settings): AsyncGenerator<ReadResult> {
  if (source.format === 'jsonl') {
    await refuseEmpty(source.key, source.shown);
    const place = { shown: source.shown, path: source.key, ref: source.ref };
    yield* readLines(explainedStream(source.key, source.shown), place, settings);
    return;
  }
  const factor = source.format === 'feed' ? FEED_FACTOR : 1;
  const bytes = await readBytes(source.key, source.shown, settings.maxArticleBytes * factor, factor);
  refuseBinary(bytes, source.shown);
  const declared = source.format === 'text' ? undefined : declaredEncoding(bytes);
  const raw = decodeText(bytes, source.shown, declared);
  if (source.format === 'feed') {
    yield* readItems(raw, source.shown, source.key);
    return;
  }
  const draft = source.format === 'html' ? readPage(raw, source.shown) : readPlainText(raw, source.shown);
  yield { article: await makeArticle({ ...draft, origin: source.key, ref: source.ref }) };
}

async function* readAddress(source: Source & { readonly kind: 'web' }, settings: Settings): AsyncGenerator<ReadResult> {
  const fetched = await fetchAddress(source.key, {
    cacheFolder: settings.feedCacheFolder,
    maxBytes: settings.maxArticleBytes * FEED_FACTOR,
    timeoutMs: settings.timeoutMs,
  });
  if (fetched === undefined) return;
  if (fetched.bytes.length === 0)
    throw new UnreadableInput(`${source.shown}: the answer is empty; check the address in a browser`);
  yield* readFetched(fetched, source, settings);
  await rememberVersion(source.key, fetched.validators, settings.feedCacheFolder);
}

async function* readFetched(fetched: Fetched, source: Source, settings: Settings): AsyncGenerator<ReadResult> {
  const { bytes, contentType } = fetched;
  if (/jsonl|ndjson|jsonlines/.test(contentType) || /\.jsonl$/i.test(new URL(fetched.url).pathname)) {
    yield* readLines(once(bytes), { shown: source.shown, path: source.key, ref: source.ref }, settings);
    return;
  }
  refuseBinary(bytes, source.shown);
  const raw = decodeText(bytes, source.shown, fetched.charset ?? declaredEncoding(bytes));
  const head = raw
    .slice(0, 2048)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (/<(?:rss|feed|rdf:RDF)[\s>]/i.test(head) || head.startsWith('{')) {
    yield* readItems(raw, source.shown, source.key);
    return;
  }
  if (bytes.length > settings.maxArticleBytes) {
    throw new UnreadableInput(`${source.shown}: ${explainTooLarge(bytes.length, settings.maxArticleBytes)}`);
  }
  const plain = contentType === 'text/plain' || contentType === 'text/markdown';
  const draft: PlainDraft = plain ? readPlainText(raw, source.shown) : readPage(raw, source.shown, fetched.url);
  yield { article: await makeArticle({ url: fetched.url, ...draft, origin: source.key, ref: source.ref }) };
}

async function* readItems(raw: string, shown: string, origin: string): AsyncGenerator<ReadResult> {
  for (const result of readFeed(raw, shown, origin)) {
    if (result.error) yield refuse(`${origin}#${result.ref}`, result.ref, result.error);
    else yield { article: await makeArticle(result.draft) };
  }
}

async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  place: JsonlPlace,
  settings: Settings,
): AsyncGenerator<ReadResult> {
  const max = settings.maxArticleBytes;
  let results = 0;
  for await (const result of readJsonl(chunks, place, max, (bytes) => explainTooLarge(bytes, max))) {
    results += 1;
    if (result.error) yield refuse(`${place.path}#${result.line}`, place.ref, result.error);
    else yield { article: await makeArticle(result.draft satisfies Draft) };
  }
  if (results === 0)
    throw new UnreadableInput(`${place.shown}: has no articles; write one {"text": "…"} object a line`);
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* explainedStream(path: string, shown: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw explainSystemError(error, shown);
  }
}

async function refuseEmpty(path: string, shown: string): Promise<void> {
  try {
    const file = await open(path, 'r');
    const { size } = await file.stat();
    await file.close();
    if (size === 0) throw new UnreadableInput(`${shown}: is empty; write articles into it or leave it out`);
  } catch (error) {
    if (error instanceof UnreadableInput) throw error;
    throw explainSystemError(error, shown);
  }
}

/** The whole file, where it is no larger than `maxBytes`. */
async function readBytes(path: string, shown: string, maxBytes: number, factor: number): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > maxBytes) throw new UnreadableInput(`${shown}: ${explainTooLarge(size, maxBytes, factor)}`);
      const bytes = await file.readFile();
      if (bytes.length === 0)
        throw new UnreadableInput(`${shown}: is empty; write the article into it or leave it out`);
      return bytes;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof UnreadableInput) throw error;
    throw explainSystemError(error, shown);
  }
}

/** Inputs: opens the reader that turns paths, globs, addresses and standard input into articles, one at a time. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Article } from '../model.ts';
import type { IsStored, Read, ReadResult } from '../read.ts';
import type { Draft } from './article.ts';
import { declaredEncoding, decodeText, refuseBinary } from './decode.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { JsonlPlace } from './jsonl.ts';
import { DEFAULT_MAX_ARTICLE_BYTES, explainTooLarge, FEED_FACTOR } from './limits.ts';
import { listSources, type Source } from './paths.ts';
import type { PlainDraft } from './text.ts';
import { explainSystemError, UnreadableInput } from './unreadable.ts';
import type { Fetched } from './web.ts';

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
  readonly isStored: IsStored;
}

/**
 * Opens a reader of .txt, .md, .html, .htm, .jsonl, .xml, .rss and .atom files, folders, globs, `-` (JSONL on standard
 * input) and http(s) addresses of feeds and pages. A feed's version is remembered only after its last article was taken.
 */
export function openReader(options: ReaderOptions = {}): Read {
  const settings = {
    maxArticleBytes: options.maxArticleBytes ?? DEFAULT_MAX_ARTICLE_BYTES,
    timeoutMs: options.timeoutMs ?? 30_000,
    feedCacheFolder: options.feedCacheFolder,
    stdin: options.stdin ?? process.stdin,
  };
  return async function* read(inputs, isStored = () => false) {
    for (const source of await listSources(inputs, options.workingFolder ?? process.cwd()))
      yield* readSource(source, { ...settings, isStored });
  };
}

async function* readSource(source: Source, settings: Settings): AsyncGenerator<ReadResult> {
  try {
    switch (source.kind) {
      case 'bad':
        throw source.error;
      case 'hidden':
        yield {
          unreadable: {
            origin: source.key,
            ref: source.ref,
            reason: `${source.shown}: begins with a dot; name it outright to have it read`,
            passedOver: true,
          },
        };
        break;
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
  const origin = source.key;
  const fingerprint = fingerprintOf(bytes);
  if (source.format !== 'feed' && settings.isStored(origin, fingerprint)) return;
  refuseBinary(bytes, source.shown);
  const declared = source.format === 'text' ? undefined : declaredEncoding(bytes);
  const raw = decodeText(bytes, source.shown, declared);
  if (source.format === 'feed') {
    yield* readItems(raw, source.shown, origin, settings.isStored);
    return;
  }
  const draft = source.format === 'html' ? await readPage(raw, source.shown) : await readPlainText(raw, source.shown);
  yield { article: await makeArticle({ ...draft, origin, ref: source.ref, fingerprint }) };
}

async function* readAddress(source: Source & { readonly kind: 'web' }, settings: Settings): AsyncGenerator<ReadResult> {
  const { fetchAddress, rememberVersion } = await import('./web.ts');
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
    yield* readItems(raw, source.shown, source.key, settings.isStored);
    return;
  }
  const fingerprint = fingerprintOf(bytes, contentType, fetched.charset ?? '', fetched.url);
  if (settings.isStored(source.key, fingerprint)) return;
  if (bytes.length > settings.maxArticleBytes) {
    throw new UnreadableInput(`${source.shown}: ${explainTooLarge(bytes.length, settings.maxArticleBytes)}`);
  }
  const plain = contentType === 'text/plain' || contentType === 'text/markdown';
  const draft = plain ? await readPlainText(raw, source.shown) : await readPage(raw, source.shown, fetched.url);
  yield {
    article: await makeArticle({ url: fetched.url, ...draft, origin: source.key, ref: source.ref, fingerprint }),
  };
}

// Loaded with the first input that needs it: what is unchanged waits for no parser, nor for what makes an article.
async function makeArticle(draft: Draft): Promise<Article> {
  return (await import('./article.ts')).makeArticle(draft);
}

async function readPage(...page: Parameters<typeof import('./html.ts')['readPage']>): Promise<PlainDraft> {
  return (await import('./html.ts')).readPage(...page);
}

async function readPlainText(raw: string, shown: string): Promise<PlainDraft> {
  return (await import('./text.ts')).readPlainText(raw, shown);
}

async function* readItems(raw: string, shown: string, origin: string, isStored: IsStored): AsyncGenerator<ReadResult> {
  const { readFeed } = await import('./feed.ts');
  for (const result of readFeed(raw, shown, origin, isStored)) {
    if (result.error) yield refuse(`${origin}#${result.ref}`, result.ref, result.error);
    else yield { article: await makeArticle(result.draft) };
  }
}

async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  place: JsonlPlace,
  settings: Settings,
): AsyncGenerator<ReadResult> {
  const { readJsonl } = await import('./jsonl.ts');
  const max = settings.maxArticleBytes;
  let results = 0;
  const tooLong = (bytes: number) => explainTooLarge(bytes, max);
  for await (const result of readJsonl(chunks, place, max, tooLong, settings.isStored)) {
    results += 1;
    if (result.error) yield refuse(`${place.path}#${result.line}`, place.ref, result.error);
    else if (result.draft) yield { article: await makeArticle(result.draft) };
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

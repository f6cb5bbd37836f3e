/** JSONL: one article a line, streamed; a bad line is an error of its own and the others still count. */
import { z } from 'zod';
import type { IsStored } from '../read.ts';
import { webAddress } from './address.ts';
import type { Draft } from './article.ts';
import { cleanLine, cleanText, quoteValue } from './clean.ts';
import { decodeText, refuseBinary } from './decode.ts';
import { fingerprintOf } from './fingerprint.ts';
import { readPublished } from './published.ts';
import { UnreadableInput } from './unreadable.ts';

/** Where a JSONL article is looked at: file or `-`. */
export interface JsonlPlace {
  /** As messages show it. */
  readonly shown: string;
  /** Absolute path, or `-`. */
  readonly path: string;
  readonly ref: string;
}

/** `stored` stands for a line that was passed over. */
export type JsonlResult =
  | { readonly draft: Draft; readonly stored?: undefined; readonly error?: undefined }
  | { readonly stored: true; readonly draft?: undefined; readonly error?: undefined }
  | { readonly error: UnreadableInput; readonly draft?: undefined; readonly stored?: undefined; readonly line: number };

/** Null and the empty string say as little as a key that is left out. */
const absent = z.union([z.null(), z.literal('')]).transform(() => undefined);
const optionalLine = z.union([absent, z.string()]).optional();
const articleSchema = z.object({
  id: z.union([absent, z.string(), z.number().transform(String)]).optional(),
  url: optionalLine,
  title: optionalLine,
  source: optionalLine,
  published: optionalLine,
  text: z.string(),
});
const KNOWN = new Set(Object.keys(articleSchema.shape));
/** Deeper values are no metadata, and would overflow the stack of whoever writes them out. */
const DEEPEST_EXTRA = 32;

/** Reads `chunks` line by line, holding no more than one line; a line of more than `maxLineBytes` is skipped and reported. */
export async function* readJsonl(
  chunks: AsyncIterable<Uint8Array>,
  place: JsonlPlace,
  maxLineBytes: number,
  tooLong: (bytes: number) => string,
  isStored: IsStored = () => false,
): AsyncGenerator<JsonlResult> {
  let number = 0;
  for await (const line of splitBytes(chunks, maxLineBytes)) {
    number += 1;
    const at = `${place.shown}:${number}`;
    try {
      if (line.bytes === undefined) throw new UnreadableInput(`${at}: ${tooLong(line.length)}`);
      if (number === 1) refuseBinary(line.bytes, place.shown);
      const json = decodeText(line.bytes, at, undefined, line.start)
        .replace(/^\ufeff/, '')
        .trim();
      if (json !== '') yield readLine(json, at, place, number, isStored);
    } catch (error) {
      if (!(error instanceof UnreadableInput)) throw error;
      yield { error, line: number };
    }
  }
}

function readLine(
  json: string,
  at: string,
  place: JsonlPlace,
  number: number,
  isStored: IsStored,
): Exclude<JsonlResult, { error: UnreadableInput }> {
  const value = parseLine(json, at);
  // Before the line is looked at further: most lines of a feed that is read again are stored.
  const id = cleanLine(typeof value.id === 'number' ? String(value.id) : asText(value.id));
  const url = webAddress(asText(value.url));
  const origin = id !== undefined ? `id:${id}` : (url ?? `${place.path}#${number}`);
  // A line without an id bears the name of its file.
  const fingerprint = fingerprintOf(json, id === undefined ? place.ref : '');
  if (isStored(origin, fingerprint)) return { stored: true };
  const parsed = articleSchema.safeParse(value);
  if (!parsed.success) throw new UnreadableInput(`${at}: ${explain(value, parsed.error)}`);
  const article = parsed.data;
  const text = cleanText(article.text);
  if (text.trim() === '') throw new UnreadableInput(`${at}: "text" is empty; put the article's words into it`);
  if (article.url !== undefined && url === undefined) {
    throw new UnreadableInput(
      `${at}: "url" is ${quoteValue(article.url)}, no http(s) address; mend it or leave it out`,
    );
  }
  if (article.published !== undefined && readPublished(article.published) === undefined) {
    throw new UnreadableInput(
      `${at}: "published" is ${quoteValue(article.published)}, no date there is; write it as 2025-05-19 or 2025-05-19T14:30:00Z`,
    );
  }
  const extra = readExtra(value, at);
  return {
    draft: {
      origin,
      ref: id ?? place.ref,
      fingerprint,
      text,
      furniture: [],
      title: article.title,
      source: article.source,
      url,
      published: article.published,
      extra,
    },
  };
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function parseLine(json: string, at: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UnreadableInput(
      `${at}: is not JSON (${cleanLine(error.message)?.slice(0, 120) ?? 'syntax error'}); write one {"text": "…"} object a line`,
      { cause: error },
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UnreadableInput(
      `${at}: is ${Array.isArray(value) ? 'an array' : quoteValue(JSON.stringify(value))}, no object; write one {"text": "…"} object a line`,
    );
  }
  return value as Record<string, unknown>;
}

function explain(value: Readonly<Record<string, unknown>>, error: z.ZodError): string {
  const key = String(error.issues[0]?.path[0] ?? 'text');
  const found = value[key];
  if (found === undefined) return `"${key}" is missing; give each line {"text": "…"}`;
  const kind = Array.isArray(found)
    ? 'an array'
    : found === null
      ? 'null'
      : `${typeof found === 'object' ? 'an' : 'a'} ${typeof found}`;
  return `"${key}" is ${kind}; write it as a string`;
}

function readExtra(value: Readonly<Record<string, unknown>>, at: string): Record<string, unknown> | undefined {
  const entries = Object.entries(value).filter(([key]) => !KNOWN.has(key));
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([key, kept]) => [cleanText(key), keep(kept, 0, `${at}: ${quoteValue(key)}`)]));
}

function keep(value: unknown, depth: number, at: string): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST_EXTRA)
    throw new UnreadableInput(`${at} is nested more than ${DEEPEST_EXTRA} deep; leave it out`);
  if (Array.isArray(value)) return value.map((item) => keep(item, depth + 1, at));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleanText(key), keep(item, depth + 1, at)]));
}

interface ByteLine {
  /** Absent where the line is longer than allowed. */
  readonly bytes?: Buffer;
  readonly length: number;
  /** Offset in the file. */
  readonly start: number;
}

async function* splitBytes(chunks: AsyncIterable<Uint8Array>, maxLineBytes: number): AsyncGenerator<ByteLine> {
  let parts: Buffer[] = [];
  let length = 0;
  let start = 0;
  const take = (): ByteLine => {
    const line = length > maxLineBytes ? { length, start } : { bytes: Buffer.concat(parts), length, start };
    start += length + 1;
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10)) {
      length += at;
      if (length <= maxLineBytes) parts.push(bytes.subarray(0, at));
      yield take();
      bytes = bytes.subarray(at + 1);
    }
    length += bytes.length;
    if (length <= maxLineBytes) parts.push(bytes);
    else parts = [];
  }
  if (length > 0) yield take();
}

/** Score: the parse on UD English EWT and GUM's news, entities on CrossNER's politics; words are given. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeSpans, readTags } from '../src/annotate/bio.ts';
import type { Encoder } from '../src/annotate/encoder.ts';
import type { Encoded } from '../src/annotate/scores.ts';
import { decodeTree } from '../src/annotate/tree.ts';

/** A sentence of a set in `training-data`. */
interface Sentence {
  readonly w: readonly string[];
  /** Number of each word's head, from 1; 0 is the root. */
  readonly head?: readonly number[];
  readonly rel?: readonly string[];
  /** BIO tags over our labels. */
  readonly ner?: readonly string[];
}

const READ_AT_ONCE = 200;

async function* encodeSet(encoder: Encoder, data: string, name: string): AsyncGenerator<[Sentence, Encoded]> {
  const lines = gunzipSync(readFileSync(join(data, 'training-data', `${name}.jsonl.gz`)))
    .toString()
    .split('\n');
  const sentences = lines.filter(Boolean).map((line) => JSON.parse(line) as Sentence);
  for (let from = 0; from < sentences.length; from += READ_AT_ONCE) {
    const part = sentences.slice(from, from + READ_AT_ONCE);
    const encoded = await encoder.encode(
      part.map(({ w }) => w),
      { relations: false },
    );
    for (const [index, sentence] of part.entries()) yield [sentence, encoded[index]!];
  }
}

/** Share of words with the right head, and with the right head and relation, subtypes and punctuation included. */
export interface Attachment {
  readonly unlabelled: number;
  readonly labelled: number;
}

export async function scoreParse(encoder: Encoder, data: string, name: string): Promise<Attachment> {
  let words = 0;
  let headsRight = 0;
  let bothRight = 0;
  for await (const [{ w, head, rel }, encoded] of encodeSet(encoder, data, name)) {
    if (!head || !rel) continue;
    decodeTree(encoded.arc, w.length).forEach((found, word) => {
      words += 1;
      if (found + 1 !== head[word]) return;
      headsRight += 1;
      if (encoder.labels.rels[encoded.rel[word * (w.length + 1) + found + 1]!] === rel[word]) bothRight += 1;
    });
  }
  return { unlabelled: headsRight / words, labelled: bothRight / words };
}

/** Micro-F1 of exact mentions with their label, straight from the tags: no table, no tidying. */
export async function scoreEntities(encoder: Encoder, data: string, name: string): Promise<number> {
  const tags = readTags(encoder.labels.ner);
  const names = new Map(encoder.labels.ner.map((tag, index) => [tag, index]));
  let hits = 0;
  let all = 0;
  for await (const [{ ner }, encoded] of encodeSet(encoder, data, name)) {
    if (!ner) continue;
    // the annotated tags as scores that are sure of them
    const sure = new Float32Array(ner.length * tags.length).fill(-20);
    for (const [word, tag] of ner.entries()) sure[word * tags.length + (names.get(tag) ?? 0)] = 0;
    const keysOf = (scores: Float32Array) =>
      decodeSpans(scores, tags).map(({ first, last, label }) => `${first} ${last} ${label}`);
    const found = new Set(keysOf(encoded.ner));
    const wanted = keysOf(sure);
    hits += wanted.filter((span) => found.has(span)).length;
    all += found.size + wanted.length;
  }
  return (2 * hits) / all;
}

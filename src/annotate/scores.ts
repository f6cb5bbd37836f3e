/** Read: the encoder's padded outputs as the scores of single sentences, windows joined. */
import { CIRCUMSTANCES } from '../model.ts';
import type { Labels } from './model-folder.ts';
import { ownersOf, type Window } from './window.ts';

/** Raw scores of one sentence of n words, row-major. */
export interface Encoded {
  /** Log-probabilities of the entity tags [n × labels.ner]. */
  readonly ner: Float32Array;
  /** Index of the part of speech [n]. */
  readonly upos: Uint8Array;
  /** Score of a head: word i, head j [n × (n + 1)]; column 0 is the root, column j + 1 word j. */
  readonly arc: Float32Array;
  /** Index of the best relation of i if its head were j, same shape. */
  readonly rel: Uint8Array;
  /** Logit that a word is a cue of a relation [n × labels.relations]. */
  readonly cue?: Float32Array;
  /** Logit that a relation holds from a mention ending at i to one ending at j [n × n × labels.relations]. */
  readonly pair?: Float32Array;
  /** Logit that the mention ending at j is the subject, and the object, of a cue at i [n × n × 2]. */
  readonly argument?: Float32Array;
  /** For a word that is a cue: logit of a negated statement, then logits of the modalities [n × 6]. */
  readonly circumstance?: Float32Array;
}

/** Columns of the `argument` output. */
const ROLES = 2;

/** What the model gives for one window of n words: rows and columns 1 … n; row and column 0 are the root's. */
interface Output {
  readonly data: Float32Array | BigInt64Array;
  readonly dims: readonly number[];
}
type Outputs = Readonly<Record<string, Output>>;

/** Takes one sentence out of a batch and drops the padding and the root's own row. */
export function readRow(outputs: Outputs, row: number, words: number, labels: Labels): Encoded {
  const floats = (name: string, width: number, skipColumns: number, depth: number): Float32Array => {
    const { data, dims } = outputs[name]!;
    const padded = dims[1]!;
    const columns = skipColumns < 0 ? 1 : dims[2]!;
    const skip = Math.max(0, skipColumns);
    const out = new Float32Array(words * width * depth);
    for (let word = 0; word < words; word++) {
      const at = ((row * padded + word + 1) * columns + skip) * depth;
      out.set((data as Float32Array).subarray(at, at + width * depth), word * width * depth);
    }
    return out;
  };
  const indices = (name: string, width: number): Uint8Array => {
    const { data, dims } = outputs[name]!;
    const padded = dims[1]!;
    const columns = dims.length === 2 ? 1 : dims[2]!;
    const out = new Uint8Array(words * width);
    for (let word = 0; word < words; word++) {
      const at = (row * padded + word + 1) * columns;
      for (let column = 0; column < width; column++) out[word * width + column] = Number(data[at + column]);
    }
    return out;
  };
  const relations = labels.relations?.length;
  return {
    ner: floats('ner', 1, -1, labels.ner.length),
    upos: indices('upos', 1),
    arc: floats('arc', words + 1, 0, 1),
    rel: indices('rel', words + 1),
    ...(relations && outputs.cue && outputs.pair
      ? { cue: floats('cue', 1, -1, relations), pair: floats('pair', words, 1, relations) }
      : {}),
    ...(relations && outputs.argument && outputs.circumstance
      ? { argument: floats('argument', words, 1, ROLES), circumstance: floats('circumstance', 1, -1, CIRCUMSTANCES) }
      : {}),
  };
}

/** Joins the windows of a sentence: each word's rows from the window it is best seen in; what no window saw is impossible. */
export function stitch(parts: readonly Encoded[], windows: readonly Window[], words: number, labels: Labels): Encoded {
  if (parts.length === 1) return parts[0]!;
  const owners = ownersOf(windows, words);
  const relations = labels.relations?.length ?? 0;
  const copy = <T extends Float32Array | Uint8Array>(
    out: T,
    of: (part: Encoded) => T,
    columns: number | undefined,
    rootColumns: number,
    depth: number,
  ): T => {
    for (let word = 0; word < words; word++) {
      const window = windows[owners[word]!]!;
      const from = of(parts[owners[word]!]!);
      const size = window.end - window.start;
      if (columns === undefined) {
        const at = (word - window.start) * depth;
        out.set(from.subarray(at, at + depth), word * depth);
        continue;
      }
      const at = (word - window.start) * (size + rootColumns) * depth;
      const to = word * columns * depth;
      out.set(from.subarray(at, at + rootColumns * depth), to);
      const body = from.subarray(at + rootColumns * depth, at + (rootColumns + size) * depth);
      out.set(body, to + (rootColumns + window.start) * depth);
    }
    return out;
  };
  const unseen = (length: number) => new Float32Array(length).fill(Number.NEGATIVE_INFINITY);
  const scored = parts.every((part) => part.cue && part.pair);
  const bound = parts.every((part) => part.argument && part.circumstance);
  return {
    ner: copy(new Float32Array(words * labels.ner.length), (part) => part.ner, undefined, 0, labels.ner.length),
    upos: copy(new Uint8Array(words), (part) => part.upos, undefined, 0, 1),
    arc: copy(unseen(words * (words + 1)), (part) => part.arc, words + 1, 1, 1),
    rel: copy(new Uint8Array(words * (words + 1)), (part) => part.rel, words + 1, 1, 1),
    ...(scored
      ? {
          cue: copy(new Float32Array(words * relations), (part) => part.cue!, undefined, 0, relations),
          pair: copy(unseen(words * words * relations), (part) => part.pair!, words, 0, relations),
        }
      : {}),
    ...(bound
      ? {
          argument: copy(unseen(words * words * ROLES), (part) => part.argument!, words, 0, ROLES),
          circumstance: copy(
            new Float32Array(words * CIRCUMSTANCES),
            (part) => part.circumstance!,
            undefined,
            0,
            CIRCUMSTANCES,
          ),
        }
      : {}),
  };
}

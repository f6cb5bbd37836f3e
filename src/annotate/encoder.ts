/**
 * Encode: words of sentences into the raw scores of a news encoder, an ONNX model with its tokenizer in a folder.
 *
 * In: int64 `input_ids`, `attention_mask`, `token_type_ids` (the case of the word) [b, l] and `word_index` [b, w], the
 * position of each word's first piece; its first entry, 0, is [CLS] and stands for the root.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { AutoModel, AutoTokenizer, type PreTrainedTokenizer, Tensor } from '@xenova/transformers';
import { z } from 'zod';
import { cutWindows, ownersOf } from './window.ts';
import { caseOf } from './words.ts';

/** Word pieces of a sentence that the model reads at once, [CLS] and [SEP] among them: what it was trained on. */
const WINDOW_PIECES = 256;
/** A longer word (an address, a run of letters) keeps its first pieces only. */
const WORD_PIECES = 64;

/** Padded pieces read at once, where no other number is asked for: per processor second 236 sentences of articles, 174 at 1,024. */
const BATCH_PIECES = 256;

const Labels = z.object({
  ner: z.array(z.string()).min(1),
  upos: z.array(z.string()).min(1),
  rels: z.array(z.string()).min(1),
  relations: z.array(z.string()).optional(),
});
/** The names of the model's columns. */
export type Labels = z.infer<typeof Labels>;

/** Raw scores of one sentence of n words, row-major. */
export interface Encoded {
  /** Log-probabilities of the entity tags [n × labels.ner]. */
  readonly ner: Float32Array;
  /** Index of the part of speech [n]. */
  readonly upos: Uint8Array;
  /** Log-probability of a head: word i, head j [n × (n + 1)]; column 0 is the root, column j + 1 word j. */
  readonly arc: Float32Array;
  /** Index of the best relation of i if its head were j, same shape. */
  readonly rel: Uint8Array;
  /** Logit that a word is a cue of a relation [n × labels.relations]. */
  readonly cue?: Float32Array;
  /** Logit that a relation holds from a mention ending at i to one ending at j [n × n × labels.relations]. */
  readonly pair?: Float32Array;
}

export interface EncoderOptions {
  /** Most padded word pieces that are read at once, 256 by default. Other values change scores in the last digits. */
  readonly batch?: number;
  /** Processor threads; all by default. */
  readonly threads?: number;
}

export interface Encoder {
  readonly labels: Labels;
  /** SHA-256 of the ONNX file. */
  readonly model: string;
  /**
   * Scores of sentences, each given as its words; same order out as in. Only these sentences share batches. Without
   * `relations` there are no `cue` and `pair`, which grow with the square of a sentence.
   */
  encode(sentences: readonly (readonly string[])[], options?: { readonly relations?: boolean }): Promise<Encoded[]>;
  close(): Promise<void>;
}

/** What the model gives for one window of n words: rows and columns 1 … n; row and column 0 are the root's. */
export interface Output {
  readonly data: Float32Array | BigInt64Array;
  readonly dims: readonly number[];
}
export type Outputs = Readonly<Record<string, Output>>;

interface Piece {
  readonly sentence: number;
  readonly window: number;
  readonly start: number;
  readonly end: number;
  /** Word pieces with [CLS] and [SEP]. */
  readonly length: number;
}

/** Opens the model in the folder `path`. Throws one clear line where a file is missing or damaged. */
export async function openEncoder(path: string, options: EncoderOptions = {}): Promise<Encoder> {
  // transformers.js looks for relative paths in its own package
  const folder = resolve(path);
  const onnx = join(folder, 'onnx', 'model_quantized.onnx');
  const labelsFile = join(folder, 'labels.json');
  for (const file of [onnx, labelsFile, join(folder, 'config.json'), join(folder, 'tokenizer.json')]) {
    if (!existsSync(file)) {
      throw new Error(
        `${file}: missing, so the news encoder cannot be opened; reinstall entente, or name a model folder with --model`,
      );
    }
  }
  const labels = readLabels(labelsFile);
  const threads = options.threads ?? availableParallelism();
  const local = { local_files_only: true } as const;
  const [tokenizer, network, model] = await Promise.all([
    AutoTokenizer.from_pretrained(folder, local).catch((cause) => damaged(join(folder, 'tokenizer.json'), cause)),
    AutoModel.from_pretrained(folder, {
      ...local,
      dtype: 'q8',
      session_options: { intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential' },
    }).catch((cause) => damaged(onnx, cause)),
    hashFile(onnx),
  ]);
  const piecesOf = lookUpPieces(tokenizer);
  const special = tokenizer.encode('');
  const frame = { cls: BigInt(special[0]!), sep: BigInt(special.at(-1)!) };
  const budget = options.batch ?? BATCH_PIECES;

  const encode: Encoder['encode'] = async (sentences, { relations = true } = {}) => {
    const columns = relations ? labels : { ...labels, relations: undefined };
    const pieces = sentences.map((words) => words.map(piecesOf));
    const windows = pieces.map((sentence) =>
      cutWindows(
        sentence.map((word) => word.length),
        WINDOW_PIECES - 2,
      ),
    );
    const work: Piece[] = windows.flatMap((cut, sentence) =>
      cut.map(({ start, end }, window) => {
        let length = 2;
        for (let word = start; word < end; word++) length += pieces[sentence]![word]!.length;
        return { sentence, window, start, end, length };
      }),
    );
    const parts: Encoded[][] = sentences.map(() => []);
    for (const batch of batchByLength(
      work.filter((piece) => piece.end > piece.start),
      budget,
    )) {
      const outputs = await network(frameInputs(batch, pieces, sentences, frame));
      batch.forEach((piece, row) => {
        parts[piece.sentence]![piece.window] = readRow(outputs, row, piece.end - piece.start, columns);
      });
      for (const output of Object.values(outputs) as Tensor[]) output.dispose();
    }
    return parts.map((part, sentence) => stitch(part, windows[sentence]!, sentences[sentence]!.length, labels));
  };
  return { labels, model, encode, close: async () => void (await network.dispose()) };
}

function readLabels(file: string): Labels {
  try {
    return Labels.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    return damaged(file, cause);
  }
}

function damaged(file: string, cause: unknown): never {
  const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
  throw new Error(`${file}: cannot be read (${reason}); reinstall entente, or name a model folder with --model`, {
    cause,
  });
}

/** SHA-256 of a file, hex. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

/** Every word is cut into pieces by itself, and each distinct word once. */
function lookUpPieces(tokenizer: PreTrainedTokenizer): (word: string) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  const unknown = tokenizer.encode(tokenizer.unk_token ?? '[UNK]', { add_special_tokens: false });
  return (word) => {
    const found = known.get(word);
    if (found) return found;
    const ids: number[] = tokenizer.encode(word, { add_special_tokens: false });
    const pieces = ids.length === 0 ? unknown : ids.slice(0, WORD_PIECES);
    known.set(word, pieces);
    return pieces;
  };
}

/** Groups of like length, each at most `budget` padded pieces, in an order that depends on the sentences alone. */
function batchByLength(work: readonly Piece[], budget: number): Piece[][] {
  const sorted = work.toSorted((a, b) => a.length - b.length || a.sentence - b.sentence || a.window - b.window);
  const batches: Piece[][] = [];
  for (const piece of sorted) {
    const current = batches.at(-1);
    if (current && (current.length + 1) * piece.length <= budget) current.push(piece);
    else batches.push([piece]);
  }
  return batches;
}

function frameInputs(
  batch: readonly Piece[],
  pieces: readonly (readonly (readonly number[])[])[],
  sentences: readonly (readonly string[])[],
  frame: { readonly cls: bigint; readonly sep: bigint },
): Record<string, Tensor> {
  const length = Math.max(...batch.map((piece) => piece.length));
  const words = Math.max(...batch.map((piece) => piece.end - piece.start)) + 1;
  const ids = new BigInt64Array(batch.length * length);
  const mask = new BigInt64Array(batch.length * length);
  const types = new BigInt64Array(batch.length * length);
  const index = new BigInt64Array(batch.length * words);
  batch.forEach((piece, row) => {
    let at = row * length;
    ids[at] = frame.cls;
    mask[at++] = 1n;
    for (let word = piece.start; word < piece.end; word++) {
      index[row * words + word - piece.start + 1] = BigInt(at - row * length);
      const type = BigInt(caseOf(sentences[piece.sentence]![word]!));
      for (const id of pieces[piece.sentence]![word]!) {
        ids[at] = BigInt(id);
        types[at] = type;
        mask[at++] = 1n;
      }
    }
    ids[at] = frame.sep;
    mask[at] = 1n;
  });
  const perPiece = [batch.length, length];
  return {
    input_ids: new Tensor('int64', ids, perPiece),
    attention_mask: new Tensor('int64', mask, perPiece),
    token_type_ids: new Tensor('int64', types, perPiece),
    word_index: new Tensor('int64', index, [batch.length, words]),
  };
}

/** Takes one sentence out of a batch and drops the padding and the root's own row. */
function readRow(outputs: Outputs, row: number, words: number, labels: Labels): Encoded {
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
  };
}

/** Joins the windows of a sentence: each word's rows from the window it is best seen in; what no window saw is impossible. */
function stitch(
  parts: readonly Encoded[],
  windows: readonly { start: number; end: number }[],
  words: number,
  labels: Labels,
): Encoded {
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
  };
}

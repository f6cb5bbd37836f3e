/**
 * Encode: words of sentences into the raw scores of a news encoder, an ONNX model with its tokenizer in a folder.
 *
 * In: int64 `input_ids`, `attention_mask`, `token_type_ids` (the case of the word) [b, l] and `word_index` [b, w], the
 * position of each word's first piece; its first entry, 0, is [CLS] and stands for the root.
 */
import { availableParallelism } from 'node:os';
import { AutoModel, AutoTokenizer, type PreTrainedTokenizer, type Tensor } from '@xenova/transformers';
import { batchByLength, frameInputs, type Piece } from './batch.ts';
import { checkFolder, damaged, hashFile, type Labels } from './model-folder.ts';
import { type Encoded, readRow, stitch } from './scores.ts';
import { cutWindows } from './window.ts';

/** Word pieces of a sentence that the model reads at once, [CLS] and [SEP] among them: what it was trained on. */
const WINDOW_PIECES = 256;
/** A longer word (an address, a run of letters) keeps its first pieces only. */
const WORD_PIECES = 64;
/** Words whose pieces are remembered: a newspaper's vocabulary, and no more memory in a run of weeks. */
const KNOWN_WORDS = 100_000;

/** Padded pieces read at once, where no other number is asked for: per processor second 236 sentences of articles, 174 at 1,024. */
const BATCH_PIECES = 256;

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

/** Opens the model in the folder `path`. Throws one clear line where a file is missing or damaged. */
export async function openEncoder(path: string, options: EncoderOptions = {}): Promise<Encoder> {
  const { folder, onnx, tokenizerFile, labels } = checkFolder(path);
  const threads = options.threads ?? availableParallelism();
  const local = { local_files_only: true } as const;
  const [tokenizer, network, model] = await Promise.all([
    AutoTokenizer.from_pretrained(folder, local).catch((cause) => damaged(tokenizerFile, cause)),
    AutoModel.from_pretrained(folder, {
      ...local,
      dtype: 'q8',
      session_options: {
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        // Threads that wait by spinning take the processor from whatever else runs: on two busy cores, four times the time.
        extra: { session: { intra_op: { allow_spinning: '0' } } },
      },
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

/** Every word is cut into pieces by itself, and each distinct word once. */
function lookUpPieces(tokenizer: PreTrainedTokenizer): (word: string) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  const unknown = tokenizer.encode(tokenizer.unk_token ?? '[UNK]', { add_special_tokens: false });
  return (word) => {
    const found = known.get(word);
    if (found) return found;
    const ids: number[] = tokenizer.encode(word, { add_special_tokens: false });
    const pieces = ids.length === 0 ? unknown : ids.slice(0, WORD_PIECES);
    if (known.size === KNOWN_WORDS) known.clear();
    known.set(word, pieces);
    return pieces;
  };
}

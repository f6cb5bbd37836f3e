/** Batch: the pieces of sentences into the padded tensors that the encoder takes. */
import { Tensor } from '@xenova/transformers';
import { caseOf } from './words.ts';

/** A window of a sentence: its words [start, end). */
export interface Piece {
  readonly sentence: number;
  readonly window: number;
  readonly start: number;
  readonly end: number;
  /** Word pieces with [CLS] and [SEP]. */
  readonly length: number;
}

/** Groups of like length, each at most `budget` padded pieces, in an order that depends on the sentences alone. */
export function batchByLength(work: readonly Piece[], budget: number): Piece[][] {
  const sorted = work.toSorted((a, b) => a.length - b.length || a.sentence - b.sentence || a.window - b.window);
  const batches: Piece[][] = [];
  for (const piece of sorted) {
    const current = batches.at(-1);
    if (current && (current.length + 1) * piece.length <= budget) current.push(piece);
    else batches.push([piece]);
  }
  return batches;
}

/** The model's inputs for a batch: pieces, their mask, the case of their words, and each word's first piece. */
export function frameInputs(
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

/** Tag with any token-classification model, of the hub or a local folder, in place of the encoder's entity head. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AutoModelForTokenClassification, AutoTokenizer, Tensor } from '@xenova/transformers';
import type { Label } from '../model.ts';
import type { Tag } from './bio.ts';
import { hashFile } from './model-folder.ts';
import { readStateNames, type StateNames } from './states.ts';
import type { Tagger } from './tagger.ts';
import { cutWindows, ownersOf } from './window.ts';

/** What the common label sets (CoNLL, OntoNotes, WNUT, Few-NERD …) call our labels. */
const LABELS: Readonly<Record<string, Label | 'Land' | 'People'>> = {
  PER: 'Person',
  PERSON: 'Person',
  ORG: 'Institution',
  ORGANIZATION: 'Institution',
  ORGANISATION: 'Institution',
  CORPORATION: 'Institution',
  INSTITUTION: 'Institution',
  GROUP: 'Institution',
  STATE: 'State',
  COUNTRY: 'State',
  // a state where the table of states knows the words, else a place
  LOC: 'Land',
  LOCATION: 'Land',
  GPE: 'Land',
  // a state where the table knows the demonym, else nothing
  NORP: 'People',
  MISC: 'People',
  PLACE: 'Place',
  FAC: 'Place',
  FACILITY: 'Place',
  BUILDING: 'Place',
  EVENT: 'Event',
  EVE: 'Event',
};

/** Models differ in how a name that follows no other begins: with B (IOB2) or I (IOB1). This share of I is B as well. */
const BEGINS_ANYWAY = 0.1;
const WINDOW_PIECES = 256;
const WORD_PIECES = 64;

export interface HubNerOptions {
  readonly threads?: number;
}

/**
 * Opens `name`: a folder where there is one, else a model of the hub, which is fetched once and kept by transformers.js.
 * `tags` are the encoder's tag names, which set the columns. Throws where it is no such model.
 */
export async function openHubNer(name: string, tags: readonly string[], options: HubNerOptions = {}): Promise<Tagger> {
  const folder = resolve(name);
  const local = existsSync(folder);
  const source = local ? folder : name;
  const quantised = join(folder, 'onnx', 'model_quantized.onnx');
  const dtype = !local || existsSync(quantised) ? 'q8' : 'fp32';
  const [tokenizer, network] = await Promise.all([
    AutoTokenizer.from_pretrained(source, { local_files_only: local }),
    AutoModelForTokenClassification.from_pretrained(source, {
      local_files_only: local,
      dtype,
      ...(options.threads === undefined ? {} : { session_options: { intraOpNumThreads: options.threads } }),
    }),
  ]).catch((cause: Error) => {
    // Without an answer from the hub transformers.js stumbles over what it did not get, and says only that.
    const reason = local ? cause.message.split('\n')[0] : 'no folder here, and the hub does not give it';
    throw new Error(
      `--ner ${name}: cannot be opened (${reason}); name a folder or a model of the hub with config.json, tokenizer.json and onnx/model_quantized.onnx, such as Xenova/bert-base-NER`,
      { cause },
    );
  });
  const { id2label } = network.config as unknown as { id2label?: Readonly<Record<string, string>> };
  const columns = Object.entries(id2label ?? {}).map(([id, label]) => ({ id: Number(id), ...readLabel(label) }));
  const unknown = Object.values(id2label ?? {}).filter((label) => label !== 'O' && !readLabel(label).label);
  if (columns.every(({ label }) => !label)) {
    throw new Error(
      `--ner ${name}: none of its labels is known (${unknown.join(', ') || 'it has none'}); use a model of PER, LOC, ORG … labels`,
    );
  }
  const states = readStateNames();
  const special: number[] = tokenizer.encode('');
  const [cls, sep] = [special[0]!, special.at(-1)!];
  const unknownPiece = tokenizer.encode(tokenizer.unk_token ?? '[UNK]', { add_special_tokens: false });

  const piecesOf = (word: string): number[] => {
    // the space makes byte-level and sentence-piece vocabularies see a word's beginning; word pieces ignore it
    const ids: number[] = tokenizer.encode(` ${word}`, { add_special_tokens: false });
    return (ids.length === 0 ? unknownPiece : ids).slice(0, WORD_PIECES);
  };

  /** Probabilities of the model's labels at the first piece of each word [words × columns]. */
  const readWindow = async (pieces: readonly (readonly number[])[]): Promise<Float32Array[]> => {
    const ids = [cls, ...pieces.flat(), sep];
    const shape = [1, ids.length];
    const outputs = await network({
      input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
    });
    const logits = outputs.logits as Tensor;
    const width = logits.dims[2]!;
    let at = 1;
    const rows = pieces.map((word) => {
      const row = softmax((logits.data as Float32Array).subarray(at * width, (at + 1) * width));
      at += word.length;
      return row;
    });
    logits.dispose();
    return rows;
  };

  return {
    model: local
      ? await hashFile(dtype === 'q8' ? quantised : join(folder, 'onnx', 'model.onnx'))
      : createHash('sha256').update(name).digest('hex'),
    events: columns.some(({ label }) => label === 'Event'),
    async tag(sentences) {
      const scores: Float32Array[] = [];
      for (const words of sentences) {
        const pieces = words.map(piecesOf);
        const windows =
          words.length === 0
            ? []
            : cutWindows(
                pieces.map((word) => word.length),
                WINDOW_PIECES - 2,
              );
        const read: Float32Array[][] = [];
        for (const { start, end } of windows) read.push(await readWindow(pieces.slice(start, end)));
        const rows = ownersOf(windows, words.length).map((owner, word) => read[owner]![word - windows[owner]!.start]!);
        scores.push(toTagScores(rows, columns, tags, namedBy(words, states)));
      }
      return scores;
    },
    close: async () => void (await network.dispose()),
  };
}

/** Tag scores with the encoder's events, which such models do not know, and their own names for all that is no event. */
export function keepEvents(tagged: Float32Array, encoded: Float32Array, tags: readonly Tag[]): Float32Array {
  const merged = tagged.slice();
  for (let at = 0; at < tagged.length; at += tags.length) {
    const events = tags.reduce((sum, { label }, t) => sum + (label === 'Event' ? Math.exp(encoded[at + t]!) : 0), 0);
    tags.forEach(({ label }, t) => {
      if (label === 'Event') merged[at + t] = encoded[at + t]!;
      else merged[at + t]! += Math.log(Math.max(1 - events, 1e-6));
    });
  }
  return merged;
}

interface Column {
  readonly id: number;
  readonly label: Label | 'Land' | 'People' | undefined;
  /** B, I or nothing: models without prefixes tag every word of a name alike. */
  readonly prefix: 'B' | 'I' | undefined;
}

/** "B-PER", "S-ORG", "L_LOC", "person" … */
function readLabel(name: string): Omit<Column, 'id'> {
  const [, mark, rest] = /^(?:([BIESLUM])[-_])?(.+)$/u.exec(name.toUpperCase()) ?? [];
  const label = LABELS[rest ?? ''];
  return { label, prefix: mark === undefined ? undefined : 'BSU'.includes(mark) ? 'B' : 'I' };
}

function softmax(logits: Float32Array): Float32Array {
  const highest = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const powers = logits.map((logit) => Math.exp(logit - highest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** For each word what the table of states says of it. */
function namedBy(words: readonly string[], states: StateNames): ('state' | 'capital' | undefined)[] {
  const named: ('state' | 'capital' | undefined)[] = words.map(() => undefined);
  for (const { first, last } of states.find(words)) {
    named.fill(states.isCapital(words.slice(first, last + 1).join(' ')) ? 'capital' : 'state', first, last + 1);
  }
  return named;
}

/** The model's probabilities as ours: what has no label of ours goes to "O". */
function toTagScores(
  rows: readonly Float32Array[],
  columns: readonly Column[],
  tags: readonly string[],
  named: readonly ('state' | 'capital' | undefined)[],
): Float32Array {
  const indexOf = new Map(tags.map((tag, index) => [tag, index]));
  const scores = new Float32Array(rows.length * tags.length).fill(1e-6);
  rows.forEach((row, word) => {
    const add = (tag: string, share: number) => {
      scores[word * tags.length + (indexOf.get(tag) ?? indexOf.get('O')!)]! += share;
    };
    for (const { id, label, prefix } of columns) {
      const ours = labelOf(label, named[word]);
      if (!ours) add('O', row[id]!);
      else {
        const begins = prefix === 'B' ? 1 : prefix === 'I' ? BEGINS_ANYWAY : 0.4;
        add(`B-${ours.toUpperCase()}`, row[id]! * begins);
        add(`I-${ours.toUpperCase()}`, row[id]! * (1 - begins));
      }
    }
  });
  return scores.map(Math.log);
}

function labelOf(label: Column['label'], named: 'state' | 'capital' | undefined): Label | undefined {
  if (label === 'Land') return named === 'state' ? 'State' : 'Place';
  if (label === 'People') return named === 'state' ? 'State' : undefined;
  return label;
}

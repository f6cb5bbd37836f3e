/** Score: what the encoder finds in the gold documents, by the gold files' own scorer. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { normalize } from '../src/eval/align.ts';
import { type GoldDocument, readGold } from '../src/eval/gold.ts';
import type { Figures } from '../src/eval/score.ts';
import type { Annotated, Mention, Segmented } from '../src/model.ts';
import { segment } from '../src/segment/sentences.ts';

export interface Report {
  readonly mentions: Figures;
  readonly events: Figures;
  readonly labels: Readonly<Record<string, Figures>>;
}

/** A gold document with the text that it annotates. */
export interface Measured {
  readonly gold: GoldDocument;
  readonly segmented: Segmented;
}

/** Texts of the stream's items by id. */
export function readStream(data: string): ReadonlyMap<string, string> {
  const folder = join(data, 'current-events');
  const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl'));
  return new Map(
    files
      .sort()
      .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean))
      .map((line) => JSON.parse(line) as { id: string; text: string })
      .map(({ id, text }) => [id, text]),
  );
}

export const toSegmented = (ref: string, text: string): Segmented =>
  segment({ origin: ref, ref, text, id: createHash('sha256').update(text).digest('hex'), furniture: [] });

/** Documents of a gold file; an item's text is in the stream, an article's in a file of its own. */
export function readDocuments(data: string, name: string, stream: ReadonlyMap<string, string>): Measured[] {
  return readGold(join(data, 'gold', name)).map((gold) => {
    const text = gold.text ?? stream.get(gold.id) ?? readFileSync(join(data, 'articles', `${gold.id}.txt`), 'utf8');
    return { gold, segmented: toSegmented(gold.id, text) };
  });
}

// Distinct names are entities here; events are told apart by their head noun, which the resolver does better.
function entityOf({ label, text }: Mention): string {
  const name = label === 'Event' ? text.split(/\s/u).at(-1)!.toLowerCase().replace(/s$/u, '') : text;
  return `${label}:${name}`;
}

/** Runs `eval/score.mjs` of the data folder over the mentions found; `only` limits it to some documents. */
export function score(data: string, name: string, annotated: readonly Annotated[], only?: string): Report {
  const rows = annotated.flatMap(({ article, sentences }) => {
    const mentions = sentences.flatMap((sentence) => sentence.mentions);
    const entities = new Map(mentions.map((mention) => [`${article.ref} ${entityOf(mention)}`, mention]));
    return [
      { kind: 'article', id: article.ref, ref: article.ref },
      ...[...entities].map(([id, { label, text }]) => ({ kind: 'entity', id, label, name: text, aliases: [] })),
      ...mentions.map((mention) => ({
        kind: 'mention',
        article: article.ref,
        entity: `${article.ref} ${entityOf(mention)}`,
        text: mention.text,
        start: mention.start,
        end: mention.end,
      })),
    ];
  });
  const folder = mkdtempSync(join(tmpdir(), 'entente-bench-'));
  try {
    const file = join(folder, 'export.jsonl');
    writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
    const scorer = [join(data, 'eval', 'score.mjs'), join(data, 'gold', name), file, '--json'];
    const run = spawnSync(process.execPath, only ? [...scorer, `--only=${only}`] : scorer, {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (run.status !== 0) throw new Error(`${scorer[0]} failed on ${name}: ${run.stderr}`);
    return JSON.parse(run.stdout) as Report;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Names found wrongly and names missed, of one document. */
export interface MentionErrors {
  readonly ref: string;
  readonly wrong: readonly string[];
  readonly missed: readonly string[];
}

export function listErrors(documents: readonly Measured[], annotated: readonly Annotated[]): MentionErrors[] {
  return documents.map(({ gold }, index) => {
    const optional = new Set(gold.entities.filter((entity) => entity.optional).flatMap(namesOf));
    const wanted = new Set(gold.entities.filter((entity) => !entity.optional).flatMap(namesOf));
    const found = new Set(annotated[index]!.sentences.flatMap((sentence) => sentence.mentions.map(nameOf)));
    return {
      ref: gold.id,
      wrong: [...found].filter((name) => !wanted.has(name) && !optional.has(name)),
      missed: [...wanted].filter((name) => !found.has(name)),
    };
  });
}

const nameOf = ({ text, label }: Pick<Mention, 'text' | 'label'>) => `${normalize(text)}|${label}`;
const namesOf = (entity: GoldDocument['entities'][number]) =>
  entity.mentions.map((text) => nameOf({ text, label: entity.label }));

/** Named mentions in ten bins of confidence: how many, mean confidence, and the share that is right. */
export interface Bin {
  readonly mentions: number;
  readonly confidence: number;
  readonly right: number;
}

/** Reliability of the confidence, and the expected calibration error (Naeini et al. 2015). */
export function calibrate(
  documents: readonly Measured[],
  annotated: readonly Annotated[],
): { bins: Bin[]; error: number } {
  const seen = documents.flatMap(({ gold }, index) => {
    const optional = new Set(gold.entities.filter((entity) => entity.optional).flatMap(namesOf));
    const wanted = new Set(gold.entities.filter((entity) => !entity.optional).flatMap(namesOf));
    return annotated[index]!.sentences.flatMap((sentence) => sentence.mentions)
      .filter((mention) => mention.label !== 'Event' && (wanted.has(nameOf(mention)) || !optional.has(nameOf(mention))))
      .map((mention) => ({ confidence: mention.confidence, right: wanted.has(nameOf(mention)) }));
  });
  const bins = Array.from({ length: 10 }, (_, bin) => {
    const inside = seen.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === bin);
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
    return {
      mentions: inside.length,
      confidence: mean(inside.map(({ confidence }) => confidence)),
      right: mean(inside.map(({ right }) => Number(right))),
    };
  });
  const error = bins.reduce((sum, bin) => sum + (bin.mentions / seen.length) * Math.abs(bin.confidence - bin.right), 0);
  return { bins, error };
}

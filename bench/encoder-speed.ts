/** Time: reading articles and items of the stream, beside spaCy where a Python that has it is named. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Annotator } from '../src/annotate.ts';
import { toSegmented } from './encoder-gold.ts';

export interface Speed {
  readonly texts: number;
  readonly sentences: number;
  readonly sentencesPerSecond: number;
  /** The same sentences by spaCy's own clock. */
  readonly spacySentencesPerSecond?: number;
}

const STREAM_ITEMS = 1000;

/** From text to annotated sentences, segmentation included; the model is warm and its opening is not counted. */
export async function measureSpeed(
  annotator: Annotator,
  data: string,
  stream: ReadonlyMap<string, string>,
  spacyPython: string | undefined,
): Promise<Speed> {
  const articles = readdirSync(join(data, 'articles'))
    .filter((file) => file.endsWith('.txt'))
    .sort();
  const texts = [
    ...articles.map((file) => readFileSync(join(data, 'articles', file), 'utf8')),
    ...[...stream.values()].slice(0, STREAM_ITEMS),
  ];
  await annotator.annotate(texts.slice(0, 20).map((text) => toSegmented('warm', text)));
  const before = performance.now();
  let sentences = 0;
  for (const text of texts) {
    const [annotated] = await annotator.annotate([toSegmented('speed', text)]);
    sentences += annotated!.sentences.length;
  }
  const sentencesPerSecond = sentences / ((performance.now() - before) / 1000);
  const speed = { texts: texts.length, sentences, sentencesPerSecond };
  if (!spacyPython) return speed;
  const script = fileURLToPath(new URL('encoder-spacy.py', import.meta.url));
  const run = spawnSync(spacyPython, [script], { input: JSON.stringify(texts), encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${spacyPython} ${script}: ${run.stderr.trim().split('\n').at(-1)}`);
  return { ...speed, spacySentencesPerSecond: sentences / Number(run.stdout) };
}

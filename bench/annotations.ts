/** Annotate gold documents or a feed once and keep the result, so that later stages are measured without the encoder. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openNewsEncoder } from '../src/annotate/news-encoder.ts';
import type { Annotated, Article } from '../src/model.ts';
import { packageRoot } from '../src/root.ts';
import { segment } from '../src/segment/sentences.ts';

/** An article of a JSONL feed (../shared/eval/feed.mjs). */
interface Fed {
  readonly id: string;
  readonly published?: string;
  readonly text: string;
}

/** Reads `cache` where it is there, else annotates `feed` and writes it; relation scores are not kept. */
export async function readAnnotations(feed: string, cache: string, model?: string): Promise<Annotated[]> {
  if (!existsSync(cache)) {
    const annotator = await openNewsEncoder(model === undefined ? {} : { model });
    const articles = readFileSync(feed, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => toArticle(JSON.parse(line) as Fed));
    const annotated = await annotator.annotate(articles.map(segment));
    await annotator.close();
    const lines = annotated.map((one) =>
      JSON.stringify(one, (key, value: unknown) => (key === 'scores' ? undefined : value)),
    );
    writeFileSync(cache, `${lines.join('\n')}\n`);
  }
  return readFileSync(cache, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Annotated);
}

export function toArticle({ id, published, text }: Fed): Article {
  const origin = `id:${id}`;
  const hash = createHash('sha256').update(text).digest('hex');
  return { id: hash, origin, ref: id, ...(published === undefined ? {} : { published }), text, furniture: [] };
}

/** First 12 hex digits of the SHA-256 of the model in `folder`: names the cache of what it annotated. */
export function hashFile(folder = join(packageRoot, 'models', 'news-encoder')): string {
  return createHash('sha256')
    .update(readFileSync(join(folder, 'onnx', 'model_quantized.onnx')))
    .digest('hex')
    .slice(0, 12);
}

/** Check: the folder of a news encoder, before the runtime opens it. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { keepBeside, stampOf } from '../stamp.ts';

const Labels = z.object({
  ner: z.array(z.string()).min(1),
  upos: z.array(z.string()).min(1),
  rels: z.array(z.string()).min(1),
  relations: z.array(z.string()).optional(),
});
/** The names of the model's columns. */
export type Labels = z.infer<typeof Labels>;

/** A model folder whose files are all there. */
export interface ModelFolder {
  readonly folder: string;
  readonly onnx: string;
  readonly tokenizerFile: string;
  readonly labels: Labels;
}

/** Throws one clear line where a file is missing or `labels.json` is damaged. */
export function checkFolder(path: string): ModelFolder {
  // transformers.js looks for relative paths in its own package
  const folder = resolve(path);
  const onnx = join(folder, 'onnx', 'model_quantized.onnx');
  const tokenizerFile = join(folder, 'tokenizer.json');
  const labelsFile = join(folder, 'labels.json');
  for (const file of [onnx, labelsFile, join(folder, 'config.json'), tokenizerFile]) {
    if (existsSync(file)) continue;
    throw new Error(
      `${file}: missing, so the news encoder cannot be opened; reinstall entente, or name a model folder with --model`,
    );
  }
  return { folder, onnx, tokenizerFile, labels: readLabels(labelsFile) };
}

/** The names in `labels.json`. */
function readLabels(file: string): Labels {
  try {
    return Labels.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    return damaged(file, cause);
  }
}

/** Throws what to do about a file of the model that cannot be read. */
export function damaged(file: string, cause: unknown): never {
  const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
  throw new Error(`${file}: cannot be read (${reason}); reinstall entente, or name a model folder with --model`, {
    cause,
  });
}

/** SHA-256 of a file, hex. Kept in the file `memo` together with the file's stamp, so that it is found out once. */
export async function hashFile(file: string, memo?: string): Promise<string> {
  const stamp = stampOf(file);
  const [known = '', of] = memo !== undefined && existsSync(memo) ? readFileSync(memo, 'utf8').split('\n') : [];
  if (of === stamp && /^[0-9a-f]{64}$/u.test(known)) return known;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  const digest = hash.digest('hex');
  if (memo !== undefined && stampOf(file) === stamp) keepBeside(memo, file, `${digest}\n${stamp}\n`);
  return digest;
}

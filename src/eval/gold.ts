/** Gold: annotated documents, one JSON object a line. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { LABELS, MODALITIES, POLARITIES } from '../model.ts';

const GoldEntity = z.object({
  id: z.string(),
  name: z.string(),
  label: z.enum(LABELS),
  mentions: z.array(z.string()),
  optional: z.boolean().optional(),
});

const GoldStatement = z.object({
  subject: z.string(),
  relation: z.string(),
  object: z.string(),
  polarity: z.enum(POLARITIES),
  modality: z.enum(MODALITIES),
  attribution: z.string().nullish(),
  evidence: z.string().nullish(),
  /** Two annotators disagreed on it: it counts neither for nor against. */
  optional: z.boolean().optional(),
});

const GoldDocument = z.object({
  id: z.string(),
  text: z.string().optional(),
  entities: z.array(GoldEntity),
  statements: z.array(GoldStatement),
});

export type GoldEntity = z.infer<typeof GoldEntity>;
export type GoldStatement = z.infer<typeof GoldStatement>;
export type GoldDocument = z.infer<typeof GoldDocument>;

/** A gold file that cannot be used: the message names the file, the line and what was expected there. */
export class GoldError extends Error {
  override readonly name = 'GoldError';
}

export function readGold(file: string): GoldDocument[] {
  return readText(file)
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, `${file}:${index + 1}`)]));
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EISDIR') throw cause;
    throw new GoldError(
      `${file}: ${code === 'ENOENT' ? 'is not there' : 'is a folder'}; name a gold file, JSON lines`,
      { cause },
    );
  }
}

function parseLine(line: string, place: string): GoldDocument {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new GoldError(`${place}: not a line of JSON (${cause.message}); a gold file holds one document a line`, {
      cause,
    });
  }
  const parsed = GoldDocument.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const what = issue.message.replace('received undefined', 'which is missing');
  throw new GoldError(`${place}: at ${issue.path.join('.') || 'the top'}: ${what}`, { cause: parsed.error });
}

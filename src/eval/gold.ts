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

/** Reads a gold file; an error names the file, the line and what was expected there. */
export function readGold(file: string): GoldDocument[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, `${file}:${index + 1}`)]));
}

function parseLine(line: string, place: string): GoldDocument {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new Error(`${place}: not a line of JSON (${cause.message}); a gold file holds one document a line`, {
      cause,
    });
  }
  const parsed = GoldDocument.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new Error(`${place}: at ${issue.path.join('.') || 'the top'}: ${issue.message}`, { cause: parsed.error });
}

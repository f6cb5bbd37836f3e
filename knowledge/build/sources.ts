/** Sources: the input tables of the knowledge build, read as they are. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Label } from '../../src/model.ts';
import { parseCsv, type Row } from '../../src/resolve/csv.ts';

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));
const written = fileURLToPath(new URL('../written/', import.meta.url));

/** The months of the stream whose links feed the alias priors; later ones are held out for `bench:linking`. */
export const PRIOR_MONTHS_UNTIL = '2026-03';

export const readShared = (path: string): string => readFileSync(join(shared, path), 'utf8');
export const sharedCsv = (path: string): Row[] => parseCsv(joinQuotedLines(readShared(path)), path);
export const writtenCsv = (file: string): Row[] => parseCsv(readFileSync(join(written, file), 'utf8'), `written/${file}`);

export const readTitleLabels = (): Row[] => parseCsv(readFileSync(fileURLToPath(new URL('title-labels.csv', import.meta.url)), 'utf8'), 'build/title-labels.csv');

/** Line breaks inside quotations become spaces, so that a record is a line. */
function joinQuotedLines(text: string): string {
  return text.replaceAll(/"(?:[^"]|"")*"/gu, (field) => field.replaceAll(/\s*\n\s*/gu, ' '));
}

export interface Link {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly title: string;
}

export interface Item {
  readonly id: string;
  readonly published: string;
  readonly topics: readonly string[];
  readonly text: string;
  readonly links: readonly Link[];
}

/** Items of the stream, months `from`..`until` inclusive. */
export function readItems(from: string, until: string): Item[] {
  return readdirSync(join(shared, 'current-events'))
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .filter((file) => basename(file, '.jsonl') >= from && basename(file, '.jsonl') <= until)
    .flatMap((file) => parseLines<Item>(readShared(`current-events/${file}`)));
}

export interface GoldEntity {
  readonly name: string;
  readonly label: Label;
  readonly mentions: readonly string[];
}

/** The gold training documents; those of the held-out months are left out with their links. */
export function readGold(): { readonly id: string; readonly entities: readonly GoldEntity[] }[] {
  return ['train.jsonl', 'train-articles.jsonl']
    .flatMap((file) => parseLines<{ id: string; entities: GoldEntity[] }>(readShared(`gold/${file}`)))
    .filter((document) => !/^\d{4}-\d\d/u.test(document.id) || document.id.slice(0, 7) <= PRIOR_MONTHS_UNTIL);
}

export interface Territory {
  readonly code: string;
  readonly name: string;
  readonly full_name: string;
  readonly alpha3?: string;
  readonly qid: string;
  readonly other_qids?: readonly string[];
  readonly parent?: string;
  readonly is_country?: boolean;
  readonly is_historical?: boolean;
  readonly see?: readonly string[];
  readonly names_strong?: readonly string[];
  readonly names_weak?: readonly string[];
  readonly places?: readonly string[];
}

export const parseLines = <T>(text: string): T[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);

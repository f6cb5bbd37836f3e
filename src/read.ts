/** Read: files, folders, globs and feeds into articles. Contract; a reader per format is in read/. */
import type { Article } from './model.ts';

/** One input that was not read: names the value, the place and the next step. */
export interface Unreadable {
  readonly origin: string;
  readonly ref: string;
  readonly reason: string;
  /** By its name it is no article, though it could be one: that is no fault. */
  readonly passedOver?: true;
}

export type ReadResult =
  | { readonly article: Article; readonly unreadable?: undefined }
  | { readonly article?: undefined; readonly unreadable: Unreadable };

/** Whether what lies at an origin is stored just as it is, by its `Copy.fingerprint`. Asked once of each article found. */
export type IsStored = (origin: string, fingerprint: string) => boolean;

/**
 * Reads what `inputs` name, in a stable order (sorted by path), one at a time; a bad one is a result, not a throw. What
 * `isStored` says is stored is passed over, for the cost of a hash.
 */
export type Read = (inputs: readonly string[], isStored?: IsStored) => AsyncIterable<ReadResult>;

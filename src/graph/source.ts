/** Source: what an export asks of a graph. A store offers it. */
import type { Copy, Edge, Reading } from '../model.ts';
import type { AliasedEntity } from './rows.ts';

export interface GraphSource {
  /** Sorted by id, copies by origin. */
  articles(): Promise<readonly { readonly id: string; readonly copies: readonly Copy[]; readonly model: string }[]>;
  /** Sorted by id. */
  entities(): Promise<readonly AliasedEntity[]>;
  /** Sorted by subject, relation, object. */
  edges(): Promise<readonly Edge[]>;
  /** Sorted by article id. */
  readings(): AsyncIterable<Reading>;
}

/** Writes a graph in one format, in pieces of text; the same graph gives the same bytes. */
export type Export = (source: GraphSource) => AsyncIterable<string>;

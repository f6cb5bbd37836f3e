/** Store: what a graph database must do for Entente. Contract; implementations are store/{embedded,neo4j}.ts. */
import type { Copy, Edge, Entity, Reading, ToldEntity } from './model.ts';

/** A value of a query's result: JSON values, nodes, relationships and paths. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/** Nodes appear as {"$node": id, labels, properties}, relationships as {"$relationship": id, type, start, end, properties}. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

export interface StoredArticle {
  readonly id: string;
  readonly ref: string;
  /** Sorted by origin. */
  readonly copies: readonly Copy[];
  /** SHA-256 of the model that read it, and of the tables and rules that made its statements. */
  readonly model: string;
}

/** What one stored article tells of one entity: the ground on which articles' entities are merged. */
export interface Telling {
  readonly articleId: string;
  readonly published?: string;
  readonly entity: ToldEntity;
}

export interface Counts {
  readonly articles: number;
  readonly sentences: number;
  readonly mentions: number;
  readonly statements: number;
  readonly edges: number;
  /** By label, every label present. */
  readonly entities: Readonly<Record<string, number>>;
  /** Statements by relation. */
  readonly relations: Readonly<Record<string, number>>;
}

/** How far the graph has come since it was made; tells of no article. */
export interface History {
  /** How many calls of `write` and `remove` it has seen. */
  readonly writes: number;
  /** What `noteMerged` last noted. */
  readonly merged?: string;
}

export interface GraphStore {
  readonly kind: 'embedded' | 'neo4j';
  /** Creates constraints and indexes where the store does not note that it has them. Refuses one of another schema. */
  setUp(): Promise<void>;
  /** What is stored, sorted by id; without texts. */
  articles(): Promise<StoredArticle[]>;
  /**
   * Writes whole articles, all or none of this call: a stored article of the same id is replaced (its copies are
   * united), one that lost its last copy to a new text is withdrawn, and the typed edges concerned are re-counted.
   */
  write(readings: readonly Reading[]): Promise<void>;
  /** Withdraws articles exactly: their statements and mentions go, edges are re-counted, orphaned entities go. */
  remove(articleIds: readonly string[]): Promise<void>;
  /** Gives back what was written, sorted by article id. */
  readings(articleIds?: readonly string[]): AsyncIterable<Reading>;
  /** Entities as the whole graph has them, sorted by id; aliases are the distinct surface forms, sorted. */
  entities(): Promise<(Entity & { readonly aliases: readonly string[] })[]>;
  /** Sorted by article id, then local id. */
  tellings(): Promise<Telling[]>;
  /** Sorted by subject, relation, object. */
  edges(): Promise<Edge[]>;
  counts(): Promise<Counts>;
  history(): Promise<History>;
  /** Notes at which point of its history the graph's entities were last merged. Counts as no write. */
  noteMerged(note: string): Promise<void>;
  /** Reads only: a writing query is refused with a StoreError of reason `writes`. */
  query(cypher: string, parameters?: Readonly<Record<string, Value>>): Promise<Table>;
  close(): Promise<void>;
}

export type StoreFault = 'unreachable' | 'auth' | 'database' | 'version' | 'busy' | 'not-a-store' | 'query' | 'writes';

/** A fault of the store that the user can act on: the message names the value, the place and the next step. */
export class StoreError extends Error {
  readonly fault: StoreFault;
  constructor(fault: StoreFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.fault = fault;
  }
}

/** The explorer's interface: what its server tells its page. Plain types; both sides import them. */
import type { Label, Modality, Polarity, Span } from '../model.ts';
import type { Table, Value } from '../store.ts';

export interface Named {
  readonly id: string;
  readonly name: string;
  readonly label: Label;
}

export interface GraphEntity extends Named {
  readonly kind?: string;
  readonly aliases: readonly string[];
}

/** Standing facts (offices, places) have no PLOVER type; this stands in its place. */
export const STANDING = 'STANDING';

export interface GraphRelation {
  readonly relation: string;
  /** PLOVER event type, or STANDING. */
  readonly family: string;
  readonly symmetric: boolean;
  readonly colour: string;
}

/** A statement, as short as the picture needs it. Subject, relation, object and source are places in the lists beside. */
export type Fact = readonly [
  subject: number,
  relation: number,
  object: number,
  /** First day said or dated, ISO 8601; empty where unknown. */
  day: string,
  /** -1 where the article names no outlet. */
  source: number,
  /** 1 where affirmed and actual; 0 where denied, planned, possible, requested or hypothetical. */
  happened: 0 | 1,
];

/** Where an entity stands in the picture. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export type Places = Readonly<Record<string, readonly [x: number, y: number]>>;

/** What a page sends once its layout has come to rest. */
export interface LaidOut {
  readonly edition: number;
  readonly places: Places;
}

export interface Graph {
  /** Where the graph is kept, for the page's title. */
  readonly place: string;
  readonly articles: number;
  /** Grows with each reading of the store. */
  readonly edition: number;
  readonly entities: readonly GraphEntity[];
  readonly relations: readonly GraphRelation[];
  readonly sources: readonly string[];
  readonly facts: readonly Fact[];
  readonly labelColours: Readonly<Record<Label, string>>;
  /** An ingest runs in this process and tells of new articles. */
  readonly live: boolean;
  /** Where the page that laid the graph out last left its entities, by id. */
  readonly places: Places;
}

export interface ArticleHead {
  readonly id: string;
  readonly ref: string;
  readonly title?: string;
  readonly source?: string;
  readonly url?: string;
  readonly published?: string;
}

export interface ArticleLine extends ArticleHead {
  readonly mentions: number;
  readonly statements: number;
}

/** A statement with the sentence that makes it. */
export interface Evidence {
  readonly id: string;
  readonly subject: Named;
  readonly relation: string;
  readonly family: string;
  readonly object: Named;
  readonly polarity: Polarity;
  readonly modality: Modality;
  readonly attribution?: Named;
  readonly relayedBy: readonly Named[];
  /** As the text gives it, else the article's day. */
  readonly day?: string;
  readonly confidence: number;
  readonly why: string;
  readonly title?: string;
  readonly status?: string;
  readonly role?: string;
  readonly sentence: string;
  /** The words that state it, as a range of `sentence`. */
  readonly quote: Span;
  /** The same as a range of the article's text. */
  readonly span: Span;
  readonly article: ArticleHead;
}

export interface Office {
  readonly title: string;
  readonly of: Named;
  readonly status?: string;
  /** First and last day on which an article says so. */
  readonly first?: string;
  readonly last?: string;
}

export interface Neighbour extends Named {
  readonly statements: number;
}

export interface EntityCard extends GraphEntity {
  readonly wikidata?: string;
  readonly iso3?: string;
  readonly offices: readonly Office[];
  /** Most statements first. */
  readonly neighbours: readonly Neighbour[];
  /** Newest first. */
  readonly statements: readonly Evidence[];
  /** How many there are; `statements` holds the newest. */
  readonly total: number;
}

export interface PairCard {
  readonly a: Named;
  readonly b: Named;
  /** In both directions, newest first. */
  readonly statements: readonly Evidence[];
  readonly total: number;
}

export interface Hit extends Named {
  readonly kind?: string;
  /** The alias that was found, where it is not the name. */
  readonly alias?: string;
}

export interface Step {
  readonly from: Named;
  readonly to: Named;
  /** "Putin SPOKE_WITH Trump", as they stand in the graph. */
  readonly relations: readonly { readonly subject: string; readonly relation: string; readonly object: string }[];
}

/** A shortest chain of typed edges; absent where none links the two. */
export interface Path {
  readonly steps?: readonly Step[];
}

export interface ArticleMention extends Span {
  readonly entity: Named;
}

export interface ArticleView extends ArticleHead {
  readonly text: string;
  readonly furniture: readonly Span[];
  readonly mentions: readonly ArticleMention[];
  /** In text order. */
  readonly statements: readonly Evidence[];
}

export interface QueryInfo {
  readonly name: string;
  readonly purpose: string;
  readonly cypher: string;
  readonly parameters: readonly { readonly name: string; readonly meaning: string; readonly default: Value }[];
}

export interface Question {
  /** A named query, */
  readonly name?: string | undefined;
  /** or Cypher as it stands. */
  readonly cypher?: string | undefined;
  readonly parameters?: Readonly<Record<string, Value>> | undefined;
}

/** `rows` holds the first of them where there are more than the page can show. */
export interface Answer extends Table {
  readonly total: number;
}

/** What the server answers instead, with a status of 400 and above. */
export interface Fault {
  readonly error: string;
}

/** The nouns. Plain readonly data; imports nothing. Offsets are UTF-16, half-open, into `article.text`. */

export const LABELS = ['Person', 'State', 'Institution', 'Event', 'Place'] as const;
export type Label = (typeof LABELS)[number];

/** A half-open range of UTF-16 code units in `article.text`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where an article came from; one text found in two places keeps both. */
export interface Copy {
  /** What `remove` and a later ingest know it by: absolute path, `id:<JSONL id>`, or URL. Never exported. */
  readonly origin: string;
  /** The JSONL article's own id, else its file name. */
  readonly ref: string;
  readonly title?: string;
  /** The outlet. */
  readonly source?: string;
  readonly url?: string;
  /** ISO 8601 day, or day and time. */
  readonly published?: string;
  /** Hash of the input it was made from: found again unchanged, the input need not be read. Never exported. */
  readonly fingerprint?: string;
}

export interface Article extends Copy {
  /** SHA-256 of `text`, hex. */
  readonly id: string;
  /** The whole text as read, furniture included; never edited afterwards. */
  readonly text: string;
  /** ISO 639-1, where the text is long enough to tell. */
  readonly language?: string;
  /** "ALSO READ …", captions, bylines: kept in the text, skipped by every stage. Sorted, disjoint. */
  readonly furniture: readonly Span[];
  /** Keys of a JSONL article that Entente does not know, kept aside. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

export interface Sentence extends Span {
  readonly text: string;
  /** A line of its own without closing punctuation: a title or a cross-head. */
  readonly headline: boolean;
}

export interface Segmented {
  readonly article: Article;
  /** In text order; furniture is in none of them. */
  readonly sentences: readonly Sentence[];
}

/** A word of a sentence with its place in the dependency tree (Universal Dependencies v2). */
export interface Token extends Span {
  readonly text: string;
  /** Lower-case dictionary form. */
  readonly lemma: string;
  readonly upos: string;
  /** Index of the head in the sentence's tokens; -1 for the root. The heads of a sentence form a tree with one root. */
  readonly head: number;
  /** UD relation to the head, subtypes kept ("nsubj:pass"). */
  readonly rel: string;
}

/** A stretch of text that names an entity. */
export interface Mention extends Span {
  readonly text: string;
  readonly label: Label;
  /** 0–1, calibrated. */
  readonly confidence: number;
  /** Token range [first, last] in the sentence, both inclusive. */
  readonly first: number;
  readonly last: number;
}

/** What the encoder's relation heads say of a sentence; absent where the model has none. */
export interface RelationScores {
  /** Names of the relations, in the order of the columns. */
  readonly relations: readonly string[];
  /** Probability that a token is (part of) the cue of a relation: [tokens × relations], row-major. */
  readonly cue: Float32Array;
  /** Probability that a relation holds from a mention ending at token i to one ending at j: [tokens × tokens × relations]. */
  readonly pair: Float32Array;
  /** Probability that the mention ending at token j is the subject, and the object, of what the cue i states: [tokens × tokens × 2]. */
  readonly argument?: Float32Array;
  /** For a cue token, the probability that its statement is negated, then that of each modality: [tokens × 6]. */
  readonly circumstance?: Float32Array;
}

export interface AnnotatedSentence extends Sentence {
  readonly tokens: readonly Token[];
  readonly mentions: readonly Mention[];
  readonly scores?: RelationScores;
}

export interface Annotated {
  readonly article: Article;
  readonly sentences: readonly AnnotatedSentence[];
  /** SHA-256 of the model file that read the text. */
  readonly model: string;
}

export const POLARITIES = ['affirmed', 'negated'] as const;
export type Polarity = (typeof POLARITIES)[number];
export const MODALITIES = ['actual', 'planned', 'possible', 'requested', 'hypothetical'] as const;
export type Modality = (typeof MODALITIES)[number];
/** Columns of the encoder's circumstance head: negated, and one for each modality. */
export const CIRCUMSTANCES = 1 + MODALITIES.length;

/** A real-world thing as one article tells of it. */
export interface Entity {
  /** Wikidata QID where linked, else a stable slug such as `person:jane-doe`; unique in the graph. */
  readonly id: string;
  readonly label: Label;
  /** The usual English name where linked, else the fullest name in the article. */
  readonly name: string;
  /** Finer type: `government`, `igo`, `call`, `city` … (ontology.md). */
  readonly kind?: string;
  readonly wikidata?: string;
  readonly iso2?: string;
  readonly iso3?: string;
}

/** What an article fixes of an event: enough to tell one call from another. */
export interface EventFacts {
  /** `Entity.id`s of those who took part, proposed, agreed …, sorted. */
  readonly participants: readonly string[];
  /** ISO 8601 day, month, year or interval. */
  readonly date?: string;
  /** `Entity.id` of the place. */
  readonly place?: string;
}

/** An entity as one article's reading holds it. */
export interface ToldEntity extends Entity {
  /** The id that this article alone gives it; `id` differs once another article has shown who it is. */
  readonly local: string;
  /** Distinct surface forms in the article, sorted. */
  readonly names: readonly string[];
  readonly event?: EventFacts;
}

/** A mention or an anaphor ("he", "the ministry") with the entity it stands for. */
export interface Reference extends Span {
  readonly text: string;
  /** `Entity.id`. */
  readonly entity: string;
  readonly label: Label;
  /** 0–1: how sure the link is. */
  readonly score: number;
  /** Why: "alias, same country", "pronoun, nearest male subject". */
  readonly why: string;
  /** Token range [first, last] in the sentence, both inclusive. */
  readonly first: number;
  readonly last: number;
  /** False for pronouns and descriptions: they carry statements, but are no mentions of the graph. */
  readonly named: boolean;
}

export interface ResolvedSentence extends AnnotatedSentence {
  /** Mentions and anaphors in text order; no two overlap unless one lies inside the other. */
  readonly references: readonly Reference[];
}

export interface Resolved {
  readonly article: Article;
  readonly model: string;
  readonly sentences: readonly ResolvedSentence[];
  readonly entities: ReadonlyMap<string, Entity>;
  /** Event's `Entity.id` → ids of those whom its phrases tie to it ("his call with Putin"), sorted. */
  readonly parties?: ReadonlyMap<string, readonly string[]>;
}

/** Who did what to whom, as the text says it. */
export interface Statement extends Span {
  /** Hash of article, span, relation and arguments. */
  readonly id: string;
  /** `Entity.id`s. */
  readonly subject: string;
  readonly relation: string;
  readonly object: string;
  readonly polarity: Polarity;
  readonly modality: Modality;
  /** The entity the text credits the claim to: the innermost speaker. */
  readonly attribution?: string;
  /** Speakers further out, inner ones first ("the FT reported that Peskov said …"). */
  readonly relayedBy: readonly string[];
  /** ISO 8601 day, month, year, or interval `start/end`, where the text fixes one. */
  readonly date?: string;
  /** Index of the sentence in the article. */
  readonly sentence: number;
  /** 0–1. */
  readonly confidence: number;
  /** The cue and the path or score that made it. */
  readonly why: string;
  /** HOLDS_OFFICE, AFFILIATED_WITH: the words of the office. */
  readonly title?: string;
  /** HOLDS_OFFICE: `current` or `former`. */
  readonly status?: string;
  /** PARTICIPATED_IN: `host`, `mediator`, `initiator`, `target`, `participant`. */
  readonly role?: string;
}

export interface Extracted extends Resolved {
  readonly statements: readonly Statement[];
}

export interface ReadMention extends Span {
  readonly entity: string;
  readonly text: string;
  readonly sentence: number;
  readonly score: number;
  readonly why: string;
}

/** All that one article puts into the graph: what a store writes, gives back and withdraws. */
export interface Reading {
  readonly article: Article & { readonly model: string };
  readonly sentences: readonly Sentence[];
  /** Sorted by id; only those that a mention or a statement needs. */
  readonly entities: readonly ToldEntity[];
  /** Sorted by start, then end. Named mentions only. */
  readonly mentions: readonly ReadMention[];
  /** Sorted by start, relation, subject, object. */
  readonly statements: readonly Statement[];
}

/** The aggregated, typed edge: made only from statements that are affirmed and actual. */
export interface Edge {
  readonly subject: string;
  readonly relation: string;
  readonly object: string;
  /** How many statements, articles and outlets say it. */
  readonly statements: number;
  readonly articles: number;
  readonly outlets: number;
  /** First and last day said or dated, ISO 8601; absent where no article has a date. */
  readonly first?: string;
  readonly last?: string;
  /** Highest confidence of its statements. */
  readonly confidence: number;
  /** How many statements deny the same. */
  readonly denied: number;
}

/** Score: a graph's rows against gold documents, with precision, recall and F1 for each part, and every error. */
import type { ArticleRow, EntityRow, MentionRow, StatementRow } from '../graph/rows.ts';
import type { Modality } from '../model.ts';
import { RELATIONS } from '../ontology.ts';
import { compareBy, groupBy } from '../order.ts';
import { align, collectSurfaces, normalize } from './align.ts';
import type { GoldDocument, GoldStatement } from './gold.ts';

/** The rows of an export that are scored. */
export interface ScoredRows {
  readonly articles: readonly ArticleRow[];
  readonly entities: readonly EntityRow[];
  readonly mentions: readonly MentionRow[];
  readonly statements: readonly StatementRow[];
}

export interface Figures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly gold: number;
  readonly found: number;
}

export const PARTS = ['mentions', 'entities', 'events', 'statements', 'pairs'] as const;
export type Part = (typeof PARTS)[number];

export interface StatementError {
  readonly document: string;
  readonly fault: 'spurious' | 'missed';
  readonly subject: string;
  readonly relation: string;
  readonly object: string;
  readonly polarity: string;
  readonly modality: string;
  /** The sentence that was read so, or the words that the gold file points at. */
  readonly evidence: string;
  /** Why the extractor stated it; spurious ones only. */
  readonly why?: string;
}

export interface Report extends Readonly<Record<Part, Figures>> {
  readonly documents: number;
  /** Gold documents that the rows hold no article of. */
  readonly missing: number;
  /** Share of the matched statements with a speaker in the gold whose speaker is right; null where there is none. */
  readonly attribution: number | null;
  readonly labels: Readonly<Record<string, Figures>>;
  readonly relations: Readonly<Record<string, Figures>>;
  readonly errors: readonly StatementError[];
}

interface Counts {
  hits: number;
  spurious: number;
  missed: number;
}

type Outcome = keyof Counts;

const symmetric = new Set(RELATIONS.filter((r) => r.symmetric).map((r) => r.relation));
const isNamed = (label: string | undefined) => label !== undefined && label !== 'Event';

/**
 * Scores each gold document against its article (the one whose `ref` is the document's id, or a file name of it).
 *
 * - mentions: distinct surface form and label of a document, events apart.
 * - entities: a document's distinct entities with the right label, events apart; events: the same for events.
 * - statements: subject, relation, object, polarity and actual-or-not, all right; symmetric relations either way round.
 * - pairs: subject and object in any relation and order.
 *
 * What the gold marks optional counts neither way.
 */
export function score(gold: readonly GoldDocument[], rows: ScoredRows): Report {
  const tally = new Tally();
  const index = indexRows(rows);
  for (const doc of gold) scoreDocument(doc, index, tally);
  const parts = Object.fromEntries(PARTS.map((part) => [part, tally.figures(part)])) as Record<Part, Figures>;
  return {
    documents: gold.length,
    missing: gold.filter((doc) => !index.articleOf(doc.id)).length,
    ...parts,
    attribution: tally.attributed ? tally.attributedRight / tally.attributed : null,
    labels: tally.figuresOf('label'),
    relations: tally.figuresOf('relation'),
    errors: tally.errors,
  };
}

class Tally {
  readonly errors: StatementError[] = [];
  attributed = 0;
  attributedRight = 0;
  readonly #counts = new Map<string, Counts>();

  add(key: string, outcome: Outcome, times = 1): void {
    const counts = this.#counts.get(key) ?? { hits: 0, spurious: 0, missed: 0 };
    counts[outcome] += times;
    this.#counts.set(key, counts);
  }

  figures(key: string): Figures {
    const { hits, spurious, missed } = this.#counts.get(key) ?? { hits: 0, spurious: 0, missed: 0 };
    const precision = ratio(hits, hits + spurious);
    const recall = ratio(hits, hits + missed);
    const f1 = precision + recall ? (2 * precision * recall) / (precision + recall) : 0;
    return { precision, recall, f1, gold: hits + missed, found: hits + spurious };
  }

  figuresOf(group: 'label' | 'relation'): Record<string, Figures> {
    const keys = [...this.#counts.keys()].filter((key) => key.startsWith(`${group} `)).sort();
    return Object.fromEntries(keys.map((key) => [key.slice(group.length + 1), this.figures(key)]));
  }
}

function ratio(part: number, whole: number): number {
  return whole ? part / whole : 0;
}

interface Index {
  articleOf(document: string): ArticleRow | undefined;
  entityOf(id: string): EntityRow | undefined;
  mentionsOf(article: ArticleRow | undefined): readonly MentionRow[];
  statementsOf(article: ArticleRow | undefined): readonly StatementRow[];
}

function indexRows(rows: ScoredRows): Index {
  const articles = new Map<string, ArticleRow>();
  for (const article of rows.articles) {
    const name = article.ref.slice(article.ref.lastIndexOf('/') + 1);
    for (const ref of [name, name.replace(/\.\w+$/u, '')]) if (!articles.has(ref)) articles.set(ref, article);
  }
  const entities = new Map(rows.entities.map((entity) => [entity.id, entity]));
  const mentions = groupBy(rows.mentions, (mention) => mention.article);
  const statements = groupBy(rows.statements, (statement) => statement.article);
  return {
    articleOf: (document) => articles.get(document),
    entityOf: (id) => entities.get(id),
    mentionsOf: (article) => (article && mentions.get(article.id)) ?? [],
    statementsOf: (article) => (article && statements.get(article.id)) ?? [],
  };
}

function scoreDocument(doc: GoldDocument, index: Index, tally: Tally): void {
  const article = index.articleOf(doc.id);
  const mentions = index.mentionsOf(article);
  const surfaces = collectSurfaces(mentions);
  const aligned = align(doc, surfaces, index.entityOf);
  scoreMentions(doc, mentions, index, tally);
  scoreEntities(doc, surfaces, aligned, index, tally);
  const statements = index.statementsOf(article);
  scoreStatements(doc, statements, aligned, index, tally);
  scorePairs(doc, statements, aligned, tally);
}

function scoreMentions(doc: GoldDocument, mentions: readonly MentionRow[], index: Index, tally: Tally): void {
  const formsOf = (entities: GoldDocument['entities']) =>
    new Set(entities.flatMap((e) => e.mentions.map((mention) => `${normalize(mention)}|${e.label}`)));
  const optional = formsOf(doc.entities.filter((e) => e.optional));
  const gold = formsOf(doc.entities.filter((e) => isNamed(e.label) && !e.optional));
  const found = new Set(
    mentions.flatMap((mention) => {
      const label = index.entityOf(mention.entity)?.label;
      return isNamed(label) ? [`${normalize(mention.text)}|${label}`] : [];
    }),
  );
  const count = (form: string, outcome: Outcome) => {
    tally.add('mentions', outcome);
    tally.add(`label ${form.slice(form.lastIndexOf('|') + 1)}`, outcome);
  };
  for (const form of found) {
    if (gold.has(form)) count(form, 'hits');
    else if (!optional.has(form)) count(form, 'spurious');
  }
  for (const form of gold) if (!found.has(form)) count(form, 'missed');
}

function scoreEntities(
  doc: GoldDocument,
  surfaces: ReadonlyMap<string, ReadonlySet<string>>,
  aligned: ReadonlyMap<string, string>,
  index: Index,
  tally: Tally,
): void {
  const labelOf = (id: string | undefined) => (id === undefined ? undefined : index.entityOf(id)?.label);
  const count = (part: Part, gold: GoldDocument['entities'], found: number) => {
    const hits = gold.filter((e) => labelOf(aligned.get(e.id)) === e.label).length;
    tally.add(part, 'hits', hits);
    tally.add(part, 'spurious', found - hits);
    tally.add(part, 'missed', gold.length - hits);
  };
  const required = doc.entities.filter((e) => !e.optional);
  const found = [...surfaces.keys()].map(labelOf);
  count(
    'entities',
    required.filter((e) => isNamed(e.label)),
    found.filter(isNamed).length,
  );
  // An event aligns with events only, so that its label is right wherever it is aligned at all.
  count(
    'events',
    required.filter((e) => e.label === 'Event'),
    found.filter((label) => label === 'Event').length,
  );
}

/** What makes two statements one: the pair, ordered where the relation is; relation, polarity, actual or not. */
function keyOf(subject: string, relation: string, object: string, polarity: string, modality: Modality): string {
  const [a, b] = symmetric.has(relation) && subject > object ? [object, subject] : [subject, object];
  return [a, relation, b, polarity, modality === 'actual'].join('|');
}

function scoreStatements(
  doc: GoldDocument,
  statements: readonly StatementRow[],
  aligned: ReadonlyMap<string, string>,
  index: Index,
  tally: Tally,
): void {
  const gold = new Map<string, GoldStatement>();
  for (const s of doc.statements) {
    const key = keyOf(endOf(s.subject, aligned), s.relation, endOf(s.object, aligned), s.polarity, s.modality);
    gold.set(key, s);
  }
  const found = new Map(statements.map((s) => [keyOf(s.subject, s.relation, s.object, s.polarity, s.modality), s]));
  const count = (relation: string, outcome: Outcome) => {
    tally.add('statements', outcome);
    tally.add(`relation ${relation}`, outcome);
  };
  const nameOf = (id: string) => index.entityOf(id)?.name ?? id;
  for (const [key, s] of found) {
    const match = gold.get(key);
    if (match?.optional) continue;
    count(s.relation, match ? 'hits' : 'spurious');
    if (match?.attribution) {
      tally.attributed += 1;
      if (aligned.get(match.attribution) === s.attribution) tally.attributedRight += 1;
    }
    if (!match) {
      tally.errors.push({
        document: doc.id,
        fault: 'spurious',
        subject: nameOf(s.subject),
        relation: s.relation,
        object: nameOf(s.object),
        polarity: s.polarity,
        modality: s.modality,
        evidence: s.sentence,
        why: s.why,
      });
    }
  }
  for (const [key, s] of gold) {
    if (s.optional || found.has(key)) continue;
    count(s.relation, 'missed');
    tally.errors.push({
      document: doc.id,
      fault: 'missed',
      subject: s.subject,
      relation: s.relation,
      object: s.object,
      polarity: s.polarity,
      modality: s.modality,
      evidence: s.evidence ?? '',
    });
  }
}

function scorePairs(
  doc: GoldDocument,
  statements: readonly StatementRow[],
  aligned: ReadonlyMap<string, string>,
  tally: Tally,
): void {
  const pairOf = (a: string, b: string) => (a < b ? `${a}|${b}` : `${b}|${a}`);
  const pairsOf = (of: readonly GoldStatement[]) =>
    new Set(of.map((s) => pairOf(endOf(s.subject, aligned), endOf(s.object, aligned))));
  const optional = pairsOf(doc.statements.filter((s) => s.optional));
  const gold = pairsOf(doc.statements.filter((s) => !s.optional));
  const found = new Set(statements.map((s) => pairOf(s.subject, s.object)));
  const counted = [...found].filter((pair) => gold.has(pair) || !optional.has(pair));
  const hits = counted.filter((pair) => gold.has(pair)).length;
  tally.add('pairs', 'hits', hits);
  tally.add('pairs', 'spurious', counted.length - hits);
  tally.add('pairs', 'missed', gold.size - hits);
}

/** The aligned entity's id, or a mark that no entity's id can equal. */
function endOf(goldId: string, aligned: ReadonlyMap<string, string>): string {
  return aligned.get(goldId) ?? `gold:${goldId}`;
}

/** Errors by document, then relation, for reading. */
export const byDocument = compareBy<StatementError>(
  (e) => e.document,
  (e) => e.relation,
  (e) => e.fault,
);

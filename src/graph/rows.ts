/** Rows: the lines of an export, one plain object each, `kind` first. */
import type { Copy, Edge, Entity, Reading, ReadMention, Statement } from '../model.ts';

export interface ArticleRow {
  readonly kind: 'article';
  readonly id: string;
  readonly ref: string;
  readonly title: string | null;
  readonly source: string | null;
  readonly url: string | null;
  readonly published: string | null;
  readonly model: string;
}

export interface EntityRow {
  readonly kind: 'entity';
  readonly id: string;
  readonly label: string;
  /** The entity's finer type; `kind` is taken by the row's own. */
  readonly type: string | null;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly wikidata: string | null;
  readonly iso2: string | null;
  readonly iso3: string | null;
}

export interface MentionRow {
  readonly kind: 'mention';
  readonly article: string;
  readonly entity: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface StatementRow extends Omit<Statement, 'sentence' | 'attribution' | 'date' | 'relayedBy'> {
  readonly kind: 'statement';
  readonly article: string;
  readonly attribution: string | null;
  readonly relayedBy: readonly string[];
  readonly date: string | null;
  /** The sentence's text. */
  readonly sentence: string;
}

export interface EdgeRow extends Edge {
  readonly kind: 'edge';
}

export type Row = ArticleRow | EntityRow | MentionRow | StatementRow | EdgeRow;
export type AliasedEntity = Entity & { readonly aliases: readonly string[] };

export function articleRow(id: string, model: string, copy: Copy): ArticleRow {
  return {
    kind: 'article',
    id,
    ref: copy.ref,
    title: copy.title ?? null,
    source: copy.source ?? null,
    url: copy.url ?? null,
    published: copy.published ?? null,
    model,
  };
}

export function entityRow(entity: AliasedEntity): EntityRow {
  return {
    kind: 'entity',
    id: entity.id,
    label: entity.label,
    type: entity.kind ?? null,
    name: entity.name,
    aliases: entity.aliases,
    wikidata: entity.wikidata ?? null,
    iso2: entity.iso2 ?? null,
    iso3: entity.iso3 ?? null,
  };
}

export function mentionRow(articleId: string, mention: ReadMention): MentionRow {
  const { entity, text, start, end } = mention;
  return { kind: 'mention', article: articleId, entity, text, start, end };
}

export function statementRow(reading: Reading, statement: Statement): StatementRow {
  const { title, status, role } = statement;
  return {
    kind: 'statement',
    id: statement.id,
    article: reading.article.id,
    subject: statement.subject,
    relation: statement.relation,
    object: statement.object,
    polarity: statement.polarity,
    modality: statement.modality,
    attribution: statement.attribution ?? null,
    relayedBy: statement.relayedBy,
    date: statement.date ?? null,
    sentence: reading.sentences[statement.sentence]?.text ?? '',
    start: statement.start,
    end: statement.end,
    confidence: statement.confidence,
    why: statement.why,
    ...(title === undefined ? {} : { title }),
    ...(status === undefined ? {} : { status }),
    ...(role === undefined ? {} : { role }),
  };
}

export function edgeRow(edge: Edge): EdgeRow {
  return {
    kind: 'edge',
    subject: edge.subject,
    relation: edge.relation,
    object: edge.object,
    statements: edge.statements,
    articles: edge.articles,
    outlets: edge.outlets,
    ...(edge.first === undefined ? {} : { first: edge.first }),
    ...(edge.last === undefined ? {} : { last: edge.last }),
    confidence: edge.confidence,
    denied: edge.denied,
  };
}

/** Rows: a stored text as the rows that the statements of cypher/load take, and back from those of cypher/read. */
import type { Copy, Reading, ReadMention, Sentence, Statement, ToldEntity } from '../model.ts';
import { relationOf } from '../ontology.ts';
import { groupBy } from '../order.ts';
import type { Row } from './connection.ts';
import { dayOf, daysOf } from './days.ts';
import { type Content, contentOf, copyOf, outletsOf, readingOf, type StoredText } from './editions.ts';
import { tieKey, tieOf } from './ties.ts';

type Properties = Readonly<Record<string, unknown>>;

export interface Rows {
  readonly articles: Properties[];
  readonly copies: Properties[];
  readonly sentences: Properties[];
  readonly tellings: Properties[];
  readonly mentions: Properties[];
  readonly statements: Properties[];
  readonly attributions: Properties[];
}

function defined(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

/** The day a text was said: the earliest of its copies'. */
export function saidOn({ editions }: StoredText): string | undefined {
  return editions.flatMap(({ copy }) => dayOf(copy.published) ?? []).sort()[0];
}

function sentenceId(articleId: string, index: number): string {
  return `${articleId}:${index}`;
}

/** All that the graph holds of some texts, as rows sorted by article. */
export function rowsOf(texts: readonly StoredText[]): Rows {
  const rows: Rows = {
    articles: [],
    copies: [],
    sentences: [],
    tellings: [],
    mentions: [],
    statements: [],
    attributions: [],
  };
  for (const stored of texts) {
    const { id, editions } = stored;
    const { article, sentences, entities, mentions, statements } = readingOf(stored);
    const said = saidOn(stored);
    const { furniture, extra, fingerprint: _, ...plain } = article;
    rows.articles.push({
      properties: defined({
        ...plain,
        furniture: furniture.flatMap(({ start, end }) => [start, end]),
        extra: extra && JSON.stringify(extra),
        outlets: outletsOf(stored),
      }),
      day: said ?? null,
    });
    const shown = JSON.stringify(editions[0]!.content);
    for (const { copy, content } of editions) {
      const other = JSON.stringify(content);
      // Most copies are read alike; only what differs from the graph is kept beside it.
      rows.copies.push({ article: id, properties: { ...copy, ...(other !== shown && { reading: other }) } });
    }
    sentences.forEach((sentence, index) => {
      rows.sentences.push({ article: id, properties: { id: sentenceId(id, index), ...sentence, index } });
    });
    for (const { id: entity, names, event, ...told } of entities) {
      rows.tellings.push({
        article: id,
        entity,
        properties: defined({
          ...told,
          names,
          participants: event?.participants,
          date: event?.date,
          place: event?.place,
        }),
      });
    }
    for (const { entity, sentence, ...mention } of mentions) {
      rows.mentions.push({ sentence: sentenceId(id, sentence), entity, properties: mention });
    }
    for (const { subject, object, attribution, ...statement } of statements) {
      const { plover, cameo } = relationOf(statement.relation);
      const quote = article.text.slice(statement.start, statement.end);
      const tie = tieKey(tieOf({ subject, relation: statement.relation, object }));
      rows.statements.push({
        subject,
        object,
        sentenceId: sentenceId(id, statement.sentence),
        properties: defined({ ...statement, article: id, tie, plover, cameo, quote }),
        day: daysOf(statement.date, said).first ?? null,
      });
      if (attribution !== undefined) rows.attributions.push({ statement: statement.id, entity: attribution });
    }
  }
  return rows;
}

/** The rows that cypher/read gives of some texts. */
export interface TextRows {
  readonly articles: readonly Row[];
  readonly copies: readonly Row[];
  readonly sentences: readonly Row[];
  readonly tellings: readonly Row[];
  readonly mentions: readonly Row[];
  readonly statements: readonly Row[];
}

/** A telling as `(:Article)-[:TELLS_OF]->(:Entity)` holds it. */
export function toldOf(row: Row): ToldEntity {
  const { participants, date, place, ...told } = row.properties as unknown as ToldEntity &
    NonNullable<ToldEntity['event']>;
  const event = { participants, ...(date !== undefined && { date }), ...(place !== undefined && { place }) };
  return { ...told, id: row.entity as string, ...(participants !== undefined && { event }) };
}

/** The texts as they were written, sorted by id. */
export function textsOf(rows: TextRows): StoredText[] {
  const [copies, sentences, tellings, mentions, statements] = (
    ['copies', 'sentences', 'tellings', 'mentions', 'statements'] as const
  ).map((part) => groupBy(rows[part], (row) => row.article as string)) as [Map<string, Row[]>, ...Map<string, Row[]>[]];
  const texts = rows.articles.map((row): StoredText => {
    const { id, text, language, furniture, extra, model } = row.properties as unknown as Reading['article'] & {
      readonly furniture: readonly unknown[];
      readonly extra?: unknown;
    };
    const flat = furniture as unknown as readonly number[];
    const part = (group: Map<string, Row[]> | undefined): readonly Row[] => group?.get(id) ?? [];
    const places = part(copies)
      .map((copy) => copy.properties as unknown as Copy & { readonly reading?: string })
      .sort((a, b) => (a.origin < b.origin ? -1 : 1));
    const shown = contentOf({
      article: {
        ...places[0]!,
        id,
        text,
        ...(language !== undefined && { language }),
        furniture: flat.flatMap((start, i) => (i % 2 === 0 ? [{ start, end: flat[i + 1]! }] : [])),
        ...(extra !== undefined && { extra: JSON.parse(extra as unknown as string) }),
        model,
      },
      sentences: part(sentences)
        .map((sentence) => sentence.properties as unknown as Sentence & { readonly index: number })
        .sort((a, b) => a.index - b.index),
      entities: part(tellings).map(toldOf),
      mentions: part(mentions).map(
        ({ entity, sentence, properties }) =>
          ({ ...(properties as object), entity, sentence }) as unknown as ReadMention,
      ),
      statements: part(statements).map(
        ({ subject, object, attribution, properties }) =>
          ({
            ...(properties as object),
            subject,
            object,
            ...(attribution !== null && { attribution }),
          }) as unknown as Statement,
      ),
    });
    const editions = places.map(({ reading, ...copy }) => ({
      copy: copyOf(copy),
      content: reading === undefined ? shown : (JSON.parse(reading) as Content),
    }));
    return { id, text, editions };
  });
  return texts.sort((a, b) => (a.id < b.id ? -1 : 1));
}

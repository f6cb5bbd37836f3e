/** Ties: which statements say the same of the same pair, and the typed edge they add up to. */
import type { Edge, Statement } from '../model.ts';
import { relationOf } from '../ontology.ts';
import { daysOf } from './days.ts';

/** A pair of entities under one relation; of a symmetric one the smaller id comes first. */
export interface Tie {
  readonly subject: string;
  readonly relation: string;
  readonly object: string;
}

export function tieOf({ subject, relation, object }: Tie): Tie {
  const turn = relationOf(relation).symmetric && object < subject;
  return turn ? { subject: object, relation, object: subject } : { subject, relation, object };
}

/** The tie as one indexable string. */
export function tieKey(tie: Tie): string {
  return `${tie.subject} ${tie.relation} ${tie.object}`;
}

/** A statement of a tie with what its article adds. */
export interface TieStatement {
  readonly polarity: Statement['polarity'];
  readonly modality: Statement['modality'];
  readonly confidence: number;
  readonly date?: string;
  readonly title?: string;
  readonly status?: string;
  readonly articleId: string;
  readonly outlets: readonly string[];
  /** Day of the article. */
  readonly said?: string;
}

export interface TypedEdge extends Edge {
  readonly title?: string;
  readonly status?: string;
}

function only(values: readonly (string | undefined)[]): string | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}

/** The typed edge of a tie, or none where no statement affirms it as a fact. */
export function edgeOf(tie: Tie, statements: readonly TieStatement[]): TypedEdge | undefined {
  const actual = statements.filter((statement) => statement.modality === 'actual');
  const affirmed = actual.filter((statement) => statement.polarity === 'affirmed');
  if (affirmed.length === 0) return undefined;
  const days = affirmed.map((statement) => daysOf(statement.date, statement.said));
  const first = days.flatMap((day) => day.first ?? []).sort()[0];
  const last = days
    .flatMap((day) => day.last ?? [])
    .sort()
    .at(-1);
  const title = only(affirmed.map((statement) => statement.title));
  const status = only(affirmed.map((statement) => statement.status));
  return {
    ...tie,
    statements: affirmed.length,
    articles: new Set(affirmed.map((statement) => statement.articleId)).size,
    outlets: new Set(affirmed.flatMap((statement) => statement.outlets)).size,
    ...(first !== undefined && { first }),
    ...(last !== undefined && { last }),
    confidence: affirmed.reduce((highest, statement) => Math.max(highest, statement.confidence), 0),
    denied: actual.length - affirmed.length,
    ...(title !== undefined && { title }),
    ...(status !== undefined && { status }),
  };
}

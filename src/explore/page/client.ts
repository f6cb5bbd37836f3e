/** Client: the explorer's interface as functions. A refusal is an error whose message says what happened. */
import type {
  Answer,
  ArticleLine,
  ArticleView,
  EntityCard,
  Fault,
  Graph,
  Hit,
  LaidOut,
  PairCard,
  Path,
  QueryInfo,
  Question,
} from '../api.ts';

async function ask<T>(
  path: string,
  parameters: Readonly<Record<string, string>> = {},
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
): Promise<T> {
  const query = new URLSearchParams(parameters).toString();
  const address = query === '' ? path : `${path}?${query}`;
  let response: Response;
  try {
    response = await fetch(address, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
  } catch (cause) {
    throw new Error('the explorer does not answer; start `entente explore` again and open its address', { cause });
  }
  const content = (await response.json()) as T | Fault;
  if (!response.ok) throw new Error((content as Fault).error);
  return content as T;
}

export const client = {
  graph: () => ask<Graph>('/api/graph'),
  search: (q: string) => ask<Hit[]>('/api/search', { q }),
  entity: (id: string) => ask<EntityCard>('/api/entity', { id }),
  pair: (a: string, b: string) => ask<PairCard>('/api/pair', { a, b }),
  path: (from: string, to: string) => ask<Path>('/api/path', { from, to }),
  articles: () => ask<ArticleLine[]>('/api/articles'),
  article: (id: string) => ask<ArticleView>('/api/article', { id }),
  queries: () => ask<QueryInfo[]>('/api/queries'),
  query: (question: Question) => ask<Answer>('/api/query', {}, question),
  keepPlaces: (laidOut: LaidOut) => ask<{ kept: boolean }>('/api/places', {}, laidOut, 'PUT'),
};

/** Calls back whenever an ingest in the explorer's process has changed the graph. */
export function onChange(call: () => void): void {
  new EventSource('/api/changes').addEventListener('graph', call);
}

/** Routes: each question of the page under its address. */
import { z } from 'zod';
import { loadQuery } from '../store/queries.ts';
import type { Question } from './api.ts';
import { articleLines, articleView, entityCard, neighboursOf, pairCard } from './cards.ts';
import type { Library } from './library.ts';
import { findPath } from './path.ts';
import { search } from './search.ts';

/** What is wrong with a request, with its status; the message is shown on the page. */
export class RequestFault extends Error {
  override readonly name = 'RequestFault';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const QuestionBody = z.union([
  z.strictObject({ name: z.string(), parameters: z.record(z.string(), z.json()).optional() }),
  z.strictObject({ cypher: z.string(), parameters: z.record(z.string(), z.json()).optional() }),
]);

const LaidOutBody = z.strictObject({
  edition: z.number(),
  places: z.record(z.string(), z.tuple([z.number(), z.number()])),
});

type Route = (library: Library, parameters: URLSearchParams) => unknown;

function need(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (value === null) throw new RequestFault(400, `the address lacks ?${name}=…`);
  return value;
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined)
    throw new RequestFault(404, `${what} is not in the graph any more; it may have been withdrawn`);
  return value;
}

const GET: Readonly<Record<string, Route>> = {
  '/api/graph': (library) => library.readGraph(),
  '/api/search': async (library, p) => search(await library.catalogue(), need(p, 'q')),
  '/api/entity': async (library, p) => found(entityCard(await library.catalogue(), need(p, 'id')), need(p, 'id')),
  '/api/neighbours': async (library, p) => neighboursOf(await library.catalogue(), need(p, 'id')),
  '/api/pair': async (library, p) => pairCard(await library.catalogue(), need(p, 'a'), need(p, 'b')),
  '/api/path': async (library, p) => findPath(await library.catalogue(), need(p, 'from'), need(p, 'to')),
  '/api/articles': async (library) => articleLines(await library.catalogue()),
  '/api/article': async (library, p) =>
    found(articleView(await library.catalogue(), need(p, 'id')), `article ${need(p, 'id')}`),
  '/api/queries': (library) => library.queries(),
};

/** @param body of a POST or a PUT, as text. */
export async function answer(library: Library, method: string, url: URL, body: string): Promise<unknown> {
  if (method === 'POST' && url.pathname === '/api/query') return library.ask(readQuestion(body));
  if (method === 'PUT' && url.pathname === '/api/places') {
    const { edition, places } = readBody(LaidOutBody, body, 'places hold an edition and [x, y] by entity');
    return { kept: await library.keepPlaces(edition, places) };
  }
  const route = method === 'GET' && Object.hasOwn(GET, url.pathname) ? GET[url.pathname] : undefined;
  if (!route) throw new RequestFault(404, `${method} ${url.pathname}: there is nothing here`);
  return route(library, url.searchParams);
}

function readBody<T>(form: z.ZodType<T>, body: string, advice: string): T {
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch (fault) {
    if (fault instanceof SyntaxError) throw new RequestFault(400, `the request is not JSON: ${fault.message}`);
    throw fault;
  }
  const parsed = form.safeParse(content);
  if (!parsed.success) throw new RequestFault(400, advice);
  return parsed.data;
}

function readQuestion(body: string): Question {
  const question = readBody(QuestionBody, body, 'a question holds a name or cypher, and parameters') as Question;
  if (question.name !== undefined) refuseUnknown(question.name);
  return question;
}

function refuseUnknown(name: string): void {
  try {
    loadQuery(name);
  } catch (fault) {
    throw new RequestFault(404, (fault as Error).message);
  }
}

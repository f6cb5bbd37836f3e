/** entente query: a named query, or Cypher as it stands; reads only. */
import type { Argv, CommandModule } from 'yargs';
import { toTable } from '../print/table.ts';
import { toCell } from '../print/value.ts';
import { openStore } from '../stages.ts';
import { loadQuery, type NamedQuery, type QueryParameter } from '../store/queries.ts';
import type { Table, Value } from '../store.ts';
import { type CommonFlags, type Context, openContext, printLines, tell, UsageError } from './context.ts';

interface QueryFlags extends CommonFlags {
  query: string;
  param: string[] | undefined;
}

export const queryCommand: CommandModule<CommonFlags, QueryFlags> = {
  command: 'query <query>',
  describe: 'Ask the graph: a named query, or Cypher text',
  builder: (yargs) =>
    addQueryFlags(yargs)
      .example('entente query who-rejected --param event=ceasefire', 'A named query')
      .example('entente query "MATCH (p:Person)-[r]->(s:State) RETURN p.name, type(r), s.name LIMIT 5"', 'Cypher')
      .example('entente query busiest --param from=2025-05-19 --json', 'A JSON object a row'),
  handler: async (flags) => {
    const context = openContext(flags);
    const { cypher, parameters } = toQuery(flags.query, readParameters(flags.param ?? []));
    const store = await openStore(context.config, { mustExist: true });
    try {
      await printAnswer(await store.query(cypher, parameters), context);
    } finally {
      await store.close();
    }
  },
};

/** What a command that takes a query asks for. */
export const addQueryFlags = (yargs: Argv<CommonFlags>) =>
  yargs
    .positional('query', {
      type: 'string',
      demandOption: true,
      describe: 'Name (entente queries lists them) or Cypher',
    })
    .option('param', {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Parameter as name=value; JSON values are read as such',
    });

type Parameters = Readonly<Record<string, Value>>;

/** What a command's argument asks: a named query with all its parameters, or Cypher as it stands. */
export function toQuery(text: string, given: Parameters): { cypher: string; parameters: Parameters } {
  // A name is one word; no Cypher query is.
  if (/\s/u.test(text.trim())) return { cypher: text, parameters: given };
  const query = findQuery(text);
  return { cypher: query.cypher, parameters: completeParameters(query, given) };
}

function findQuery(name: string): NamedQuery {
  try {
    return loadQuery(name);
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause });
  }
}

/** What the query takes: given, else its default; null stands for a parameter that may be left out. */
export function completeParameters({ name, parameters }: NamedQuery, given: Parameters): Parameters {
  const names = parameters.map((parameter) => parameter.name);
  for (const key of Object.keys(given)) {
    if (names.includes(key)) continue;
    throw new UsageError(
      `${name} takes no parameter "${key}"; ${names.length > 0 ? `it takes ${names.join(', ')}` : 'it takes none'}`,
    );
  }
  const needed = parameters.find((p) => isNeeded(p) && given[p.name] === undefined);
  if (needed) throw new UsageError(`${name} needs --param ${needed.name}=…: ${needed.meaning}`);
  return Object.fromEntries(
    parameters.map((parameter) => [parameter.name, given[parameter.name] ?? parameter.default]),
  );
}

/** A parameter's description says what is answered without it, wherever there is such an answer. */
export function isNeeded({ default: value, meaning }: QueryParameter): boolean {
  return value === null && !meaning.includes('without it');
}

/** `limit=5` is a number, `name=Putin` text; text that looks like JSON is given in quotes: `year="2025"`. */
export function readParameters(given: readonly string[]): Parameters {
  return Object.fromEntries(
    given.map((pair) => {
      const equals = pair.indexOf('=');
      if (equals < 1) throw new UsageError(`--param ${pair}: write it as name=value`);
      return [pair.slice(0, equals), readValue(pair.slice(equals + 1))];
    }),
  );
}

function readValue(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch (fault) {
    if (fault instanceof SyntaxError) return text;
    throw fault;
  }
}

export async function printAnswer({ columns, rows }: Table, { json, quiet, layout }: Context): Promise<void> {
  if (json) {
    await printLines(
      rows.map((row) => JSON.stringify(Object.fromEntries(columns.map((column, i) => [column, row[i]])))),
    );
    return;
  }
  if (rows.length > 0)
    await printLines([
      toTable(
        columns,
        rows.map((row) => row.map(toCell)),
        layout,
      ),
    ]);
  if (!quiet) tell(rows.length === 1 ? '1 row' : `${rows.length} rows`);
}

/** entente query: a named query, or Cypher as it stands; reads only. */
import type { CommandModule } from 'yargs';
import { findNearest } from '../print/nearest.ts';
import { toTable } from '../print/table.ts';
import { toCell } from '../print/value.ts';
import { openStore } from '../stages.ts';
import { namedQueries } from '../store/queries.ts';
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
    yargs
      .positional('query', { type: 'string', demandOption: true, describe: 'Name (entente queries lists them) or Cypher' })
      .option('param', { type: 'string', array: true, requiresArg: true, describe: 'Parameter as name=value; JSON values are read as such' })
      .example('entente query who-rejected --param name=ceasefire', 'A named query')
      .example('entente query "MATCH (p:Person)-[r]->(s:State) RETURN p.name, type(r), s.name LIMIT 5"', 'Cypher')
      .example('entente query busiest-actors --json', 'A JSON object a row'),
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

type Parameters = Readonly<Record<string, Value>>;

function toQuery(text: string, parameters: Parameters): { cypher: string; parameters: Parameters } {
  // A name is one word; no Cypher query is.
  if (/\s/u.test(text.trim())) return { cypher: text, parameters };
  const queries = namedQueries();
  const named = queries.find((query) => query.name === text);
  if (!named) {
    const nearest = findNearest(text, queries.map((query) => query.name));
    throw new UsageError(`no query is called "${text}"${nearest ? `; did you mean ${nearest}?` : ''}; entente queries lists them`);
  }
  return { cypher: named.cypher, parameters: withDefaults(named, parameters) };
}

/** `limit=5` is a number, `name=Putin` text; text that looks like JSON is given in quotes: `year="2025"`. */
function readParameters(given: readonly string[]): Parameters {
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
    await printLines(rows.map((row) => JSON.stringify(Object.fromEntries(columns.map((column, i) => [column, row[i]])))));
    return;
  }
  if (rows.length > 0) await printLines([toTable(columns, rows.map((row) => row.map(toCell)), layout)]);
  if (!quiet) tell(rows.length === 1 ? '1 row' : `${rows.length} rows`);
}

/** entente queries: the named queries, what each answers and what it takes. */
import type { CommandModule } from 'yargs';
import { toTable } from '../print/table.ts';
import { listQueries, type QueryParameter } from '../store/queries.ts';
import { type CommonFlags, openContext, printLines } from './context.ts';
import { isNeeded } from './query.ts';

export const queriesCommand: CommandModule<CommonFlags, CommonFlags> = {
  command: 'queries',
  describe: 'List the named queries and their parameters',
  builder: (yargs) => yargs.example('entente queries', 'What can be asked by name'),
  handler: async (flags) => {
    const { json, layout } = openContext(flags);
    const queries = listQueries();
    if (json) await printLines(queries.map((query) => JSON.stringify(query)));
    else {
      const rows = queries.map(({ name, parameters, purpose }) => [name, parameters.map(toLabel).join(' '), purpose]);
      await printLines([toTable(['query', 'parameters', 'answers'], rows, layout)]);
    }
  },
};

/** In brackets where it may be left out. */
function toLabel(parameter: QueryParameter): string {
  return isNeeded(parameter) ? parameter.name : `[${parameter.name}]`;
}

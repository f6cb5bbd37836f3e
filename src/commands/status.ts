/** entente status: what the graph holds. */
import type { CommandModule } from 'yargs';
import { toTable } from '../print/table.ts';
import { openStore } from '../stages.ts';
import type { Counts } from '../store.ts';
import { type CommonFlags, openContext, printLines } from './context.ts';

export const statusCommand: CommandModule<CommonFlags, CommonFlags> = {
  command: 'status',
  describe: 'Count what the graph holds',
  builder: (yargs) =>
    yargs
      .example('entente status', 'The graph in .entente/graph.db')
      .example('entente status --store neo4j --json', 'For a script'),
  handler: async (flags) => {
    const { config, json, layout } = openContext(flags);
    const store = await openStore(config, { mustExist: true });
    try {
      const counts = await store.counts();
      const place = config.store === 'neo4j' ? config.neo4jUri : config.db;
      if (json) await printLines([JSON.stringify({ store: config.store, place, ...counts })]);
      else await printLines([`${config.store} store, ${place}`, '', ...toLines(counts, layout)]);
    } finally {
      await store.close();
    }
  },
};

/** The counts as two tables: what there is, and the statements by relation, the most frequent first. */
export function toLines(counts: Counts, layout: Parameters<typeof toTable>[2]): string[] {
  const plural: Readonly<Record<string, string>> = {
    Person: 'people',
    State: 'states',
    Institution: 'institutions',
    Event: 'events',
    Place: 'places',
  };
  const totals: [string, number][] = [
    ['articles', counts.articles],
    ...Object.entries(counts.entities).map(([label, count]): [string, number] => [plural[label] ?? label, count]),
    ['mentions', counts.mentions],
    ['statements', counts.statements],
    ['edges', counts.edges],
  ];
  const relations = Object.entries(counts.relations).sort(([, a], [, b]) => b - a);
  const lines = [toTable(['', 'count'], totals, layout)];
  return relations.length === 0 ? lines : [...lines, '', toTable(['relation', 'statements'], relations, layout)];
}

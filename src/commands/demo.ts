/** entente demo: what `npm start` shows; the sample dispatches read, counted, asked. */
import { join } from 'node:path';
import type { CommandModule } from 'yargs';
import { ingest } from '../pipeline.ts';
import { openProgress } from '../print/progress.ts';
import { toTable } from '../print/table.ts';
import { toPlain } from '../print/text.ts';
import { toCell } from '../print/value.ts';
import { packageRoot } from '../root.ts';
import { openStages, openStore } from '../stages.ts';
import { loadQuery } from '../store/queries.ts';
import type { GraphStore, Table } from '../store.ts';
import { type CommonFlags, type Context, exitCodes, openContext, printLines, tell } from './context.ts';
import { listenForInterrupt } from './interrupt.ts';
import { completeParameters } from './query.ts';
import { toLines } from './status.ts';

export const demoCommand: CommandModule<CommonFlags, CommonFlags> = {
  command: 'demo',
  describe: 'Read the sample dispatches, show what was found and ask one question',
  builder: (yargs) => yargs.example('npm start', 'The same'),
  handler: async (flags) => {
    const context = openContext(flags);
    const store = await openStore(context.config);
    try {
      if (await readSeeds(store, context)) await showGraph(store, context);
    } finally {
      await store.close();
    }
  },
};

async function readSeeds(store: GraphStore, context: Context): Promise<boolean> {
  const signal = listenForInterrupt();
  const stages = await openStages(context.config);
  const progress = openProgress('reading', context);
  try {
    const report = await ingest([join(packageRoot, 'seeds')], stages, store, { signal, onProgress: progress.update });
    progress.stop();
    for (const { reason } of report.failed) tell(toPlain(reason));
    if (report.failed.length > 0) process.exitCode = exitCodes.someArticlesFailed;
    if (report.interrupted) process.exitCode = exitCodes.interrupted;
    return !report.interrupted;
  } finally {
    progress.stop();
    await stages.close();
  }
}

const EVENT = '30-day ceasefire';

async function showGraph(store: GraphStore, { config, layout }: Context): Promise<void> {
  const { bold, dim } = layout.colours;
  const query = loadQuery('who-rejected');
  const answer = await store.query(query.cypher, completeParameters(query, { event: EVENT }));
  const place = config.store === 'neo4j' ? config.neo4jUri : config.db;
  await printLines([
    `${bold('In the graph')} ${dim(`(${place})`)}`,
    '',
    ...toLines(await store.counts(), layout),
    '',
    bold(`Who rejected the ${EVENT}, and who says so?`),
    dim(`npx entente query ${query.name} --param event="${EVENT}"`),
    '',
    toTable(['who', 'did', 'what', 'said by', 'outlet'], toAnswers(answer), layout),
    '',
    bold('The sentences that prove it'),
    ...new Set(pick(answer, ['source', 'sentence']).map(([source, sentence]) => toPlain(`${source}: ${sentence}`))),
    '',
    bold('Next'),
    '  npx entente queries                                   what else can be asked by name',
    '  npx entente query who-spoke-with-whom',
    '  npx entente ingest your-articles/                     .txt .md .html .jsonl, RSS and Atom feeds',
    '  npx entente export --format gexf --out graph.gexf     for Gephi; also jsonl, graphml, csv, cypher, turtle',
  ]);
}

/** A denial and what has not happened are told apart from deeds: "not REJECTED", "REJECTED (planned)". */
function toAnswers(answer: Table): (string | number)[][] {
  const rows = pick(answer, ['who', 'relation', 'what', 'saidBy', 'source', 'polarity', 'modality']);
  return rows.map(([who, relation, what, saidBy, source, polarity, modality]) => {
    const deed = `${polarity === 'negated' ? 'not ' : ''}${relation}${modality === 'actual' ? '' : ` (${modality})`}`;
    return [who!, deed, what!, saidBy!, source!];
  });
}

function pick({ columns, rows }: Table, names: readonly string[]): (string | number)[][] {
  return rows.map((row) => names.map((name) => toCell(row[columns.indexOf(name)] ?? null)));
}

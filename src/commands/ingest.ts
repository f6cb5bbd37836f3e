/** entente ingest: articles into the graph. */
import { setTimeout } from 'node:timers/promises';
import type { CommandModule } from 'yargs';
import type { Reading } from '../model.ts';
import { type IngestReport, ingest, prune, type Stages } from '../pipeline.ts';
import { openProgress } from '../print/progress.ts';
import { toPlain } from '../print/text.ts';
import { openDecisions, openStages, openStore } from '../stages.ts';
import { StoreError } from '../store.ts';
import { type CommonFlags, type Context, exitCodes, openContext, printLines, tell } from './context.ts';
import { listenForInterrupt } from './interrupt.ts';
import { addModelFlags, type ModelFlags } from './model-flags.ts';
import { watchFolders } from './watch.ts';

interface IngestFlags extends CommonFlags, ModelFlags {
  inputs: string[];
  prune: boolean | undefined;
  watch: boolean | undefined;
  again: boolean | undefined;
  'max-article-mb': number | undefined;
}

export const ingestCommand: CommandModule<CommonFlags, IngestFlags> = {
  command: 'ingest <inputs..>',
  describe: 'Read articles into the graph; unchanged ones are skipped',
  builder: (yargs) =>
    addModelFlags(yargs)
      .positional('inputs', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'Files, folders, globs (.txt .md .html .jsonl), RSS or Atom feeds by file or URL',
      })
      .option('prune', {
        type: 'boolean',
        describe: 'Withdraw stored articles whose files vanished from the folders given',
      })
      .option('watch', { type: 'boolean', describe: 'Stay, and read what changes in the folders given' })
      .option('again', { type: 'boolean', describe: 'Read unchanged articles again' })
      .option('max-article-mb', {
        type: 'number',
        requiresArg: true,
        describe: 'Largest article that is read, in megabytes',
      })
      .example('entente ingest news/ "archive/**/*.html"', 'A folder and a glob')
      .example('entente ingest feed.jsonl --store neo4j', 'One article a line, into Neo4j')
      .example('entente ingest https://example.org/world.rss', 'The articles of a feed')
      .example('entente ingest news/ --prune --watch', 'Keep the graph as the folder is'),
  handler: async (flags) => {
    const context = openContext(flags);
    const inputs = flags.inputs.map(String);
    const signal = listenForInterrupt();
    const stages = await openStages(context.config, { maxArticleMb: flags['max-article-mb'] });
    try {
      const once = () => runOnce(inputs, stages, context, signal, flags);
      await once();
      if (flags.watch) await watchFolders(inputs, () => whenFree(once, signal), signal);
    } finally {
      await stages.close();
    }
  },
};

/** How long a watch waits for whoever has the store open, before it tries again. */
const BUSY_MS = 1000;

/** Does the work once no other process has the store open: a watch goes on for months, and questions are asked meanwhile. */
async function whenFree(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await work();
    } catch (fault) {
      if (!(fault instanceof StoreError && fault.fault === 'busy') || signal.aborted) throw fault;
      await setTimeout(BUSY_MS);
    }
  }
}

/** Brings the inputs into the store, which is open no longer than that: between the runs of a watch others may have it. */
async function runOnce(
  inputs: readonly string[],
  stages: Stages,
  context: Context,
  signal: AbortSignal,
  flags: Pick<IngestFlags, 'again' | 'prune'>,
): Promise<void> {
  const store = await openStore(context.config, { defer: true });
  const progress = openProgress('reading', context);
  try {
    // Loaded when asked for: a run that finds nothing new is too short to wait for it.
    const log = context.verbose ? (await import('../print/log.ts')).openLog() : undefined;
    const decisions = openDecisions(context.config);
    const options = {
      again: flags.again ?? false,
      decisions,
      signal,
      onProgress: progress.update,
      onReading: ({ article, sentences, mentions, statements }: Reading) =>
        log?.debug(
          {
            article: article.id,
            ref: article.ref,
            sentences: sentences.length,
            mentions: mentions.length,
            statements: statements.length,
          },
          'read',
        ),
    };
    const report = await ingest(inputs, stages, store, options);
    const withdrawn = flags.prune && !report.interrupted ? await prune(inputs, report.origins, store, decisions) : [];
    progress.stop();
    await printReport(report, withdrawn, context);
    process.exitCode = exitCodeOf(report);
  } finally {
    progress.stop();
    await store.close();
  }
}

/** Every article failed is a failure; some failed has a code of its own, as the others are stored. */
function exitCodeOf({ added, replaced, unchanged, failed, interrupted }: IngestReport): number {
  if (interrupted) return exitCodes.interrupted;
  if (failed.length === 0) return exitCodes.done;
  return added + replaced + unchanged === 0 ? exitCodes.failed : exitCodes.someArticlesFailed;
}

async function printReport(report: IngestReport, withdrawn: readonly string[], context: Context): Promise<void> {
  const { added, replaced, unchanged, failed, passedOver, interrupted } = report;
  if (!context.quiet) for (const { reason } of passedOver) tell(`passed over: ${toPlain(reason)}`);
  for (const { reason } of failed) tell(`${context.colours.red('not read:')} ${toPlain(reason)}`);
  if (context.json) {
    const failures = failed.map(({ ref, reason }) => ({ ref, reason }));
    await printLines([JSON.stringify({ added, replaced, unchanged, withdrawn, failed: failures, interrupted })]);
    return;
  }
  if (interrupted) tell('interrupted: what was read is stored; the next run goes on from here');
  if (context.quiet) return;
  const counts = { added, replaced, unchanged, withdrawn: withdrawn.length, 'not read': failed.length };
  const told = Object.entries(counts).filter(([name, count]) => count > 0 || name === 'added');
  await printLines([told.map(([name, count]) => `${count} ${name}`).join(', ')]);
}

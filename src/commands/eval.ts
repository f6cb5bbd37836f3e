/** entente eval: how well the machine reads, against annotated documents. */
import type { CommandModule } from 'yargs';
import { type GoldDocument, readGold } from '../eval/gold.ts';
import { runGold } from '../eval/run.ts';
import { byDocument, type Figures, PARTS, type Report, score } from '../eval/score.ts';
import { openProgress } from '../print/progress.ts';
import { toTable } from '../print/table.ts';
import { toPlain } from '../print/text.ts';
import { openStages } from '../stages.ts';
import { type CommonFlags, type Context, exitCodes, openContext, printLines, tell, UsageError } from './context.ts';
import { addModelFlags, type ModelFlags } from './model-flags.ts';

interface EvalFlags extends CommonFlags, ModelFlags {
  gold: string[];
  texts: string[] | undefined;
  only: string | undefined;
  errors: boolean | undefined;
}

export const evalCommand: CommandModule<CommonFlags, EvalFlags> = {
  command: 'eval <gold..>',
  describe: 'Score the reading of annotated documents, without a store',
  builder: (yargs) =>
    addModelFlags(yargs)
      .positional('gold', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'Gold files, one document a line',
      })
      .option('texts', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'Articles of the documents whose gold line has no text: JSONL, files or folders',
      })
      .option('only', { type: 'string', requiresArg: true, describe: 'Regular expression of document ids' })
      .option('errors', { type: 'boolean', describe: 'List every spurious and missed statement' })
      .example('entente eval seeds/gold.jsonl --texts seeds', 'The project’s own dispatches')
      .example('entente eval gold.jsonl --errors', 'What was invented and what was missed'),
  handler: async (flags) => {
    const context = openContext(flags);
    const gold = selectGold(flags);
    const stages = await openStages(context.config);
    const progress = openProgress('reading', context);
    try {
      const inputs = [...filesWithTexts(flags.gold), ...(flags.texts ?? [])];
      const { rows, unreadable } = await runGold(gold, inputs, stages, progress.update);
      progress.stop();
      for (const { reason } of unreadable) tell(context.colours.red(toPlain(reason)));
      await printReport(score(gold, rows), flags.errors ?? false, context);
      if (unreadable.length > 0) process.exitCode = exitCodes.someArticlesFailed;
    } finally {
      progress.stop();
      await stages.close();
    }
  },
};

function selectGold(flags: EvalFlags): GoldDocument[] {
  let only: RegExp;
  try {
    only = new RegExp(flags.only ?? '', 'u');
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new UsageError(`--only ${flags.only}: ${cause.message}`, { cause });
  }
  const gold = flags.gold.flatMap(readGold).filter((doc) => only.test(doc.id));
  if (gold.length === 0)
    throw new UsageError(`${flags.gold.join(' ')}: no document to score; check --only and the files`);
  const bare = gold.find((doc) => doc.text === undefined);
  if (bare && !flags.texts) {
    throw new UsageError(`document "${bare.id}" has no text in its gold file; name a file of articles with --texts`);
  }
  return gold;
}

function filesWithTexts(files: readonly string[]): string[] {
  return files.filter((file) => readGold(file).some((doc) => doc.text !== undefined));
}

async function printReport(report: Report, withErrors: boolean, { json, layout }: Context): Promise<void> {
  const { errors, ...figures } = report;
  const listed = [...errors].sort(byDocument);
  if (json) {
    await printLines([JSON.stringify(withErrors ? { ...figures, errors: listed } : figures, null, 1)]);
    return;
  }
  const missing = report.missing ? `, ${report.missing} of them without an article` : '';
  const margin = Math.max(...[...PARTS, ...Object.keys(report.relations)].map((name) => name.length));
  const toFigures = (groups: readonly (readonly [string, Figures])[]) =>
    toTable(
      [''.padEnd(margin), 'precision', 'recall', 'F1', 'gold', 'found'],
      groups.map(([name, f]) => [name, f.precision.toFixed(3), f.recall.toFixed(3), f.f1.toFixed(3), f.gold, f.found]),
      layout,
    );
  await printLines([
    `${report.documents} documents${missing}`,
    '',
    toFigures(PARTS.map((part) => [part, report[part]] as const)),
    `attribution right: ${report.attribution === null ? 'none to compare' : report.attribution.toFixed(3)}`,
    '',
    toFigures(Object.entries(report.labels)),
    '',
    toFigures(Object.entries(report.relations)),
  ]);
  if (!withErrors) return;
  await printLines(
    listed.map((e) =>
      [
        e.document,
        e.fault,
        `${e.subject} ${e.relation} ${e.object} [${e.polarity}, ${e.modality}]`,
        e.evidence,
        e.why ?? '',
      ]
        .map(toPlain)
        .join('\t'),
    ),
  );
}

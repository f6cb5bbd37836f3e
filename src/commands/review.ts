/** entente review: the doubtful, each with its evidence and the lines that would settle it. */
import type { CommandModule } from 'yargs';
import { toPlain } from '../print/text.ts';
import { type Doubt, listDoubtful } from '../review/doubtful.ts';
import { openDecisions, openStore } from '../stages.ts';
import { type CommonFlags, openContext, printLines, tell } from './context.ts';

interface ReviewFlags extends CommonFlags {
  limit: number;
}

export const reviewCommand: CommandModule<CommonFlags, ReviewFlags> = {
  command: 'review',
  describe: 'List who may be whom, with evidence and the decisions that would settle it',
  builder: (yargs) =>
    yargs
      .option('limit', {
        type: 'number',
        default: 20,
        requiresArg: true,
        describe: 'How many doubts, the most told first',
      })
      .example('entente review', 'Write a line that it offers into .entente/decisions.txt, and ingest again')
      .example('entente review --decisions decisions.txt --json', 'With a decisions file that is kept in git'),
  handler: async (flags) => {
    const { config, json, quiet } = openContext(flags);
    const store = await openStore(config, { mustExist: true });
    try {
      const doubts = await listDoubtful(store, openDecisions(config));
      const shown = doubts.slice(0, flags.limit);
      await printLines(json ? shown.map((doubt) => JSON.stringify(doubt)) : shown.flatMap(toLines));
      if (!quiet) tell(`${shown.length} of ${doubts.length} doubts`);
    } finally {
      await store.close();
    }
  },
};

function toLines({ names, why, evidence, lines }: Doubt): string[] {
  const quotes = evidence.map(({ article, quote }) => `    ${article}: ${quote}`);
  return [`${names.join(' / ')}: ${why}`, ...quotes, ...lines.map((line) => `  ${line}`)].map(toPlainLine).concat('');
}

/** The margin is ours, the rest is an article's. */
function toPlainLine(line: string): string {
  return line.replace(/^( *)(.*)$/su, (_, margin: string, text: string) => margin + toPlain(text));
}

/** Flags of the commands that read articles. */
import type { Argv } from 'yargs';

export interface ModelFlags {
  model: string | undefined;
  ner: string | undefined;
  threads: number | undefined;
  batch: number | undefined;
}

export function addModelFlags<T>(yargs: Argv<T>): Argv<T & ModelFlags> {
  return yargs
    .option('model', { type: 'string', requiresArg: true, describe: 'Folder of another news encoder' })
    .option('ner', {
      type: 'string',
      requiresArg: true,
      describe: 'Token-classification model for the names, local or of the hub',
    })
    .option('threads', { type: 'number', requiresArg: true, describe: 'Processor threads of the model' })
    .option('batch', {
      type: 'number',
      requiresArg: true,
      describe: 'Padded word pieces that the model reads at once',
    }) as Argv<T & ModelFlags>;
}

/** entente backup: the embedded store into one file. */
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CommandModule } from 'yargs';
import { requireStore } from '../stages.ts';
import { backUp } from '../store/embedded/backup.ts';
import { type CommonFlags, openContext, printLines, UsageError } from './context.ts';

interface BackupFlags extends CommonFlags {
  file: string;
  force: boolean | undefined;
}

export const backupCommand: CommandModule<CommonFlags, BackupFlags> = {
  command: 'backup <file>',
  describe: 'Write the embedded store into one file, checked and compressed',
  builder: (yargs) =>
    yargs
      .positional('file', { type: 'string', demandOption: true, describe: 'The backup, such as monday.backup' })
      .option('force', { type: 'boolean', describe: 'Replace a file that is there' })
      .example('entente backup monday.backup', 'The graph of .entente/graph.db')
      .example('entente backup graph.backup --force', 'Every night; the old one stays until the new one is whole'),
  handler: async ({ file, force, ...flags }) => {
    const { config, json, quiet } = openContext(flags);
    if (config.store === 'neo4j')
      throw new UsageError(
        'Neo4j is backed up by its own tool, while it is stopped: docker compose stop neo4j && docker compose run --rm neo4j neo4j-admin database dump neo4j --to-path=/data/dumps --overwrite-destination && docker compose start neo4j',
      );
    requireStore(config);
    if (resolve(file) === resolve(config.db)) throw new UsageError(`${file} is the store itself; name another file`);
    if (existsSync(file) && !force)
      throw new UsageError(`${file} is there already; name another file, or replace it with --force`);
    const held = await backUp(config.db, file);
    const bytes = statSync(file).size;
    if (json) await printLines([JSON.stringify({ file, bytes, ...held })]);
    else if (!quiet) await printLines([`backed up ${held.articles} articles into ${file} (${toMegabytes(bytes)} MB)`]);
  },
};

function toMegabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

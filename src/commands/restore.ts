/** entente restore: a backup in the place of the embedded store. */
import type { CommandModule } from 'yargs';
import { forgetVersions } from '../read/web.ts';
import { feedFolder } from '../stages.ts';
import { restore } from '../store/embedded/backup.ts';
import { type CommonFlags, openContext, printLines, UsageError } from './context.ts';

interface RestoreFlags extends CommonFlags {
  file: string;
  force: boolean | undefined;
}

export const restoreCommand: CommandModule<CommonFlags, RestoreFlags> = {
  command: 'restore <file>',
  describe: 'Put a backup in the place of the embedded store',
  builder: (yargs) =>
    yargs
      .positional('file', { type: 'string', demandOption: true, describe: 'What entente backup wrote' })
      .option('force', { type: 'boolean', describe: 'Replace a store that holds articles, or cannot be read' })
      .example('entente restore monday.backup', 'Into .entente/graph.db, where there is none yet')
      .example('entente restore monday.backup --db other.db', 'Beside it, to look into'),
  handler: async ({ file, force, ...flags }) => {
    const { config, json, quiet } = openContext(flags);
    if (config.store === 'neo4j')
      throw new UsageError(
        'Neo4j is restored by its own tool, while it is stopped: docker compose stop neo4j && docker compose run --rm neo4j neo4j-admin database load neo4j --from-path=/data/dumps --overwrite-destination && docker compose start neo4j',
      );
    const held = await restore(file, config.db, { force: force ?? false });
    await forgetVersions(feedFolder(config));
    if (json) await printLines([JSON.stringify({ store: config.db, ...held })]);
    else if (!quiet) await printLines([`restored ${held.articles} articles into ${config.db}`]);
  },
};

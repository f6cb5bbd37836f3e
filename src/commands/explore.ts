/** entente explore: the graph on a page of this machine's browser. */
import { spawn } from 'node:child_process';
import type { CommandModule } from 'yargs';
import { openLibrary } from '../explore/library.ts';
import { type Explorer, startExplorer } from '../explore/server.ts';
import { openStore } from '../stages.ts';
import { type CommonFlags, openContext, printLines, tell, UsageError } from './context.ts';

const PORT = 7677;

interface ExploreFlags extends CommonFlags {
  port: number;
  open: boolean;
}

export const exploreCommand: CommandModule<CommonFlags, ExploreFlags> = {
  command: 'explore',
  describe: 'See the graph in the browser, and the sentence behind each line',
  builder: (yargs) =>
    yargs
      .option('port', { type: 'number', default: PORT, requiresArg: true, describe: 'Port on 127.0.0.1; 0 for any' })
      .option('open', { type: 'boolean', default: true, describe: 'Open the browser; --no-open to print the address' })
      .example('entente explore', 'The graph of .entente/graph.db')
      .example('entente explore --store neo4j --port 8000 --no-open', 'That of Neo4j; print the address alone'),
  handler: async (flags) => {
    const { port, open } = flags;
    if (!Number.isInteger(port) || port < 0 || port > 65535)
      throw new UsageError(`--port ${port}: a port is a whole number from 0 to 65535`);
    const { config } = openContext(flags);
    // Fails now, on the command line, where there is no store; later faults are told on the page.
    await (await openStore(config, { mustExist: true })).close();
    const library = openLibrary({
      place: config.store === 'neo4j' ? config.neo4jUri : config.db,
      open: () => openStore(config, { mustExist: true }),
    });
    const explorer = await startExplorer({
      library,
      port,
      onTaken: (taken, next) => tell(`port ${taken} is taken; trying ${next}`),
    });
    await printLines([explorer.url]);
    tell('Ctrl-C ends it');
    if (open) openBrowser(explorer);
    await interrupted();
    await explorer.close();
  },
};

/** Where no browser can be opened the address stands printed. */
function openBrowser({ url }: Explorer): void {
  const command = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  spawn(command, [url], { stdio: 'ignore', detached: true })
    .on('error', () => tell('no browser could be opened; open the address above'))
    .unref();
}

function interrupted(): Promise<void> {
  return new Promise((done) => {
    process.once('SIGINT', () => done());
    process.once('SIGTERM', () => done());
  });
}

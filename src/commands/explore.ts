/** entente explore: the graph on a page of this machine's browser. */
import type { CommandModule } from 'yargs';
import type { Config } from '../config.ts';
import { type Library, openLibrary, QUERY_TIMEOUT_MS } from '../explore/library.ts';
import { readInputs } from '../explore/live.ts';
import { type Explorer, startExplorer } from '../explore/server.ts';
import type { IngestReport } from '../pipeline.ts';
import { toPlain } from '../print/text.ts';
import { openStages, openStore } from '../stages.ts';
import { type CommonFlags, openContext, printLines, tell, UsageError } from './context.ts';
import { addModelFlags, type ModelFlags } from './model-flags.ts';
import { openBrowser } from './open-browser.ts';
import { watchFolders } from './watch.ts';

const PORT = 7677;

interface ExploreFlags extends CommonFlags, ModelFlags {
  port: number;
  open: boolean;
  watch: string[] | undefined;
}

export const exploreCommand: CommandModule<CommonFlags, ExploreFlags> = {
  command: 'explore',
  describe: 'See the graph in the browser, and the sentence behind each line',
  builder: (yargs) =>
    addModelFlags(yargs)
      .option('port', { type: 'number', default: PORT, requiresArg: true, describe: 'Port on 127.0.0.1; 0 for any' })
      .option('open', { type: 'boolean', default: true, describe: 'Open the browser; --no-open to print the address' })
      .option('watch', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'Folders whose articles are read as they change, and shown at once',
      })
      .example('entente explore', 'The graph of .entente/graph.db')
      .example('entente explore --watch news/', 'Read the folder, and show what comes into it')
      .example('entente explore --store neo4j --port 8000 --no-open', 'That of Neo4j; print the address alone'),
  handler: async (flags) => {
    const { port, open, watch } = flags;
    if (!Number.isInteger(port) || port < 0 || port > 65535)
      throw new UsageError(`--port ${port}: a port is a whole number from 0 to 65535`);
    const { config } = openContext(flags);
    // Who looks at a page should soon be told that a server is away; an ingest waits for it.
    const limits = { queryTimeoutMs: QUERY_TIMEOUT_MS, ...(watch === undefined && { retryMs: 3000 }) };
    const openGraph = () => openStore(config, { mustExist: watch === undefined, ...limits });
    const library = openLibrary({
      place: config.store === 'neo4j' ? config.neo4jUri : config.db,
      open: openGraph,
      live: watch !== undefined,
      ...(config.store === 'embedded' && { album: `${config.db}.picture` }),
    });
    // Fails now, on the command line, where there is no store; later faults are told on the page.
    await library.warm();
    const explorer = await startExplorer({
      library,
      port,
      onTaken: (taken, next) => tell(`port ${taken} is taken; trying ${next}`),
    });
    const signal = listenForEnd();
    try {
      await printLines([explorer.url]);
      tell('Ctrl-C ends it');
      if (open) openBrowser(explorer.url);
      if (watch) await readAsTheyCome(watch.map(String), config, library, explorer, signal);
      else await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
    } finally {
      await explorer.close();
    }
  },
};

async function readAsTheyCome(
  inputs: readonly string[],
  config: Config,
  library: Library,
  explorer: Explorer,
  signal: AbortSignal,
): Promise<void> {
  const stages = await openStages(config);
  try {
    const once = async () => report(await readInputs({ inputs, stages, library, explorer, signal }));
    await once();
    await watchFolders(inputs, once, signal);
  } finally {
    await stages.close();
  }
}

function report({ added, replaced, failed }: IngestReport): void {
  for (const { reason } of failed) tell(`not read: ${toPlain(reason)}`);
  if (added + replaced > 0) tell(`${added} added, ${replaced} replaced`);
}

function listenForEnd(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => controller.abort());
  return controller.signal;
}

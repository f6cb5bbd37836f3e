/** entente browse: the address that opens Neo4j Browser with a query ready to run. */
import type { CommandModule } from 'yargs';
import { browserLink, browserPageOf, writeOut } from '../store/browser-link.ts';
import { type CommonFlags, openContext, printLines, tell, UsageError } from './context.ts';
import { openBrowser } from './open-browser.ts';
import { addQueryFlags, readParameters, toQuery } from './query.ts';

interface BrowseFlags extends CommonFlags {
  query: string;
  param: string[] | undefined;
  browser: string | undefined;
  open: boolean | undefined;
}

export const browseCommand: CommandModule<CommonFlags, BrowseFlags> = {
  command: 'browse <query>',
  describe: 'Print the link that opens Neo4j Browser with a query ready to run',
  builder: (yargs) =>
    addQueryFlags(yargs)
      .option('open', { type: 'boolean', describe: 'Open it as well' })
      .option('browser', {
        type: 'string',
        requiresArg: true,
        describe: "Where Neo4j Browser is served; the server's own port 7474 where absent",
      })
      .example('entente browse map --param name=Putin', 'A picture of who is around him')
      .example('entente browse busiest --open', 'In your web browser, at once'),
  handler: async (flags) => {
    const { config, json, quiet } = openContext(flags);
    const { cypher, parameters } = toQuery(flags.query, readParameters(flags.param ?? []));
    const { neo4jUri: uri, neo4jUsername: username, neo4jDatabase: database } = config;
    if (!URL.canParse(uri) || new URL(uri).hostname === '')
      throw new UsageError(`"${uri}" is no address of a Neo4j; write neo4j://host:7687 in NEO4J_URI`);
    const page = flags.browser ?? browserPageOf(uri);
    if (!/^https?:\/\//u.test(page) || !URL.canParse(page))
      throw new UsageError(`--browser ${page}: write it as http://localhost:7474/browser/`);
    const url = browserLink({ page, uri, username, database }, writeOut(cypher, parameters));
    await printLines([json ? JSON.stringify({ query: flags.query, url }) : url]);
    if (!quiet && config.store === 'embedded')
      tell(`it shows what lies in Neo4j at ${uri}; entente explore shows the embedded store`);
    if (flags.open) openBrowser(url);
  },
};

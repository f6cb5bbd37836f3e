/** The settings and the terminal that every command shares. */
import type { Argv } from 'yargs';
import { type Config, readConfig } from '../config.ts';
import { type Colours, openColours } from '../print/colour.ts';
import type { TableLayout } from '../print/table.ts';
import { toPlainJson } from '../print/text.ts';
import type { ModelFlags } from './model-flags.ts';

export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  someArticlesFailed: 3,
  storeUnreachable: 4,
  interrupted: 130,
} as const;

/** A wrong use of a command: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Flags that every command takes. */
export interface CommonFlags {
  store: string | undefined;
  db: string | undefined;
  decisions?: string | undefined;
  json: boolean | undefined;
  quiet: boolean | undefined;
  verbose: boolean | undefined;
  color: boolean;
}

export function addCommonFlags(yargs: Argv): Argv<CommonFlags> {
  return yargs
    .option('store', { type: 'string', choices: ['embedded', 'neo4j'], describe: 'Where the graph is kept' })
    .option('db', { type: 'string', describe: 'File of the embedded store', requiresArg: true })
    .option('decisions', { type: 'string', describe: 'File of decisions on who is who', requiresArg: true })
    .option('json', { type: 'boolean', describe: 'JSON on stdout in place of tables' })
    .option('quiet', { type: 'boolean', describe: 'No progress on stderr' })
    .option('verbose', { type: 'boolean', describe: 'Log each step on stderr' })
    .option('color', { type: 'boolean', default: true, describe: 'Colours on a terminal; --no-color for none' });
}

export interface Context {
  readonly config: Config;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** Of stdout. */
  readonly layout: TableLayout;
  /** Of stderr. */
  readonly colours: Colours;
}

export function openContext(flags: CommonFlags & Partial<ModelFlags>): Context {
  const { store, db, decisions, model, ner, threads, batch, color } = flags;
  return {
    config: readConfig({ store, db, decisions, model, ner, threads, batch }),
    json: flags.json ?? false,
    quiet: flags.quiet ?? false,
    verbose: flags.verbose ?? false,
    layout: { colours: openColours(process.stdout, color), width: widthOf(process.stdout) },
    colours: openColours(process.stderr, color),
  };
}

/** A file or a pipe has room for any line; COLUMNS says otherwise. */
function widthOf(stream: { readonly columns?: number }): number {
  return stream.columns ?? (Number(process.env.COLUMNS) || Number.POSITIVE_INFINITY);
}

/** Writes lines of data, JSON or plain text, to stdout, waiting where its reader is slower. */
export async function printLines(lines: Iterable<string> | AsyncIterable<string>): Promise<void> {
  for await (const line of lines) {
    if (!process.stdout.write(`${toPlainJson(line)}\n`))
      await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}

/** Tells the user something on stderr. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

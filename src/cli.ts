#!/usr/bin/env node
/** The command line: flags in, exit code out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { addCommonFlags, exitCodes, tell, UsageError } from './commands/context.ts';
import { demoCommand } from './commands/demo.ts';
import { evalCommand } from './commands/eval.ts';
import { exportCommand } from './commands/export.ts';
import { ingestCommand } from './commands/ingest.ts';
import { queriesCommand } from './commands/queries.ts';
import { queryCommand } from './commands/query.ts';
import { removeCommand } from './commands/remove.ts';
import { statusCommand } from './commands/status.ts';
import { ConfigError } from './config.ts';
import { GoldError } from './eval/gold.ts';
import { openColours } from './print/colour.ts';
import { findNearest } from './print/nearest.ts';
import { toPlain } from './print/text.ts';
import { packageRoot } from './root.ts';
import { StoreError } from './store.ts';

const commands = [
  ingestCommand,
  queryCommand,
  queriesCommand,
  exportCommand,
  removeCommand,
  statusCommand,
  evalCommand,
  demoCommand,
];

/** Runs one command line and sets the process's exit code; throws nothing. */
export async function main(args: readonly string[]): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  const parser = addCommonFlags(yargs([...args]))
    .scriptName('entente')
    .usage('$0 <command>\n\nNews articles in, a knowledge graph of geopolitics out.')
    .version(version)
    .strict()
    .recommendCommands()
    .completion('completion', 'Print a script that completes commands and flags in bash or zsh')
    .demandCommand(1, 'name a command')
    .wrap(Math.min(100, process.stderr.columns ?? 100))
    .exitProcess(false)
    // Without a message the fault is the command's own; else yargs found the command line wrong.
    .fail((message: string | null, fault: unknown) => {
      throw message === null ? fault : new UsageError(explain(message));
    });
  for (const command of commands) parser.command(command as never);
  try {
    await parser.parseAsync();
  } catch (fault) {
    report(fault, args);
  }
}

/** One clear line for a fault that the user can act on; a fault of ours keeps its stack. */
function report(fault: unknown, args: readonly string[]): void {
  const error = fault instanceof Error ? fault : new Error(String(fault));
  const colours = openColours(process.stderr, !args.includes('--no-color'));
  const isUsage = [UsageError, ConfigError, GoldError].some((kind) => error instanceof kind);
  process.exitCode = isUsage ? exitCodes.usage : codeOf(error);
  tell(`${colours.red('error:')} ${toPlain(error.message)}`);
  if (args.includes('--verbose')) tell(error.stack ?? '');
}

const flags = [
  'store',
  'db',
  'json',
  'quiet',
  'verbose',
  'no-color',
  'model',
  'ner',
  'threads',
  'batch',
  'param',
  'format',
  'out',
  'prune',
  'watch',
  'again',
  'max-article-mb',
  'texts',
  'only',
  'errors',
];

/** Says what yargs found in our words, with what was probably meant. */
function explain(message: string): string {
  const choices = /^Invalid values:\s*Argument: (\S+), Given: (.+), Choices: (.+)/u.exec(message);
  if (choices) return `--${choices[1]} ${choices[2]}: choose one of ${choices[3]!.replaceAll('"', '')}`;
  if (message.startsWith('Not enough non-option arguments'))
    return 'the command needs one argument more; see its --help';
  if (message.startsWith('Did you mean')) return `no such command; ${message[0]!.toLowerCase()}${message.slice(1)}`;
  const unknown = /^Unknown (?:argument|command)s?: (.+)/u.exec(message)?.[1];
  if (unknown === undefined) return `${message}; see entente --help`;
  const nearest = findNearest(unknown.split(', ')[0]!, flags);
  return `nothing is called ${unknown}${nearest ? `; did you mean --${nearest}?` : '; see entente --help'}`;
}

function codeOf(error: Error): number {
  if (!(error instanceof StoreError)) return exitCodes.failed;
  return error.fault === 'query' || error.fault === 'writes' ? exitCodes.failed : exitCodes.storeUnreachable;
}

process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  // The reader of a pipe (`| head`) has what it wanted.
  if (fault.code === 'EPIPE') process.exit(exitCodes.done);
  throw fault;
});
await main(hideBin(process.argv));

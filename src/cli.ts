#!/usr/bin/env node
/** The command line: flags in, exit code out. */
import { hideBin } from 'yargs/helpers';
import { exitCodes, tell, UsageError } from './commands/context.ts';
import { loadCommands, makeParser } from './commands/parser.ts';
import { ConfigError } from './config.ts';
import { GoldError } from './eval/gold.ts';
import { DecisionsError } from './merge/decisions.ts';
import { openColours } from './print/colour.ts';
import { toPlain } from './print/text.ts';
import { StoreError } from './store.ts';

process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  // The reader of a pipe (`| head`) has what it wanted.
  if (fault.code === 'EPIPE') process.exit(exitCodes.done);
  throw fault;
});
const args = hideBin(process.argv);
try {
  await makeParser(args, await loadCommands(args)).parseAsync();
} catch (fault) {
  report(fault);
}

/** One line for the user; the stack of it with --verbose. */
function report(thrown: unknown): void {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const colours = openColours(process.stderr, !args.includes('--no-color'));
  process.exitCode = codeOf(error);
  const faults = error instanceof DecisionsError ? error.faults : [error.message];
  for (const fault of faults) tell(`${colours.red('error:')} ${toPlain(fault)}`);
  if (args.includes('--verbose')) tell(error.stack ?? '');
}

function codeOf(error: Error): number {
  if ([UsageError, ConfigError, GoldError, DecisionsError].some((kind) => error instanceof kind))
    return exitCodes.usage;
  if (!(error instanceof StoreError) || error.fault === 'query' || error.fault === 'writes') return exitCodes.failed;
  return exitCodes.storeUnreachable;
}

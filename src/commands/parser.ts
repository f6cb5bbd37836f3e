/** The command line as yargs knows it: every command, every flag, and what it says of a wrong one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import yargs, { type Argv, type CommandModule } from 'yargs';
import { findNearest } from '../print/nearest.ts';
import { packageRoot } from '../root.ts';
import { addCommonFlags, UsageError } from './context.ts';

// Each has flags of its own: what they share is all that is known here.
type Command = CommandModule;

/** A command's file is loaded when the command is named: none waits for the others. In the order of --help. */
const COMMANDS: Readonly<Record<string, () => Promise<unknown>>> = {
  ingest: async () => (await import('./ingest.ts')).ingestCommand,
  query: async () => (await import('./query.ts')).queryCommand,
  queries: async () => (await import('./queries.ts')).queriesCommand,
  browse: async () => (await import('./browse.ts')).browseCommand,
  diff: async () => (await import('./diff.ts')).diffCommand,
  explore: async () => (await import('./explore.ts')).exploreCommand,
  review: async () => (await import('./review.ts')).reviewCommand,
  export: async () => (await import('./export.ts')).exportCommand,
  remove: async () => (await import('./remove.ts')).removeCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  restore: async () => (await import('./restore.ts')).restoreCommand,
  status: async () => (await import('./status.ts')).statusCommand,
  eval: async () => (await import('./eval.ts')).evalCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
};

/** The command that `args` open with; all of them where they open with none, as for --help or a slip of the pen. */
export async function loadCommands(args: readonly string[] = []): Promise<readonly Command[]> {
  const [name = ''] = args;
  if (name === '--version') return [];
  const wanted = Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]!] : Object.values(COMMANDS);
  return Promise.all(wanted.map(async (load) => (await load()) as Command));
}

/** Its `parseAsync` runs one of the commands; a command line that fits none is a UsageError. */
export function makeParser(args: readonly string[], commands: readonly Command[]): Argv {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  const parser: Argv = yargs([...args]);
  addCommonFlags(parser)
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
  for (const command of commands) parser.command(command);
  return parser;
}

const flags = [
  ...[
    'store',
    'db',
    'decisions',
    'limit',
    'port',
    'open',
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
    'since',
    'force',
    'browser',
  ],
  ...['out', 'port', 'open', 'prune', 'watch', 'again', 'max-article-mb', 'texts', 'only', 'errors', 'help', 'version'],
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

/** Runs the command line as its own process, as a user would. */
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../src/root.ts';

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Sent to the process when its stderr first holds `on`. */
  readonly interrupt?: { readonly on: string };
}

/** A folder of its own, so that no .env and no graph of the developer is used. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'entente-cli-'));
}

export function run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { folder = makeFolder(), environment = {}, interrupt } = options;
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:NEO4J|ENTENTE|VITEST|NO_COLOR|NODE_OPTIONS)/u.test(name)),
  );
  const tsx = import.meta.resolve('tsx');
  const child = spawn(process.execPath, ['--import', tsx, join(packageRoot, 'src/cli.ts'), ...args], {
    cwd: folder,
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let interrupted = false;
  child.stdout.on('data', (data) => {
    stdout += data;
  });
  child.stderr.on('data', (data) => {
    stderr += data;
    if (!interrupt || interrupted || !stderr.includes(interrupt.on)) return;
    interrupted = true;
    child.kill('SIGINT');
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}

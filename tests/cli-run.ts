/** Runs the command line as its own process, as a user would. */
import { type ChildProcess, spawn } from 'node:child_process';
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
  /** Called with all that was printed so far whenever more is. */
  readonly onOutput?: (printed: Pick<Run, 'stdout' | 'stderr'>, child: ChildProcess) => void;
}

/** A folder of its own, so that no .env and no graph of the developer is used. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'entente-cli-'));
}

export function run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { folder = makeFolder(), environment = {}, onOutput } = options;
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
  child.stdout.on('data', (data) => {
    stdout += data;
    onOutput?.({ stdout, stderr }, child);
  });
  child.stderr.on('data', (data) => {
    stderr += data;
    onOutput?.({ stdout, stderr }, child);
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}

/** npm run readme: puts what the commands named in README.md's comments print into the blocks below them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../src/root.ts';

const file = join(packageRoot, 'README.md');
const cli = join(packageRoot, 'dist', 'cli.js');

/** What stands for each command: run where it leaves the checkout as it is. */
const RUNS: Readonly<Record<string, () => string>> = {
  'npm start': () => print(process.execPath, [cli, 'demo', '--quiet'], mkdtempSync(join(tmpdir(), 'entente-readme-'))),
  'entente queries': () => print(process.execPath, [cli, 'queries'], packageRoot),
};

const only = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
const block = /(<!-- \$ (.+?) -->\n```text\n)(.*?)(^```)/gmsu;
writeFileSync(
  file,
  text.replace(block, (whole, head: string, command: string, _old, tail: string) => {
    if (only.length > 0 && !only.includes(command)) return whole;
    return `${head}${RUNS[command]!().trimEnd()}\n${tail}`;
  }),
);

function print(program: string, args: readonly string[], folder: string): string {
  const { stdout, stderr, status } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', COLUMNS: '120' },
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr.slice(-2000)}`);
  return stdout;
}

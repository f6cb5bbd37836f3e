import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCommands, makeParser } from '../src/commands/parser.ts';
import { readConfig } from '../src/config.ts';
import { FORMATS } from '../src/graph/formats.ts';
import { packageRoot } from '../src/root.ts';
import { listQueries } from '../src/store/queries.ts';

const read = (file: string) => readFileSync(join(packageRoot, file), 'utf8');
const documents = ['README.md', 'CONTRIBUTING.md'];

/** The lines of a document's shell blocks, comments and continued lines resolved. */
function shellLines(text: string): string[] {
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```/gmsu)].map(([, block]) => block!.replaceAll('\\\n', ' '));
  return blocks
    .flatMap((block) => block.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** The words of each `entente` command in a line; quotes are the shell's. */
function ententeCommands(line: string): string[][] {
  return line
    .split(/\s(?:&&|\|)\s/u)
    .map((command) => command.replace(/\s#\s.*$/u, '').replace(/\s>\s*\S+\s*$/u, ''))
    .filter((command) => /^(?:npx )?entente\s/u.test(command.trim()))
    .map((command) => {
      const words = [...command.trim().matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/gu)].map(([word]) =>
        word.replaceAll(/["']/gu, ''),
      );
      return words.slice(words.indexOf('entente') + 1);
    });
}

describe('the documents', () => {
  test('Every command, every named query and every export format stands in README.md', async () => {
    const readme = read('README.md');
    const commands = (await loadCommands()).map(({ command }) => String(command).split(' ')[0]!);
    const missing = [
      ...[...commands, 'completion'].filter((command) => !readme.includes(`entente ${command}`)),
      ...listQueries()
        .map(({ name }) => name)
        .filter((name) => !new RegExp(`^${name} `, 'mu').test(readme)),
      ...Object.keys(FORMATS).filter((format) => !readme.includes(`\`${format}\``)),
    ];
    expect(missing).toEqual([]);
  });

  test.each(documents)('Every entente command of %s is one that the command line takes', async (file) => {
    const commands = shellLines(read(file)).flatMap(ententeCommands);
    expect(commands.length).toBeGreaterThan(0);
    const mute = (await loadCommands()).map((command) => ({ ...command, handler: () => {} }));
    for (const words of commands) await makeParser(words, mute).parseAsync();
  });

  test.each(documents)('Every npm script and every file that %s names is there', (file) => {
    const text = read(file);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm run ([\w:-]+)/gu)].map(([, script]) => script!);
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
    const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/gu)].map(([, path]) => path!);
    expect(linked.filter((path) => !existsSync(join(packageRoot, path)))).toEqual([]);
  });

  test('The example settings of docs/ are settings', () => {
    const example = join(packageRoot, 'docs', 'example');
    expect(readConfig({}, example, {})).toMatchObject({
      store: 'neo4j',
      neo4jUri: 'bolt://localhost:7687',
      threads: 2,
    });
  });
});

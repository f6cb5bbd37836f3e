import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import { run } from './cli-run.ts';
import { CHROMIUM, hasChromium, READINGS } from './explore-fixtures.ts';

async function makeGraph(): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'entente-explore-')), 'graph.db');
  const store = await openEmbeddedStore({ path });
  await store.setUp();
  await store.write(READINGS);
  await store.close();
  return path;
}

test('explore prints the address with its key on stdout, takes the next port where its own is taken, and ends with Ctrl-C', async () => {
  const other = createServer();
  const port = await new Promise<number>((done) => {
    other.listen(0, '127.0.0.1', () => done((other.address() as { port: number }).port));
  });
  const args = ['explore', '--db', await makeGraph(), '--no-open', '--port', String(port)];
  const { code, stdout, stderr } = await run(args, {
    onOutput: ({ stderr }, child) => {
      if (stderr.includes('Ctrl-C ends it') && !child.killed) child.kill('SIGINT');
    },
  });
  other.close();
  expect(stderr).toContain(`port ${port} is taken; trying ${port + 1}`);
  expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}\n$/u);
  expect(code).toBe(0);
});

test('explore says what is wrong where there is no graph yet, or no such port', async () => {
  const missing = await run(['explore', '--db', 'nowhere.db', '--no-open']);
  expect(missing.stderr).toContain('there is no graph yet');
  expect(missing.code).toBe(4);
  const wrong = await run(['explore', '--port', '70000', '--no-open']);
  expect(wrong.stderr).toContain('a port is a whole number from 0 to 65535');
  expect(wrong.code).toBe(2);
});

test.skipIf(!hasChromium)('What comes into a watched folder is shown on the open page, without a reload', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'entente-explore-'));
  const news = join(folder, 'news');
  mkdirSync(news);
  writeFileSync(join(news, 'one.txt'), 'Finland rejected the proposal on Monday.\n');
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--headless', '--no-sandbox'] });
  let shown: Promise<void> | undefined;
  const look = async (url: string, end: () => void): Promise<void> => {
    try {
      const page = await browser.newPage();
      await page.goto(url);
      await page.locator('#counts', { hasText: '1 articles' }).waitFor();
      writeFileSync(join(news, 'two.txt'), 'Canada warned Norway on Tuesday.\n');
      await page.locator('#counts', { hasText: '2 articles' }).waitFor();
    } finally {
      end();
    }
  };
  await run(['explore', '--db', join(folder, 'graph.db'), '--no-open', '--port', '0', '--watch', news], {
    onOutput: ({ stdout, stderr }, child) => {
      if (stderr.includes('1 added')) shown ??= look(stdout.trim(), () => child.kill('SIGINT'));
    },
  });
  await browser.close();
  await shown;
  expect(shown).toBeDefined();
});

test('explore --watch reads the folder into the graph, and what comes into it later', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'entente-explore-'));
  const news = join(folder, 'news');
  const path = join(folder, 'graph.db');
  mkdirSync(news);
  writeFileSync(join(news, 'one.txt'), 'Finland rejected the proposal on Monday.\n');
  let wrote = false;
  const { code } = await run(['explore', '--db', path, '--no-open', '--port', '0', '--watch', news], {
    onOutput: ({ stderr }, child) => {
      const runs = stderr.match(/1 added/gu)?.length ?? 0;
      if (runs === 2 && !child.killed) child.kill('SIGINT');
      if (runs !== 1 || wrote) return;
      wrote = true;
      // The watchers are set once the first run is told.
      setTimeout(() => writeFileSync(join(news, 'two.txt'), 'Canada warned Norway on Tuesday.\n'), 1000);
    },
  });
  expect(code).toBe(0);
  const store = await openEmbeddedStore({ path });
  expect((await store.articles()).map(({ ref }) => ref).sort()).toEqual(['one.txt', 'two.txt']);
  await store.close();
});

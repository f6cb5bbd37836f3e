/**
 * Browser: a person logs in to the real Neo4j Browser, loads the style and runs two named queries. Needs NEO4J_URI and
 * ENTENTE_NEO4J_BROWSER (.ci/neo4j/start.sh gives both) and a Chromium. ENTENTE_SCREENSHOTS=docs/browser keeps pictures. Only runs when
 * asked, ENTENTE_BROWSER=1: Browser does not take the style at every start, and why is not known yet.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../src/root.ts';
import { openNeo4jStore } from '../src/store/neo4j.ts';
import { loadQuery } from '../src/store/queries.ts';
import type { GraphStore, Value } from '../src/store.ts';
import { type Scratch, SKIPPED, scratchServer, takeScratch } from './neo4j/scratch.ts';
import { AFFAIR } from './queries-fixtures.ts';

const server = scratchServer();
const address = process.env.ENTENTE_NEO4J_BROWSER;
const executable = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path));
const skipped =
  process.env.ENTENTE_BROWSER !== '1'
    ? 'skipped: ENTENTE_BROWSER is not 1'
    : !server
      ? SKIPPED
      : !address
        ? 'skipped: ENTENTE_NEO4J_BROWSER names no Neo4j Browser'
        : executable
          ? undefined
          : 'skipped: no Chromium here; name one in CHROMIUM_PATH';
const pictures = process.env.ENTENTE_SCREENSHOTS;

/** Serves cypher/ as the guide's container does: from another origin than Browser's. */
async function serveStyle(): Promise<Server> {
  const files = createServer((request, response) => {
    const name = request.url === '/style.grass' ? 'style.grass' : 'guide.html';
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', name === 'guide.html' ? 'text/html' : 'text/plain');
    response.end(readFileSync(join(packageRoot, 'cypher', name)));
  });
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
  return files;
}

/** Types a command into Browser's editor, runs it, and waits for the frame of its answer. */
async function command(page: Page, text: string): Promise<void> {
  const frames = await page.locator('[data-testid="frame"]').count();
  await page.locator('[data-testid="activeEditor"] .monaco-editor').first().click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
  await page.locator('[data-testid="editor-Run"]').click();
  await page.locator('[data-testid="frame"]').nth(frames).waitFor({ timeout: 60_000 });
}

function withValues(cypher: string, given: Readonly<Record<string, Value>>): string {
  return cypher
    .split('\n')
    .filter((line) => !line.startsWith('//'))
    .join(' ')
    .replace(/\$(\w+)/gu, (_, name: string) => JSON.stringify(given[name]));
}

describe.skipIf(skipped !== undefined)(skipped ? `in Neo4j Browser (${skipped})` : 'in Neo4j Browser', () => {
  let scratch: Scratch;
  let store: GraphStore;
  let files: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    scratch = await takeScratch(server!);
    await scratch.wipe();
    store = await openNeo4jStore(server!);
    await store.setUp();
    await store.write(AFFAIR);
    files = await serveStyle();
    browser = await chromium.launch({ executablePath: executable!, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 1500, height: 1100 } });
    await page.goto(`${address}?connectURL=${encodeURIComponent(server!.uri)}`, { timeout: 120_000 });
    await page.locator('[data-testid="username"]').fill(server!.username, { timeout: 120_000 });
    await page.locator('[data-testid="password"]').fill(server!.password);
    await page.locator('[data-testid="connect"]').click();
    await page.locator('[data-testid="password"]').waitFor({ state: 'detached', timeout: 60_000 });
    await loadStyle(`http://localhost:${(files.address() as AddressInfo).port}/style.grass`);
  }, 900_000);

  /**
   * Loads the style by name: Browser takes styles from localhost, and not from 127.0.0.1, unless its server is told
   * otherwise. Its list of such hosts arrives some time after the login, so the first try may be refused.
   */
  async function loadStyle(url: string): Promise<void> {
    for (let tries = 0; tries < 3; tries++) {
      await page.waitForTimeout(3_000);
      await command(page, `:style ${url}`);
    }
    await page.waitForTimeout(3_000);
  }

  afterAll(async () => {
    await browser?.close();
    files?.close();
    await store?.close();
    await scratch?.release();
  });

  async function draw(name: string, given: Readonly<Record<string, Value>>): Promise<void> {
    await command(page, withValues(loadQuery(name).cypher, given));
    await page.locator('svg g.node').first().waitFor({ timeout: 60_000 });
    if (pictures) {
      mkdirSync(pictures, { recursive: true });
      // The layout moves for a while; a picture is only worth keeping once it rests.
      await page.waitForTimeout(6_000);
      await page
        .locator('[data-testid="frame"]')
        .first()
        .screenshot({ path: join(pictures, `${name}.png`) });
    }
  }

  /** Fill colour of the first node that shows this caption. */
  async function colourOf(caption: string): Promise<string | null> {
    const node = page.locator('[data-testid="frame"]').first().locator('g.node').filter({ hasText: caption }).first();
    return node.locator('circle.b-outline').first().getAttribute('fill');
  }

  it('draws the map with each label in its colour and every edge by its name', { timeout: 300_000 }, async () => {
    await draw('map', { name: null, limit: 100 });
    const frame = page.locator('[data-testid="frame"]').first();
    expect(await frame.locator('g.node').count()).toBe((await entitiesWithEdges()).length);
    expect(await frame.locator('g.relationship').count()).toBe((await store.edges()).length);
    // Captions are cut to fit their circles.
    expect((await colourOf('Marevia'))?.toUpperCase()).toBe('#D9534F');
    expect((await colourOf('Halm talks'))?.toUpperCase()).toBe('#F2B84B');
    expect((await colourOf('Northern'))?.toUpperCase()).toBe('#8DCC93');
    expect(await frame.locator('g.relationship').allTextContents()).toContain('SANCTIONED');
  });

  it('draws a statement with its sentence and its article', { timeout: 300_000 }, async () => {
    await draw('proof', { name: '30-day ceasefire', limit: 25 });
    const captions = await page.locator('[data-testid="frame"]').first().locator('g.node').allTextContents();
    expect(captions.join(' ')).toContain('REJECT');
    expect(captions.join(' ')).toContain('courier');
  });

  async function entitiesWithEdges(): Promise<string[]> {
    return [...new Set((await store.edges()).flatMap(({ subject, object }) => [subject, object]))];
  }
});

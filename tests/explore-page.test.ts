import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { packageRoot } from '../src/root.ts';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import { StoreError } from '../src/store.ts';
import { CHROMIUM, HOSTILE, hasChromium, READINGS, type Served, serve, WITHOUT_CHROMIUM } from './explore-fixtures.ts';

const SIZE = { width: 1280, height: 800 };
/** Pictures for a reader's eyes are kept where this names a folder. */
const shots = process.env['ENTENTE_SHOTS'];

let pageFolder = '';
let browser: Browser;
let served: Served;
let context: BrowserContext;
let page: Page;
let complaints: string[] = [];

if (!hasChromium) console.warn(WITHOUT_CHROMIUM);

async function open(hash = ''): Promise<void> {
  await page.goto(`${served.explorer.url}${hash}`);
  await page.waitForSelector('body[data-ready]');
}

async function still(): Promise<void> {
  await page.waitForSelector('body[data-layout=still]', { timeout: 30_000 });
}

/** The picture stands as the camera sees it. */
async function drawn(): Promise<void> {
  await page.waitForSelector('#canvas[data-picture=drawn]', { timeout: 30_000 });
}

async function savedSvg(): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#svg')]);
  return readFileSync(await download.path(), 'utf8');
}

function circleOf(picture: string, name: string): { x: number; y: number } {
  const circle = new RegExp(`<circle cx="([^"]+)" cy="([^"]+)"[^>]*><title>${name}</title>`, 'u').exec(picture);
  return { x: Number(circle![1]), y: Number(circle![2]) };
}

/** Where an entity stands, in pixels of the canvas, as the saved picture has it. */
const placeOf = async (name: string) => circleOf(await savedSvg(), name);

const card = () => page.locator('#card');
const counts = () => page.locator('#counts').textContent();
async function shoot(name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`) });
}

describe.skipIf(!hasChromium)('the explorer’s page', () => {
  beforeAll(async () => {
    pageFolder = mkdtempSync(join(tmpdir(), 'entente-page-'));
    const root = join(packageRoot, 'src', 'explore', 'page');
    await build({ root, configFile: join(root, 'vite.config.ts'), build: { outDir: pageFolder } });
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
        ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
        ...['--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
      ],
    });
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    served = await serve(READINGS, { pageFolder });
    context = await browser.newContext({ viewport: SIZE, colorScheme: 'light', acceptDownloads: true });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    complaints = [];
    page.on('pageerror', (fault) => complaints.push(fault.message));
    page.on('console', (message) => {
      if (/Content.Security.Policy/u.test(message.text())) complaints.push(message.text());
    });
  });
  afterEach(async () => {
    const hacked = await page.evaluate('window.hacked');
    await context.close();
    await served.explorer.close();
    expect(hacked).toBeUndefined();
    expect(complaints).toEqual([]);
  });

  test('It draws the graph and says how much of it is shown', async () => {
    await open();
    await still();
    expect(await counts()).toBe('8 of 8 entities, 6 links, 3 articles');
    expect(page.url()).not.toContain('token');
    await shoot('graph');
  });

  test('Without the address that the command printed it says where to find it', async () => {
    await page.goto(new URL('/', served.explorer.url).href);
    await page.locator('#messages', { hasText: 'entente explore' }).waitFor();
  });

  test('A name typed in part is completed by the keyboard, and its card opens', async () => {
    await open();
    await page.keyboard.press('/');
    await page.keyboard.type('stub');
    await page.locator('[role=option]', { hasText: 'Alexander Stubb' }).waitFor();
    expect(await page.locator('[role=option]').textContent()).toContain('also Stubb');
    await page.keyboard.press('Enter');
    await card().locator('h2', { hasText: 'Alexander Stubb' }).waitFor();
    const text = await card().textContent();
    expect(text).toContain('president, Finland');
    expect(text).toContain('met Jané Doe');
    expect(text).toContain('Harbour Wire: Stubb in Oslo');
    expect(await card().locator('mark').allInnerTexts()).toContain('met Jané Doe');
    expect(await card().locator('a').getAttribute('href')).toBe('https://www.wikidata.org/wiki/Q1');
    await shoot('entity');
    await page.keyboard.press('Escape');
    await card().waitFor({ state: 'hidden' });
  });

  test('The entity found stands in the middle of the picture, in sight', async () => {
    await open();
    await still();
    await page.fill('#search-input', 'canada');
    await page.locator('[role=option]', { hasText: 'Canada' }).waitFor();
    await page.keyboard.press('Enter');
    await card().locator('h2', { hasText: 'Canada' }).waitFor();
    await expect.poll(() => page.url()).toContain('camera=');
    await drawn();
    const [{ x, y }, box] = [await placeOf('Canada'), (await page.locator('#canvas').boundingBox())!];
    expect(Math.hypot(x - box.width / 2, y - box.height / 2)).toBeLessThan(5);
    await shoot('found');
  });

  test('A click on an entity opens its card, a click on a line the statements behind it', async () => {
    await open();
    await still();
    const jane = await placeOf('Jané Doe');
    const canvas = page.locator('#canvas');
    await canvas.click({ position: jane });
    await card().locator('h2', { hasText: 'Jané Doe' }).waitFor();
    await page.keyboard.press('Escape');
    await card().waitFor({ state: 'hidden' });
    // On a busy machine the picture may still move between measuring a line and clicking it: measure anew, click again.
    const line = card().locator('h2', { hasText: 'Stubb and Jané Doe' });
    await expect
      .poll(
        async () => {
          // Two clicks within 300 ms would be a double click.
          await page.waitForTimeout(500);
          const [a, b] = [await placeOf('Jané Doe'), await placeOf('Alexander Stubb')];
          await canvas.click({ position: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } });
          return line.waitFor({ timeout: 2000 }).then(
            () => true,
            () => false,
          );
        },
        { timeout: 40_000 },
      )
      .toBe(true);
    expect(await card().locator('.evidence').count()).toBe(1);
    expect(await card().locator('blockquote').textContent()).toContain(
      'Finnish President Alexander Stubb met Jané Doe',
    );
  });

  test('Neighbours are hidden, shown alone and expanded', async () => {
    await open('#entity=Q33');
    await card().getByRole('button', { name: 'Only this' }).click();
    await expect.poll(counts).toContain('4 of 8 entities');
    await card().locator('.neighbours').getByText('Alexander Stubb').click();
    await card().locator('h2', { hasText: 'Alexander Stubb' }).waitFor();
    await card().getByRole('button', { name: 'Expand' }).click();
    await expect.poll(counts).toContain('6 of 8 entities');
    await card().getByRole('button', { name: 'Hide neighbours' }).click();
    await expect.poll(counts).toContain('4 of 8 entities');
    await card().getByRole('button', { name: 'Hide', exact: true }).click();
    await card().waitFor({ state: 'hidden' });
    await page.click('#whole');
    await expect.poll(counts).toContain('8 of 8 entities');
  });

  test('Labels, relations, families and outlets are filtered, and the address keeps the view', async () => {
    await open();
    await page.locator('#labels').getByLabel('Place').uncheck();
    await expect.poll(counts).toContain('5 links');
    await page.locator('#relations').getByLabel('reject').uncheck();
    await expect.poll(counts).toContain('4 links');
    await page.locator('#sources').getByLabel('Prairie Ledger').uncheck();
    await expect.poll(counts).toContain('3 links');
    const shared = page.url();
    expect(shared).toContain('hiddenLabels=Place');
    const other = await context.newPage();
    await other.goto(shared);
    await other.waitForSelector('body[data-ready]');
    expect(await other.locator('#counts').textContent()).toContain('3 links');
    expect(await other.locator('#labels').getByLabel('Place').isChecked()).toBe(false);
    await other.close();
    await page.locator('#sources').getByRole('button', { name: 'None' }).click();
    await page.getByText('The filters leave nothing over').waitFor();
  });

  test('What was denied or planned is drawn on request only, in dashes', async () => {
    await open();
    await still();
    expect(await savedSvg()).not.toContain('stroke-dasharray');
    await page.getByLabel('denied and planned, dashed').check();
    await expect.poll(counts).toContain('8 links');
    await page.click('#whole');
    await page.getByLabel('denied and planned, dashed').check();
    expect((await savedSvg()).match(/stroke-dasharray/gu)).toHaveLength(2);
    await shoot('dashed');
  });

  test('The timeline’s brush narrows the days by keyboard and by pointer, and it plays', async () => {
    await open();
    await page.focus('#from');
    await page.keyboard.press('End');
    await expect.poll(counts).toContain('1 links');
    expect(page.url()).toContain('from=2025-06-10');
    await page.click('#all-days');
    await expect.poll(counts).toContain('6 links');
    const box = (await page.locator('.bars').boundingBox())!;
    await page.mouse.move(box.x + 2, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 4, box.y + 10);
    await page.mouse.up();
    await expect.poll(counts).toContain('4 links');
    await page.click('#all-days');
    await page.click('#play');
    await expect.poll(() => page.url()).toMatch(/from=2025-05-(?:0[3-9]|[12]\d)/u);
    await page.click('#play');
    const paused = page.url();
    await page.waitForTimeout(500);
    expect(page.url()).toBe(paused);
  });

  test('A path between two is listed with its relations; where none is, it says so', async () => {
    await open();
    await page.fill('#path-from-input', 'oslo');
    await page.locator('#path-from-hits [role=option]').click();
    await page.fill('#path-to-input', 'quito');
    await page.locator('#path-to-hits [role=option]').click();
    await card().locator('h2', { hasText: 'From Oslo to Quito summit' }).waitFor();
    expect(await card().locator('.path > li').count()).toBe(3);
    expect(await card().textContent()).toContain('Finland REJECTED Quito summit');
    await shoot('path');
    await page.fill('#path-to-input', 'nato');
    await page.locator('#path-to-hits [role=option]').click();
    await card().getByText('Nothing that happened links the two').waitFor();
  });

  test('Communities have colours of their own', async () => {
    await open();
    await still();
    const colours = async () =>
      new Set([...(await savedSvg()).matchAll(/<circle [^>]*fill="([^"]+)"/gu)].map(([, colour]) => colour));
    expect(await colours()).toEqual(new Set(['#4C8EDA', '#D9534F', '#8DCC93', '#F2B84B', '#9A7FBF']));
    await page.getByLabel('communities as colours').check();
    const communities = await colours();
    expect(communities.size).toBeGreaterThan(1);
    expect(communities).not.toContain('#4C8EDA');
  });

  test('The picture is saved as a PNG', async () => {
    await open();
    await still();
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#png')]);
    const png = readFileSync(await download.path());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThan(1000);
  });

  test('Saved in the moment in which the picture is about to be drawn anew, everything stands in its place', async () => {
    await open();
    await still();
    await drawn();
    const before = await placeOf('Canada');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.evaluate("for (const button of ['#theme', '#svg']) document.querySelector(button).click()"),
    ]);
    const saved = readFileSync(await download.path(), 'utf8');
    expect(circleOf(saved, 'Canada')).toEqual(before);
  });

  test('Hostile names, titles and texts are shown as they are written, and nothing of them runs', async () => {
    await open('#entity=person:hostile');
    await card().locator('h2', { hasText: HOSTILE }).waitFor();
    await page.fill('#search-input', '<img');
    await page.locator('[role=option]', { hasText: HOSTILE }).waitFor();
    await page.click('#tab-table');
    await page.locator('td', { hasText: HOSTILE }).waitFor();
    await page.click('#tab-articles');
    await page.locator('.article-list button', { hasText: '<b onmouseover' }).click();
    await page.locator('.text', { hasText: '<script>window.hacked=2</script>' }).waitFor();
    expect(await page.locator('img, body script').count()).toBe(0);
  });

  test('Named queries and free Cypher answer in a table; a wrong query says what is wrong, and the page goes on', async () => {
    await open('#tab=ask');
    await page.selectOption('#query-name', 'neighbours');
    await page.fill('.fields input[name=name]', 'NATO');
    await page.click('#run');
    await page.locator('#answer td', { hasText: 'PRAISED' }).waitFor();
    await page.selectOption('#query-name', '');
    await page.fill('#cypher', 'MATCH (n RETURN n');
    await page.click('#run');
    await page.locator('#answer [role=alert]', { hasText: 'line 1' }).waitFor();
    await page.fill('#cypher', 'MATCH (s:State) RETURN s ORDER BY s.name');
    await page.press('#cypher', 'Control+Enter');
    await page.locator('#answer caption', { hasText: '2 rows' }).waitFor();
    await shoot('ask');
    await page.locator('#answer button', { hasText: 'Canada' }).click();
    await card().locator('h2', { hasText: 'Canada' }).waitFor();
  });

  test('The table holds what the graph shows, and opens the same cards', async () => {
    await open('#tab=table&hiddenLabels=Place');
    expect(await page.locator('caption').textContent()).toContain('5 links between 7 entities');
    expect(await page.locator('tbody tr').count()).toBe(5);
    await page
      .locator('tr', { hasText: 'NATO' })
      .getByRole('button', { name: /statements between/u })
      .click();
    await card().locator('h3', { hasText: '2 statements' }).waitFor();
    await shoot('table');
  });

  test('An article has its mentions underlined in their colours, and each statement shows the words that state it', async () => {
    await open('#tab=articles');
    await page.locator('.article-list button', { hasText: 'Stubb in Oslo' }).click();
    const mention = page.locator('.text .mention', { hasText: 'Jané Doe' });
    await mention.waitFor();
    const colour = await page.evaluate(`
      const mentions = [...document.querySelectorAll('.text .mention')];
      getComputedStyle(mentions.find(({ textContent }) => textContent === 'Jané Doe')).borderBottomColor
    `);
    expect(colour).toBe('rgb(76, 142, 218)');
    const statement = page.locator('.beside .evidence', { hasText: 'REJECTED' });
    await statement.hover();
    expect((await page.locator('.text .active').allInnerTexts()).join('')).toBe('rejected the Quito summit');
    await page.locator('.text .stated', { hasText: 'threatened' }).hover();
    await page.locator('.beside .evidence.active', { hasText: 'THREATENED' }).waitFor();
    expect(await page.locator('.evidence.active .standing').textContent()).toBe('denied');
    await shoot('article');
  });

  test('From a statement on a card the article opens at the words that state it', async () => {
    await open('#entity=Q7184');
    await card().locator('.evidence', { hasText: 'PRAISED' }).locator('.article').click();
    await page.locator('.text .active').first().waitFor();
    expect((await page.locator('.text .active').allInnerTexts()).join('')).toBe('praised Canada');
  });

  test('The mouse drags the picture and the wheel scales it; what stands there then is hit, and the address keeps the view', async () => {
    await open();
    await still();
    await drawn();
    const canvas = page.locator('#canvas');
    const box = (await canvas.boundingBox())!;
    const [before, finland] = [await placeOf('Canada'), await placeOf('Finland')];
    await page.mouse.move(box.x + 20, box.y + box.height - 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 60, box.y + box.height - 60, { steps: 4 });
    // The finished picture moves at once, without a new drawing.
    expect(await page.evaluate("document.querySelector('.picture').style.transform")).toMatch(/^translate\((?!0px)/u);
    await page.mouse.move(box.x + 180, box.y + box.height - 90, { steps: 8 });
    // A button let go while the mouse moves would let the picture glide on.
    await drawn();
    await page.mouse.up();
    await drawn();
    const after = await placeOf('Canada');
    expect(after.x - before.x).toBeCloseTo(160, -1);
    expect(after.y - before.y).toBeCloseTo(-70, -1);
    await page.mouse.move(box.x + finland.x, box.y + finland.y);
    const dragged = page.url();
    await page.mouse.wheel(0, -200);
    await expect.poll(() => page.url()).not.toBe(dragged);
    await drawn();
    const scaled = await placeOf('Canada');
    await canvas.hover({ position: scaled });
    await page.locator('.mark .name', { hasText: 'Canada' }).waitFor();
    await canvas.click({ position: scaled });
    await card().locator('h2', { hasText: 'Canada' }).waitFor();
    expect(page.url()).toMatch(/camera=/u);
    await page.keyboard.press('Escape');
    await card().waitFor({ state: 'hidden' });
    await drawn();
    const seen = await placeOf('Canada');
    await page.reload();
    await page.waitForSelector('body[data-ready]');
    await still();
    await drawn();
    const restored = await placeOf('Canada');
    expect(Math.hypot(restored.x - seen.x, restored.y - seen.y)).toBeLessThan(2);
    await page.click('#fit');
    await expect.poll(() => page.url()).not.toContain('camera=');
  });

  test('The address keeps the article and the statement that is marked in it', async () => {
    await open('#tab=articles');
    await page.locator('.article-list button', { hasText: 'Stubb in Oslo' }).click();
    await page.locator('.beside .evidence', { hasText: 'REJECTED' }).click();
    await expect.poll(() => page.url()).toContain('statement=');
    const other = await context.newPage();
    await other.goto(page.url());
    await other.locator('.beside .evidence.active', { hasText: 'REJECTED' }).waitFor();
    expect((await other.locator('.text .active').allInnerTexts()).join('')).toBe('rejected the Quito summit');
    await other.close();
  });

  test('In a narrow window nothing lies upon another: the tools, the timeline and the card are all in sight', async () => {
    await page.setViewportSize({ width: 720, height: 800 });
    await open('#entity=Q33');
    await card().locator('h2', { hasText: 'Finland' }).waitFor();
    const boxes = async (selector: string) => {
      const found = await page.locator(selector).all();
      return Promise.all(found.map(async (one) => (await one.boundingBox())!));
    };
    const parts = (await Promise.all(['.tools button', '.timeline button', '#days', '#card'].map(boxes))).flat();
    expect(parts.length).toBe(10);
    for (const [i, a] of parts.entries()) {
      expect(a.x).toBeGreaterThanOrEqual(0);
      expect(a.x + a.width).toBeLessThanOrEqual(720);
      for (const b of parts.slice(i + 1)) {
        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart, JSON.stringify([a, b])).toBe(true);
      }
    }
    await shoot('narrow');
  });

  test('A line under the pointer says what it stands for', async () => {
    await open();
    await still();
    await drawn();
    const [a, b] = [await placeOf('Finland'), await placeOf('Quito summit')];
    await page.locator('#canvas').hover({ position: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } });
    await page.locator('.mark .name', { hasText: 'Finland → Quito summit: 1 statement' }).waitFor();
  });

  test('The graph is walked by the keyboard alone', async () => {
    await open();
    await page.focus('#canvas');
    await page.keyboard.press('n');
    await card()
      .locator('h2', { hasText: 'Canada' })
      .or(card().locator('h2', { hasText: 'Stubb' }))
      .waitFor();
    const first = await card().locator('h2').textContent();
    await page.keyboard.press('n');
    await expect.poll(() => card().locator('h2').textContent()).not.toBe(first);
    await page.keyboard.press('p');
    await expect.poll(() => card().locator('h2').textContent()).toBe(first);
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H2');
  });

  test('Light and dark follow the system until the reader chooses', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await open();
    const theme = () => page.evaluate('document.documentElement.dataset.theme');
    expect(await theme()).toBe('dark');
    await still();
    await page.locator('#canvas').hover({ position: await placeOf('Canada') });
    await shoot('dark');
    await page.click('#theme');
    expect(await theme()).toBe('light');
    await drawn();
    await page.reload();
    expect(await theme()).toBe('light');
  });

  test('A busy store and a withdrawn entity are told on the page, which goes on', async () => {
    await open();
    served.fail(new StoreError('busy', 'graph.db is open in another process; wait for it to end'));
    await page.waitForTimeout(1700);
    await page.click('#reload');
    await page.locator('#messages', { hasText: 'open in another process' }).waitFor();
    expect(await counts()).toContain('8 of 8');
    served.fail(undefined);
    await page.waitForTimeout(100);
    const store = await openEmbeddedStore({ path: served.path });
    await store.remove([READINGS[2]!.article.id]);
    await store.close();
    await page.fill('#search-input', '<img');
    await page.locator('[role=option]').click();
    await card().waitFor();
    await page.click('#reload');
    await page.locator('#messages', { hasText: 'not in the graph any more' }).waitFor();
    await card().waitFor({ state: 'hidden' });
    await expect.poll(counts).toContain('of 7 entities');
  });

  test('An empty store says how to fill it', async () => {
    const empty = await serve([], { pageFolder });
    await page.goto(empty.explorer.url);
    await page.getByText('Read articles into it with').waitFor();
    await empty.explorer.close();
  });

  test('Where the graph changes in the explorer’s process, the page shows it without a reload', async () => {
    const live = await serve(READINGS.slice(0, 1), { pageFolder, live: true });
    await page.goto(live.explorer.url);
    await page.waitForSelector('body[data-ready]');
    expect(await counts()).toContain('1 articles');
    await live.library.write(async (store) => store.write(READINGS.slice(1)));
    live.explorer.announce();
    await expect.poll(counts).toContain('3 articles');
    await live.explorer.close();
  });
});

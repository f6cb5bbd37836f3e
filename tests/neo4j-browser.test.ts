/**
 * Browser: a newcomer logs in to the real Neo4j Browser, has the style and the guide from the same nginx.conf that compose
 * uses, clicks through the guide, and runs two named queries. .ci/neo4j/start.sh gives the server and the addresses.
 * ENTENTE_SCREENSHOTS=docs/browser keeps pictures.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { readColours } from '../src/explore/colours.ts';
import { LABELS } from '../src/model.ts';
import { RELATIONS } from '../src/ontology.ts';
import { groupBy } from '../src/order.ts';
import { ingest } from '../src/pipeline.ts';
import { packageRoot } from '../src/root.ts';
import { openStages } from '../src/stages.ts';
import { openNeo4jStore } from '../src/store/neo4j.ts';
import type { GraphStore } from '../src/store.ts';
import { type Guide, hasNginx, runnables, serveGuide } from './neo4j/guide.ts';
import { type Scratch, SKIPPED, scratchServer, takeScratch } from './neo4j/scratch.ts';

const server = scratchServer();
const { ENTENTE_NEO4J_BROWSER: address, ENTENTE_NEO4J_GUIDE: guideUrl, ENTENTE_SCREENSHOTS: pictures } = process.env;
const executable = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path));
const missing = !server
  ? SKIPPED
  : !address || !guideUrl
    ? 'skipped: ENTENTE_NEO4J_BROWSER names no Neo4j Browser'
    : !executable
      ? 'skipped: no Chromium here; name one in CHROMIUM_PATH'
      : !hasNginx
        ? 'skipped: no nginx here (apt-get install nginx-light)'
        : undefined;

describe('the style', () => {
  it('has a colour for each label and each relation, one for each PLOVER family', () => {
    const colourOf = readColours();
    expect(new Set(LABELS.map((label) => colourOf('node', label))).size).toBe(LABELS.length);
    const families = groupBy(RELATIONS, ({ plover }) => plover ?? 'standing facts');
    for (const [family, relations] of families) {
      const colours = new Set(relations.map(({ relation }) => colourOf('relationship', relation)));
      expect(colours.size, family).toBe(1);
      expect([...colours], family).not.toContain(colourOf('relationship', ''));
    }
  });
});

describe.skipIf(!server)(server ? 'the seeds in Neo4j' : `the seeds in Neo4j (${SKIPPED})`, () => {
  let scratch: Scratch;
  let store: GraphStore;

  beforeAll(async () => {
    scratch = await takeScratch(server!);
    await scratch.wipe();
    store = await openNeo4jStore(server!);
    await store.setUp();
    const folder = mkdtempSync(join(tmpdir(), 'entente-seeds-'));
    const stages = await openStages(readConfig({ db: join(folder, 'graph.db') }, folder, {}));
    const { failed } = await ingest([join(packageRoot, 'seeds')], stages, store);
    await stages.close();
    rmSync(folder, { recursive: true });
    expect(failed).toEqual([]);
  }, 900_000);

  afterAll(async () => {
    await store?.close();
    await scratch?.release();
  });

  const queries = runnables().filter((text) => !text.startsWith(':'));
  it.each(queries)('answer the guide’s %s', { timeout: 120_000 }, async (cypher) => {
    expect(await scratch.rows(cypher, { actor: 'Putin' })).not.toEqual([]);
  });

  describe.skipIf(missing !== undefined)(missing ? `in Neo4j Browser (${missing})` : 'in Neo4j Browser', () => {
    let guide: Guide;
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      guide = await serveGuide(guideUrl!);
      browser = await chromium.launch({ executablePath: executable!, args: ['--no-sandbox'] });
      page = await browser.newPage({ viewport: { width: 1500, height: 1100 } });
      page.setDefaultTimeout(120_000);
      // Fonts and the like of other machines, which Browser does without.
      await page.route(
        ({ hostname }) => hostname !== 'localhost' && hostname !== '127.0.0.1',
        (route) => route.abort(),
      );
      await page.goto(`${address}?connectURL=${encodeURIComponent(server!.uri)}`);
      await page.locator('[data-testid="username"]').fill(server!.username);
      await page.locator('[data-testid="password"]').fill(server!.password);
      await page.locator('[data-testid="connect"]').click();
      await page.locator('[data-testid="password"]').waitFor({ state: 'detached' });
    }, 300_000);

    afterAll(async () => {
      await browser?.close();
      await guide?.close();
    });

    /** The newest frame. */
    const frame = () => page.locator('[data-testid="frame"]').first();

    /** Does what opens a frame, and waits for it to say `answer`. */
    async function awaitFrame(action: () => Promise<void>, answer: string): Promise<void> {
      const frames = await page.locator('[data-testid="frame"]').count();
      await action();
      await page.locator('[data-testid="frame"]').nth(frames).waitFor();
      await frame().locator(answer).first().waitFor();
    }

    /** Puts a command into Browser's editor and runs it. */
    async function type(text: string): Promise<void> {
      await page.locator('[data-testid="activeEditor"] .monaco-editor').first().click();
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(text);
      await page.locator('[data-testid="editor-Run"]').click();
    }

    const command = (text: string, answer: string): Promise<void> => awaitFrame(() => type(text), answer);

    /** Browser keeps fifteen frames. */
    async function clear(): Promise<void> {
      await type(':clear');
      await expect.poll(() => page.locator('[data-testid="frame"]').count()).toBe(0);
    }

    /** Pastes the file of a named query, its parameters set before as docs/neo4j.md says. */
    async function draw(name: string, parameters: Readonly<Record<string, string>>): Promise<void> {
      await clear();
      for (const [parameter, value] of Object.entries(parameters)) {
        await command(`:param ${parameter} => ${value}`, `text=${parameter}`);
      }
      await command(readFileSync(join(packageRoot, 'cypher', 'queries', `${name}.cypher`), 'utf8'), 'svg g.node');
    }

    async function shoot(name: string): Promise<void> {
      if (!pictures) return;
      mkdirSync(pictures, { recursive: true });
      // The layout moves for a while; a picture is only worth keeping once it rests.
      await page.waitForTimeout(8_000);
      await frame().screenshot({ path: join(pictures, `${name}.png`) });
    }

    interface Drawn {
      readonly nodes: readonly { readonly labels: readonly string[]; readonly fill: string; readonly radius: number }[];
      readonly edges: readonly { readonly type: string; readonly fill: string; readonly caption: string }[];
    }

    interface Shape {
      readonly textContent: string;
      readonly __data__: { readonly labels: readonly string[]; readonly type: string };
      querySelector(selector: string): { getAttribute(name: string): string };
    }

    /** What the newest frame shows, and of what: d3 keeps each datum on its element. */
    const drawn = (): Promise<Drawn> =>
      frame().evaluate((element) => {
        const all = (selector: string) => [...element.querySelectorAll(selector)] as unknown as Shape[];
        return {
          nodes: all('g.node').map((node) => {
            const circle = node.querySelector('circle.b-outline');
            return {
              labels: node.__data__.labels,
              fill: circle.getAttribute('fill'),
              radius: Number(circle.getAttribute('r')),
            };
          }),
          edges: all('g.relationship').map((edge) => ({
            type: edge.__data__.type,
            fill: edge.querySelector('path.b-outline').getAttribute('fill'),
            caption: edge.textContent,
          })),
        };
      });

    function expectStyled({ nodes, edges }: Drawn): void {
      const colourOf = readColours();
      for (const { labels, fill } of nodes) {
        const label = labels.find((name) => name !== 'Entity' && !name.startsWith('Degree'))!;
        expect(`${label} ${fill.toUpperCase()}`).toBe(`${label} ${colourOf('node', label)}`);
      }
      for (const { type, fill, caption } of edges) {
        expect(`${type} ${fill.toUpperCase()}`).toBe(`${type} ${colourOf('relationship', type)}`);
        expect(type).toContain(caption.replace(/…$/u, ''));
      }
    }

    it('takes the style at login', { timeout: 300_000 }, async () => {
      await page.locator('[data-testid="frame"]', { hasText: 'node.Person' }).waitFor();
    });

    it('draws the map, each label and each relation in its colour', { timeout: 300_000 }, async () => {
      await draw('map', { name: "'Putin'", limit: '100' });
      const picture = await drawn();
      expect(picture.nodes.length).toBeGreaterThan(10);
      expect(picture.edges.length).toBeGreaterThan(10);
      expectStyled(picture);
      await shoot('map');
    });

    it('draws statements with their sentences and articles', { timeout: 300_000 }, async () => {
      await draw('proof', { name: "'30-day ceasefire'", limit: '10' });
      const picture = await drawn();
      const labels = new Set(picture.nodes.flatMap((node) => node.labels));
      for (const label of ['Person', 'Event', 'Statement', 'Sentence', 'Article']) expect(labels).toContain(label);
      expectStyled(picture);
      await shoot('proof');
    });

    it('plays the guide, whose every query runs at a click', { timeout: 900_000 }, async () => {
      await clear();
      await command(`:play ${guide.url}`, 'text=The graph of what the news says');
      const played = page.locator('[data-testid="frame"]', { hasText: `:play ${guide.url}` });
      await shoot('guide');
      const clicked: string[] = [];
      for (let slides = 1; slides > 0; slides -= 1) {
        for (const query of await played.locator('pre.runnable').all()) {
          await awaitFrame(() => query.locator('i').click(), 'svg g.node, table tbody tr, pre');
          clicked.push((await query.textContent())!.trim());
        }
        const next = played.locator('[data-testid="nextSlide"]');
        if ((await next.count()) === 1) {
          await next.click();
          slides += 1;
        }
      }
      expect(clicked).toHaveLength(runnables().length);
    });

    it('draws entities as large as their edges are many, where the guide’s query has marked them', {
      timeout: 300_000,
    }, async () => {
      const mark = queries.find((text) => text.includes('SET entity:Degree'))!;
      await scratch.rows(mark, {});
      await draw('map', { name: 'null', limit: '100' });
      const picture = await drawn();
      expectStyled(picture);
      const style = readFileSync(join(packageRoot, 'cypher', 'style.grass'), 'utf8');
      const sizes = new Map(
        [...style.matchAll(/^node\.(Degree\d+) \{\s*diameter: (\d+)px;/gmu)].map(([, label, px]) => [
          label,
          Number(px) / 2,
        ]),
      );
      for (const { labels, radius } of picture.nodes) {
        const degree = labels.find((label) => label.startsWith('Degree'));
        expect(`${degree} ${radius}`).toBe(`${degree} ${sizes.get(degree!)}`);
      }
      expect(new Set(picture.nodes.map(({ radius }) => radius)).size).toBeGreaterThan(3);
      await shoot('sizes');
    });
  });
});

/**
 * Measures the explorer's page in headless Chromium, beside plain sigma on the same graph: time to the first picture, and
 * frames a second while the mouse drags it. `--db graph.db` measures the graph of a store too.
 */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';
import type { Fact, Graph, Places } from '../src/explore/api.ts';
import { type Library, openLibrary } from '../src/explore/library.ts';
import { startExplorer } from '../src/explore/server.ts';
import { LABELS } from '../src/model.ts';
import { RELATIONS } from '../src/ontology.ts';
import { packageRoot } from '../src/root.ts';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import { pan } from './explorer/pan.ts';

const CHROMIUM = '/usr/bin/chromium';
const LAYOUT_MS = 120_000;
/** Where the picture stands: while it is moved by its transform, and by the camera it was drawn for. */
const EXPLORER_SEEN = "document.querySelector('.picture').style.transform";

/** A graph of this many entities with three links each, most of them with the first ones, as news has it. */
function makeGraph(size: number): Graph {
  const facts = Array.from({ length: size * 3 }, (_, i): Fact => {
    const hub = Math.floor(((i * 7919) % size) ** 2 / size);
    return [i % size, i % RELATIONS.length, hub, `2025-05-${String((i % 28) + 1).padStart(2, '0')}`, 0, 1];
  });
  return {
    place: `${size} entities`,
    articles: size,
    edition: 1,
    entities: Array.from({ length: size }, (_, i) => ({
      id: `entity:${i}`,
      name: `Entity ${i}`,
      label: LABELS[i % LABELS.length]!,
      aliases: [],
    })),
    relations: RELATIONS.map(({ relation, plover = 'STANDING', symmetric }) => ({
      relation,
      family: plover,
      symmetric,
      colour: '#4C8EDA',
    })),
    sources: ['Harbour Wire'],
    facts,
    labelColours: { Person: '#4C8EDA', State: '#D9534F', Institution: '#8DCC93', Event: '#F2B84B', Place: '#9A7FBF' },
    live: false,
    places: {},
  };
}

function libraryOf(graph: Graph): Library {
  let places: Places = {};
  return {
    warm: async () => {},
    readGraph: async () => ({ ...graph, places }),
    keepPlaces: async (_: number, next: Places) => {
      places = next;
      return true;
    },
    close: async () => {},
  } as Partial<Library> as Library;
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  });
}

const round = (value: number): number => Math.round(value);
const load = (): string => `load ${loadavg()[0]!.toFixed(1)}`;

async function openPage(browser: Browser, url: string, ready: string) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const start = performance.now();
  await page.goto(url);
  await page.waitForSelector(ready, { timeout: LAYOUT_MS, state: 'attached' });
  return { page, ms: performance.now() - start };
}

async function measure(library: Library): Promise<void> {
  const explorer = await startExplorer({ library, port: 0 });
  const browser = await launch();
  try {
    const drawn = '#canvas[data-picture=drawn]';
    const first = await openPage(browser, explorer.url, drawn);
    await first.page.waitForSelector('body[data-layout=still]', { timeout: LAYOUT_MS });
    await first.page.waitForSelector(drawn, { timeout: LAYOUT_MS });
    await first.page.waitForTimeout(1000);
    await first.page.close();
    // As `entente explore` does before it prints its address.
    await library.warm();
    const again = await openPage(browser, explorer.url, drawn);
    await again.page.waitForSelector('body[data-layout=still]', { timeout: LAYOUT_MS });
    await again.page.waitForTimeout(500);
    const ours = await pan(again.page, EXPLORER_SEEN);
    await again.page.close();
    const graph = await library.readGraph();
    console.log(`${graph.place}: ${graph.entities.length} entities, ${graph.facts.length} statements`);
    console.log(`  first picture   ${round(first.ms)} ms, laid out before ${round(again.ms)} ms (${load()})`);
    console.log(
      `  dragged         ${round(ours.frames)} frames a second, longest ${round(ours.longestMs)} ms (${load()})`,
    );
    const plain = await measurePlain(browser, graph);
    console.log(
      `  plain sigma     first picture ${round(plain.ms)} ms, dragged ${plain.frames.toFixed(1)} frames a second (${load()})`,
    );
    console.log(
      plain.frames === 0
        ? '  ratio           plain sigma showed no frame in 20 s'
        : `  ratio           ${(ours.frames / plain.frames).toFixed(1)} times the frames of plain sigma`,
    );
  } finally {
    await browser.close();
    await explorer.close();
  }
}

async function measurePlain(browser: Browser, graph: Graph) {
  const folder = mkdtempSync(join(tmpdir(), 'entente-plain-'));
  const root = join(packageRoot, 'bench', 'explorer');
  const build_ = { outDir: folder, target: 'es2022', rollupOptions: { input: join(root, 'plain.html') } };
  await build({ root, base: './', logLevel: 'error', configFile: false, build: build_ });
  const server = createServer(({ url = '/' }, response) => {
    if (url === '/graph') return response.end(JSON.stringify(graph));
    const path = join(folder, url);
    if (!existsSync(path)) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': extname(url) === '.js' ? 'text/javascript' : 'text/html' });
    return response.end(readFileSync(path));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/plain.html`;
    const { page, ms } = await openPage(browser, url, 'body[data-ready]');
    await page.waitForTimeout(1000);
    const { frames } = await pan(page, 'window.seen()');
    await page.close();
    return { ms, frames };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

if (!existsSync(CHROMIUM)) throw new Error(`there is no Chromium at ${CHROMIUM}; install it to measure`);
const { db, sizes } = parseArgs({
  options: { db: { type: 'string' }, sizes: { type: 'string', default: '1000,10000' } },
}).values;
for (const size of sizes.split(',').map(Number)) if (size > 0) await measure(libraryOf(makeGraph(size)));
if (db !== undefined) {
  const open = () => openEmbeddedStore({ path: db });
  await measure(openLibrary({ place: db, open, album: `${db}.picture` }));
}

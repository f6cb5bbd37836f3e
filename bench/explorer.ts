/** Measures the explorer's page in headless Chromium: time to the first picture, and frames a second while it pans. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Fact, Graph } from '../src/explore/api.ts';
import type { Library } from '../src/explore/library.ts';
import { startExplorer } from '../src/explore/server.ts';
import { LABELS } from '../src/model.ts';
import { RELATIONS } from '../src/ontology.ts';

const CHROMIUM = '/usr/bin/chromium';
const PAN_MS = 3000;

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
  };
}

async function measure(size: number): Promise<string> {
  const graph = makeGraph(size);
  const library = { readGraph: async () => graph, close: async () => {} } as Partial<Library> as Library;
  const explorer = await startExplorer({ library, port: 0 });
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const before = performance.now();
    await page.goto(explorer.url);
    await page.waitForSelector('body[data-ready]');
    const openMs = performance.now() - before;
    await page.click('#layout');
    const frames = await page.evaluate(`new Promise((done) => {
      const canvas = document.querySelector('#canvas');
      const start = performance.now();
      let frames = 0;
      const frame = () => {
        frames += 1;
        canvas.dispatchEvent(new KeyboardEvent('keydown', { key: frames % 2 ? 'ArrowLeft' : 'ArrowRight' }));
        if (performance.now() - start < ${PAN_MS}) requestAnimationFrame(frame);
        else done(frames / ((performance.now() - start) / 1000));
      };
      requestAnimationFrame(frame);
    })`);
    return `${size} entities, ${graph.facts.length} statements: first picture after ${Math.round(openMs)} ms, pans at ${Math.round(Number(frames))} frames a second`;
  } finally {
    await browser.close();
    await explorer.close();
  }
}

if (!existsSync(CHROMIUM)) throw new Error(`there is no Chromium at ${CHROMIUM}; install it to measure`);
for (const size of [1000, 10_000]) console.log(await measure(size));

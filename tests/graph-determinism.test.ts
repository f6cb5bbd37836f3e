import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { exportJsonl } from '../src/graph/jsonl.ts';
import { ingest, removeArticles, type Stages } from '../src/pipeline.ts';
import { packageRoot } from '../src/root.ts';
import { openStages } from '../src/stages.ts';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import type { GraphStore } from '../src/store.ts';

// Six that tell of the same people, two of them of the same call: merging has something to do.
const seeds = [
  ...['call-harbour-wire.md', 'sanctions-meridian.html', 'useful-volga-post.md'],
  ...['drones-dnipro-courier.txt', 'vance-caspian-review.txt', 'mekong-dispatch.jsonl'],
].map((file) => join(packageRoot, 'seeds', file));

let stages: Stages;
beforeAll(async () => {
  stages = await openStages(readConfig({}, tmpdir(), {}));
});
afterAll(() => stages.close());

/** A graph made by one ingest for each list of files. */
async function makeGraph(...runs: readonly (readonly string[])[]): Promise<GraphStore> {
  const store = await openEmbeddedStore({ path: join(mkdtempSync(join(tmpdir(), 'entente-order-')), 'db') });
  await store.setUp();
  for (const files of runs) {
    const { failed } = await ingest(files, stages, store);
    expect(failed).toEqual([]);
  }
  return store;
}

async function bytesOf(store: GraphStore): Promise<string> {
  let text = '';
  for await (const piece of exportJsonl(store)) text += piece;
  return text;
}

describe('the graph of real articles', { timeout: 240_000 }, () => {
  test('One run, six runs, any order: the same bytes; twice the same files: nothing new', async () => {
    const together = await makeGraph(seeds);
    const bytes = await bytesOf(together);
    expect(bytes.split('\n').length).toBeGreaterThan(300);
    const [a, b, c, d, e, f] = seeds;
    const apart = await makeGraph([f!], [c!], [a!], [e!], [b!], [d!]);
    expect(await bytesOf(apart)).toBe(bytes);
    await ingest(seeds, stages, apart);
    expect(await bytesOf(apart)).toBe(bytes);
  });

  test('A removed article leaves the graph of those that stay, merges undone', async () => {
    const [first, ...others] = seeds;
    const without = await bytesOf(await makeGraph(others));
    const store = await makeGraph([first!, others[0]!], others.slice(1));
    const article = (await store.articles()).find(({ ref }) => ref === 'call-harbour-wire.md')!;
    await removeArticles([article.id], store);
    expect(await bytesOf(store)).toBe(without);
  });

  test('Every mention and every statement of an article points at its own words', async () => {
    const store = await makeGraph(seeds);
    for await (const { article, sentences, mentions, statements } of store.readings()) {
      for (const { start, end, text, sentence } of mentions) {
        expect(article.text.slice(start, end)).toBe(text);
        expect(start >= sentences[sentence]!.start && end <= sentences[sentence]!.end).toBe(true);
      }
      for (const { start, end, sentence } of statements) {
        expect(start < end && start >= sentences[sentence]!.start && end <= sentences[sentence]!.end).toBe(true);
      }
    }
  });
});

import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { exportJsonl } from '../src/graph/jsonl.ts';
import { parseDecisions } from '../src/merge/decisions.ts';
import type { Article } from '../src/model.ts';
import { ingest, mergeStored, prune, removeArticles, type Stages } from '../src/pipeline.ts';
import { openReader } from '../src/read/inputs.ts';
import { packageRoot } from '../src/root.ts';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import type { GraphStore } from '../src/store.ts';

/** Stages that find one person, the first word of an article, so that what the pipeline itself does is seen. */
function makeStages(articles: readonly Article[], version = 'v1'): Stages & { readonly annotated: string[] } {
  const annotated: string[] = [];
  return {
    annotated,
    version,
    async *read(_inputs, isStored) {
      for (const article of articles) {
        if (article.fingerprint === undefined || !isStored?.(article.origin, article.fingerprint)) yield { article };
      }
    },
    open: async () => ({
      segment: (article) => ({
        article,
        sentences: [{ start: 0, end: article.text.length, text: article.text, headline: false }],
      }),
      annotator: {
        model: 'm',
        close: async () => {},
        async annotate(segmented) {
          if (segmented[0]!.article.text.includes('explode')) throw new Error('the model choked');
          annotated.push(...segmented.map(({ article }) => article.ref));
          return segmented.map(({ article, sentences }) => ({
            article,
            model: 'm',
            sentences: sentences.map((sentence) => ({ ...sentence, tokens: [], mentions: [] })),
          }));
        },
      },
      resolver: {
        resolve: ({ article, sentences, model }) => {
          const text = article.text.split(' ')[0]!;
          const id = `person:${text.toLowerCase()}`;
          const reference = {
            entity: id,
            label: 'Person' as const,
            start: 0,
            end: text.length,
            text,
            score: 1,
            why: 'first word',
            first: 0,
            last: 0,
            named: true,
          };
          return {
            article,
            model,
            sentences: sentences.map((sentence) => ({ ...sentence, references: [reference] })),
            entities: new Map([[id, { id, label: 'Person', name: text }]]),
          };
        },
      },
      extractor: { extract: (resolved) => ({ ...resolved, statements: [] }) },
    }),
    close: async () => {},
  };
}

function makeArticle(ref: string, text: string, more: Partial<Article> = {}): Article {
  return {
    id: createHash('sha256').update(text).digest('hex'),
    origin: `/news/${ref}`,
    ref,
    text,
    furniture: [],
    ...more,
  };
}

const annan = makeArticle('a.txt', 'Annan spoke.');
const ban = makeArticle('b.txt', 'Ban spoke.');
const bomb = makeArticle('c.txt', 'Things explode here.');

let store: GraphStore;
beforeEach(async () => {
  store = await openEmbeddedStore({ path: join(mkdtempSync(join(tmpdir(), 'entente-pipeline-')), 'db') });
  await store.setUp();
});
afterEach(() => store.close());

async function bytes(): Promise<string> {
  let text = '';
  for await (const piece of exportJsonl(store)) text += piece;
  return text;
}

describe('ingest', () => {
  test('An unchanged article is not annotated again, one read by another version is', async () => {
    expect(await ingest([], makeStages([annan, ban]), store)).toMatchObject({ added: 2, unchanged: 0 });
    const again = makeStages([annan, ban]);
    expect(await ingest([], again, store)).toMatchObject({ added: 0, unchanged: 2 });
    expect(again.annotated).toEqual([]);
    const newer = makeStages([annan], 'v2');
    expect(await ingest([], newer, store)).toMatchObject({ replaced: 1 });
    expect(newer.annotated).toEqual(['a.txt']);
  });

  test('A changed text replaces the old one under its origin', async () => {
    await ingest([], makeStages([annan]), store);
    await ingest([], makeStages([makeArticle('a.txt', 'Guterres spoke.')]), store);
    expect((await store.entities()).map(({ name }) => name)).toEqual(['Guterres']);
  });

  test('One origin told twice in a run keeps its later text', async () => {
    await ingest([], makeStages([annan, makeArticle('a.txt', 'Guterres spoke.')]), store);
    expect((await store.entities()).map(({ name }) => name)).toEqual(['Guterres']);
  });

  test('An input stored as it stands is passed over by its fingerprint, and read where another version read it', async () => {
    const printed = { ...annan, fingerprint: 'f1' };
    await ingest([], makeStages([printed]), store);
    // The text would tell otherwise; nobody looks at it.
    const unseen = makeArticle('a.txt', 'Guterres spoke.', { fingerprint: 'f1' });
    const origins = new Set(['/news/a.txt']);
    expect(await ingest([], makeStages([unseen]), store)).toMatchObject({ unchanged: 1, replaced: 0, origins });
    expect(await ingest([], makeStages([printed], 'v2'), store)).toMatchObject({ replaced: 1 });
    expect(await ingest([], makeStages([printed], 'v2'), store, { again: true })).toMatchObject({ replaced: 1 });
  });

  test('An origin that an earlier input of the run tells otherwise is read again, stored or not', async () => {
    const printed = { ...annan, fingerprint: 'f1' };
    await ingest([], makeStages([printed]), store);
    const other = makeArticle('a.txt', 'Guterres spoke.', { fingerprint: 'f2' });
    expect(await ingest([], makeStages([other, printed]), store)).toMatchObject({ replaced: 2 });
    expect((await store.entities()).map(({ name }) => name)).toEqual(['Annan']);
  });

  test('Entities are merged again where something was written or ruled since, and only there', async () => {
    const tellings = vi.spyOn(store, 'tellings');
    const merges = async (work: () => Promise<unknown>): Promise<boolean> => {
      tellings.mockClear();
      await work();
      return tellings.mock.calls.length > 0;
    };
    const same = parseDecisions('same person:annan person:ban', 'decisions.txt');
    const again = (decisions = same) => ingest([], makeStages([annan, ban]), store, { decisions });
    expect(await merges(again)).toBe(true);
    expect(await merges(again)).toBe(false);
    expect(await merges(() => ingest([], makeStages([annan, ban]), store))).toBe(true);
    expect(await merges(again)).toBe(true);
    // As after a kill between the write and the merge.
    for await (const reading of store.readings([ban.id])) await store.write([reading]);
    expect(await merges(again)).toBe(true);
    expect(await merges(again)).toBe(false);
    expect(await store.entities()).toHaveLength(1);
  });

  test('A text found in two places is one article with two copies', async () => {
    await ingest([], makeStages([annan, { ...annan, origin: '/news/copy.txt', ref: 'copy.txt' }]), store);
    const [article, ...others] = await store.articles();
    expect(others).toEqual([]);
    expect(article!.copies.map(({ ref }) => ref)).toEqual(['a.txt', 'copy.txt']);
  });

  test('An article that a stage cannot take is listed with the stage and its reason; the others are stored', async () => {
    const { failed, added } = await ingest([], makeStages([annan, bomb, ban]), store);
    expect(added).toBe(2);
    expect(failed.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^c\.txt: stage annotate failed: the model choked/u),
    ]);
  });

  test('An interrupted run stores what it read', async () => {
    const controller = new AbortController();
    const onProgress = (done: number) => done === 1 && controller.abort();
    const report = await ingest([], makeStages([annan, ban]), store, { signal: controller.signal, onProgress });
    expect(report).toMatchObject({ added: 1, interrupted: true });
    expect(await ingest([], makeStages([annan, ban]), store)).toMatchObject({ added: 1, unchanged: 1 });
  });

  test('A removed article leaves what a graph without it holds, byte for byte', async () => {
    await ingest([], makeStages([annan]), store);
    const before = await bytes();
    await ingest([], makeStages([ban]), store);
    await removeArticles([ban.id], store);
    expect(await bytes()).toBe(before);
  });
});

describe('decisions', () => {
  const decide = (text: string) => parseDecisions(text, 'decisions.txt');

  test('Two that were ruled the same are one, and two again when the line is gone', async () => {
    await ingest([], makeStages([annan, ban]), store);
    const before = await bytes();
    await mergeStored(store, decide('same person:annan person:ban'));
    expect((await store.entities()).map(({ aliases }) => aliases)).toEqual([['Annan', 'Ban']]);
    await mergeStored(store);
    expect(await bytes()).toBe(before);
  });

  test('A link gives the Wikidata id, a rename the name', async () => {
    await ingest([], makeStages([annan]), store);
    await mergeStored(store, decide('link person:annan Q1254\nrename person:annan "Kofi Annan"'));
    expect(await store.entities()).toMatchObject([{ id: 'Q1254', wikidata: 'Q1254', name: 'Kofi Annan' }]);
  });

  test('A decision on an entity that nothing tells of is refused by its line, and nothing changes', async () => {
    await ingest([], makeStages([annan, ban]), store);
    const before = await bytes();
    const decisions = decide('same person:annan person:ban\nsame person:annan person:nobody');
    await expect(mergeStored(store, decisions)).rejects.toThrow(/decisions\.txt:2: .*person:nobody/u);
    expect(await bytes()).toBe(before);
  });
});

describe('prune', () => {
  test('Only what vanished from a folder that was named goes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'entente-prune-'));
    mkdirSync(join(folder, 'news'));
    const at = (file: string) => join(folder, 'news', file);
    const stays = { ...annan, origin: at('a.txt') };
    await ingest([], makeStages([stays, { ...ban, origin: at('b.txt') }, makeArticle('c.txt', 'Chen spoke.')]), store);
    expect(await prune([join(folder, 'news'), 'https://feed.example'], new Set([stays.origin]), store)).toEqual([
      'b.txt',
    ]);
    expect((await store.articles()).map(({ ref }) => ref).sort()).toEqual(['a.txt', 'c.txt']);
  });
});

describe('the sample dispatches', () => {
  test('A folder’s README, licence and gold file are not taken for articles', async () => {
    const refs: string[] = [];
    for await (const { article, unreadable } of openReader()([join(packageRoot, 'seeds')]))
      refs.push((article ?? unreadable).ref);
    expect(refs).toContain('call-harbour-wire.md');
    expect(refs.filter((ref) => /readme|gold/iu.test(ref))).toEqual([]);
  });
});

/** Ledger: a run that finds nothing new leaves the graph closed, and whatever changed the graph is seen all the same. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { makeReadings } from '../bench/affairs.ts';
import { openWithLedger } from '../src/store/embedded/ledger.ts';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import { type GraphStore, StoreError } from '../src/store.ts';

const root = mkdtempSync(join(tmpdir(), 'entente-ledger-'));
afterAll(() => rmSync(root, { recursive: true }));

const READINGS = makeReadings(6, 12);
let path = '';
let openings = 0;

const openGraph = async (): Promise<GraphStore> => {
  openings += 1;
  return openEmbeddedStore({ path });
};

async function openStore(defer = true): Promise<GraphStore> {
  openings = 0;
  const store = await openWithLedger(path, openGraph, { defer });
  await store.setUp();
  return store;
}

/** What another program does to the graph, or an Entente that keeps no ledger. */
async function changeOtherwise(change: (store: GraphStore) => Promise<unknown>): Promise<void> {
  const store = await openEmbeddedStore({ path });
  await change(store);
  await store.close();
}

async function idsOf(store: GraphStore): Promise<string[]> {
  return (await store.articles()).map(({ id }) => id);
}

beforeEach(async () => {
  path = join(mkdtempSync(join(root, 'store-')), 'graph.db');
  const store = await openStore();
  await store.articles();
  await store.write(READINGS.slice(0, 4));
  await store.noteMerged('4 none');
  await store.close();
});

describe('a deferred store', () => {
  test('tells its articles and its history as the graph does, and does not open it', async () => {
    const store = await openStore();
    const told = [await store.articles(), await store.history()];
    await store.close();
    expect(openings).toBe(0);
    await changeOtherwise(async (graph) => expect(told).toEqual([await graph.articles(), await graph.history()]));
    expect(told[0]).toHaveLength(4);
    expect(told[1]).toEqual({ writes: 1, merged: '4 none' });
  });

  test('opens the graph for what the ledger does not tell, and goes on from there', async () => {
    const store = await openStore();
    await store.articles();
    await store.write(READINGS.slice(4));
    expect(openings).toBe(1);
    expect(await idsOf(store)).toHaveLength(READINGS.length);
    expect((await store.history()).writes).toBe(2);
    await store.close();
    const next = await openStore();
    expect(await idsOf(next)).toHaveLength(READINGS.length);
    await next.close();
    expect(openings).toBe(0);
  });

  test('trusts no ledger once another program has changed the graph', async () => {
    const [gone] = READINGS;
    await changeOtherwise((graph) => graph.remove([gone!.article.id]));
    const store = await openStore();
    expect(openings).toBe(1);
    expect(await idsOf(store)).not.toContain(gone!.article.id);
    expect(await idsOf(store)).toHaveLength(3);
    await store.close();
  });

  test('sees what was written between its opening and its first write', async () => {
    const store = await openStore();
    expect(await idsOf(store)).toHaveLength(4);
    await changeOtherwise((graph) => graph.write([READINGS[4]!]));
    await store.write([READINGS[5]!]);
    expect(await idsOf(store)).toHaveLength(6);
    await store.close();
    const next = await openStore();
    expect(await idsOf(next)).toHaveLength(6);
    await next.close();
  });

  test('opens at once where a log lies beside the graph: somebody writes, or was killed', async () => {
    mkdirSync(`${path}.wal`);
    const store = await openStore();
    expect(openings).toBe(1);
    expect(await idsOf(store)).toHaveLength(4);
    await store.close();
  });

  test('says that the graph is in use, and works once it is free', async () => {
    const store = await openStore();
    const other = await openEmbeddedStore({ path });
    await expect(store.write([READINGS[4]!])).rejects.toSatisfy(
      (fault) => fault instanceof StoreError && fault.fault === 'busy',
    );
    await other.close();
    await store.write([READINGS[4]!]);
    expect(await idsOf(store)).toHaveLength(5);
    await store.close();
  });

  test.each([
    ['cut short', () => truncateSync(`${path}.ledger`, 300)],
    ['empty', () => writeFileSync(`${path}.ledger`, '')],
    ['no JSON', () => writeFileSync(`${path}.ledger`, 'x\ny\n')],
    ['of another kind', () => writeFileSync(`${path}.ledger`, 'null\n[]\n')],
    [
      'of another version',
      () => {
        const text = readFileSync(`${path}.ledger`, 'utf8');
        expect(text).toContain('"format":"1.');
        writeFileSync(`${path}.ledger`, text.replace('"format":"1.', '"format":"0.'));
      },
    ],
  ])('reads no ledger that is %s', async (_what, spoil) => {
    spoil();
    const store = await openStore();
    expect(openings).toBe(1);
    expect(await idsOf(store)).toHaveLength(4);
    await store.close();
  });
});

test('A command that only reads opens the graph at once and leaves the ledger in force', async () => {
  const store = await openStore(false);
  expect(openings).toBe(1);
  expect((await store.counts()).articles).toBe(4);
  await store.close();
  const next = await openStore();
  expect(await idsOf(next)).toHaveLength(4);
  await next.close();
  expect(openings).toBe(0);
});

test('A write that failed leaves no ledger in force', async () => {
  const store = await openStore();
  await store.articles();
  const broken = { ...READINGS[4]!, mentions: [{ ...READINGS[4]!.mentions[0]!, entity: 'nobody' }] };
  await expect(store.write([broken])).rejects.toThrow('is not among its entities');
  await store.close();
  const next = await openStore();
  expect(openings).toBe(1);
  await next.close();
});

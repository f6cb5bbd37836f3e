/** Backup and restore of the embedded store: the same graph comes back, or nothing is touched. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exportJsonl } from '../src/graph/jsonl.ts';
import type { Reading } from '../src/model.ts';
import { backUp, restore } from '../src/store/embedded/backup.ts';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import { AFFAIR } from './queries-fixtures.ts';
import { readingOf } from './store-fixtures.ts';

const OTHER = readingOf({ text: 'Nothing happened.' });

let folder: string;
let db: string;
let file: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'entente-backup-'));
  db = join(folder, 'graph.db');
  file = join(folder, 'monday.backup');
  await fill(db, AFFAIR);
});
afterEach(() => rmSync(folder, { recursive: true }));

async function fill(path: string, readings: readonly Reading[]): Promise<void> {
  const store = await openEmbeddedStore({ path });
  await store.setUp();
  await store.write(readings);
  await store.close();
}

async function contents(path: string): Promise<string> {
  const store = await openEmbeddedStore({ path });
  let text = '';
  for await (const piece of exportJsonl(store)) text += piece;
  await store.close();
  return text;
}

/** Another process that has written a note into the store and has it open, until it is killed. */
async function holdOpen(path: string): Promise<() => Promise<void>> {
  const code = `
    const db = require('@grafeo-db/js').GrafeoDB.create(process.argv[1]);
    db.executeCypher("MATCH (g:Graph) SET g.merged = 'by the killed'").then(() => console.log('written'));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['-e', code, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return async () => {
    child.kill('SIGKILL');
    await once(child, 'close');
  };
}

describe('a backup', () => {
  test('brings the same graph back, into a place where there is none', async () => {
    const before = await contents(db);
    expect(await backUp(db, file)).toMatchObject({ articles: AFFAIR.length });
    const other = join(folder, 'new', 'other.db');
    expect(await restore(file, other)).toMatchObject({ articles: AFFAIR.length });
    expect(await contents(other)).toBe(before);
    expect(await contents(db)).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(['graph.db', 'monday.backup', 'new']);
  });

  test('holds what a killed process had written', async () => {
    const kill = await holdOpen(db);
    await kill();
    await backUp(db, file);
    const other = join(folder, 'other.db');
    await restore(file, other);
    const store = await openEmbeddedStore({ path: other });
    expect(await store.history()).toMatchObject({ merged: 'by the killed' });
    await store.close();
  });

  test('waits for nobody: a store that is in use is said to be, by backup and by restore', async () => {
    await backUp(db, file);
    const old = readFileSync(file);
    const kill = await holdOpen(db);
    try {
      await expect(backUp(db, file)).rejects.toMatchObject({ fault: 'busy' });
      await expect(restore(file, db, { force: true })).rejects.toMatchObject({ fault: 'busy' });
    } finally {
      await kill();
    }
    expect(readFileSync(file).equals(old)).toBe(true);
    expect(readdirSync(folder).filter((name) => /copy|partial/u.test(name))).toEqual([]);
  });

  test('replaces articles with force alone, and a store that cannot be read too', async () => {
    await backUp(db, file);
    const before = await contents(db);
    await fill(db, [OTHER]);
    await expect(restore(file, db)).rejects.toThrow(`holds ${AFFAIR.length + 1} articles; `);
    await restore(file, db, { force: true });
    expect(await contents(db)).toBe(before);
    writeFileSync(db, 'no store at all, but something that was here');
    await expect(restore(file, db)).rejects.toMatchObject({ fault: 'not-a-store' });
    await restore(file, db, { force: true });
    expect(await contents(db)).toBe(before);
  });

  test('that is damaged anywhere is refused, and the store stays as it was', async () => {
    await backUp(db, file);
    const whole = readFileSync(file);
    const before = await contents(db);
    const flipped = Array.from({ length: 12 }, (_, i) => {
      const damaged = Buffer.from(whole);
      // The ten bytes before tell of the compression, some of which nothing depends on.
      const at = 10 + Math.floor(((whole.length - 11) * i) / 11);
      damaged[at] = damaged[at]! ^ 0x55;
      return damaged;
    });
    const others = [
      ...[whole.subarray(0, whole.length / 2), whole.subarray(0, whole.length - 1), Buffer.alloc(0)],
      ...['{"kind":"article"}\n', gzipSync(''), gzipSync('no store at all, but something that was here')],
    ];
    for (const bytes of [...flipped, ...others]) {
      writeFileSync(file, bytes);
      await expect(restore(file, db, { force: true })).rejects.toMatchObject({ fault: 'not-a-store' });
    }
    await expect(restore(join(folder, 'none'), db, { force: true })).rejects.toThrow('there is no such file');
    await expect(restore(folder, db, { force: true })).rejects.toThrow('it is a folder');
    expect(await contents(db)).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(['graph.db', 'monday.backup']);
  });
});

/** Backup: an embedded store into one gzip file and back. The file is read whole before it takes a store's place. */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { StoreError } from '../../store.ts';
import { cypherOf } from '../cypher.ts';
import { openEmbeddedStore, saveCopy } from '../embedded.ts';
import { faultOf } from './faults.ts';

/** What a backup holds. */
export interface Held {
  readonly articles: number;
  readonly statements: number;
}

/**
 * Writes the graph at `path` into `file`, replacing what is there only once the backup is whole. Takes the store's lock,
 * so that no other process writes meanwhile. Throws a StoreError: `busy`, `not-a-store`.
 */
export async function backUp(path: string, file: string): Promise<Held> {
  return beside(file, async (copy, partial) => {
    await saveCopy(path, copy);
    const held = await countHeld(copy, path);
    await pipeline(createReadStream(copy), createGzip(), createWriteStream(partial));
    await settle(partial, file);
    return held;
  });
}

/**
 * Puts the graph of `file` in the place of the store at `path`. A store that holds articles, or cannot be read, is
 * replaced with `force` only. Throws a StoreError: `not-a-store` where the file is no whole backup, `busy`.
 */
export async function restore(file: string, path: string, { force = false } = {}): Promise<Held> {
  await mkdir(dirname(path), { recursive: true });
  return beside(path, async (copy) => {
    await unpack(file, copy);
    const held = await countHeld(copy, file);
    await refuseToReplace(path, force);
    // Of the old store: played into the new one, it would undo or break it.
    await rm(`${path}.wal`, { recursive: true, force: true });
    await settle(copy, path);
    return held;
  });
}

/** Two names for files in the making in the folder of `file`, which are gone in the end, whatever happens. */
async function beside<T>(file: string, work: (first: string, second: string) => Promise<T>): Promise<T> {
  const names = ['copy', 'partial'].map((kind) => join(dirname(file), `.${basename(file)}.${process.pid}.${kind}`));
  const clear = async () => {
    for (const name of names) {
      await rm(name, { force: true });
      await rm(`${name}.wal`, { recursive: true, force: true });
    }
  };
  await clear();
  try {
    return await work(names[0]!, names[1]!);
  } catch (cause) {
    throw faultOf(cause, file);
  } finally {
    await clear();
  }
}

/** On the disk before it gets its name: a power cut leaves the old file or the new one. */
async function settle(from: string, to: string): Promise<void> {
  const written = await open(from, 'r+');
  await written.sync();
  await written.close();
  await rename(from, to);
}

async function unpack(file: string, to: string): Promise<void> {
  try {
    // The check sum at its end is compared when all is read.
    await pipeline(createReadStream(file), createGunzip(), createWriteStream(to));
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    if (code.startsWith('Z_')) throw notABackup(file, 'it is damaged, cut short or something else', cause);
    if (code === 'ENOENT') throw notABackup(file, 'there is no such file', cause);
    if (code === 'EISDIR') throw notABackup(file, 'it is a folder', cause);
    throw cause;
  }
}

function notABackup(file: string, why: string, cause?: unknown): StoreError {
  return new StoreError(
    'not-a-store',
    `${file} is no backup that can be restored: ${why}; name one of entente backup`,
    {
      cause,
    },
  );
}

/** Opens a copy as a store, which checks it and its schema. `place` is what it is a copy of. */
async function countHeld(copy: string, place: string): Promise<Held> {
  if ((await stat(copy)).size === 0) throw notABackup(place, 'it is empty');
  const store = await openCopy(copy, place);
  try {
    if ((await store.query(cypherOf('read/version'))).rows.length === 0)
      throw notABackup(place, 'it holds no graph of Entente');
    await store.setUp();
    const { articles, statements } = await store.counts();
    return { articles, statements };
  } finally {
    await store.close();
  }
}

async function openCopy(copy: string, place: string) {
  try {
    return await openEmbeddedStore({ path: copy });
  } catch (cause) {
    if (cause instanceof StoreError && cause.fault === 'not-a-store')
      throw notABackup(place, 'it holds no store', cause);
    throw cause;
  }
}

/** Throws where the store at `path` is in use, or is not to be lost. */
async function refuseToReplace(path: string, force: boolean): Promise<void> {
  if (!(await stat(path).catch(() => undefined))) return;
  try {
    const store = await openEmbeddedStore({ path });
    const { articles } = await store.counts().finally(() => store.close());
    if (articles === 0 || force) return;
    throw new StoreError(
      'not-a-store',
      `${path} holds ${articles} articles; name an empty store with --db, or replace them with --force`,
    );
  } catch (cause) {
    // What cannot be read is what a backup is for.
    if (!force || (cause instanceof StoreError && cause.fault === 'busy')) throw cause;
  }
}

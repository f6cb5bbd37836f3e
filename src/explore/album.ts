/**
 * Album: the graph as the page draws it, kept in a file between runs. Reading a store of thousands of articles and laying
 * it out take far longer than a reader waits; the store's history tells whether what was kept is still true.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { History } from '../store.ts';
import type { Graph } from './api.ts';

/** Another form of Graph is another number; files of other numbers are passed over. */
const FORM = 1;

export interface Album {
  readonly history: History;
  readonly graph: Graph;
}

/** Undefined where there is no such file, or none of this form: the store is read then, and the file written anew. */
export async function readAlbum(path: string): Promise<Album | undefined> {
  try {
    const content = JSON.parse(String(await promisify(gunzip)(await readFile(path)))) as Album & { form: number };
    return content.form === FORM ? content : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all: a reader never meets half a file. */
export async function writeAlbum(path: string, { history, graph }: Album): Promise<void> {
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, await promisify(gzip)(JSON.stringify({ form: FORM, history, graph }), { level: 1 }));
  await rename(unfinished, path);
}

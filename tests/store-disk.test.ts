/** Disk: the embedded store on a disk that runs full keeps what it has, says so, and goes on once there is space. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeReadings } from '../bench/affairs.ts';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import type { GraphStore } from '../src/store.ts';

const disk = mkdtempSync(join(tmpdir(), 'entente-disk-'));

function mount(options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const mounted = mount('size=2m');
const title = mounted ? 'a full disk' : 'a full disk (skipped: only root may mount the small disk this needs)';

async function collect(store: GraphStore): Promise<unknown[]> {
  const readings: unknown[] = [];
  for await (const reading of store.readings()) readings.push(reading);
  return [readings, await store.entities(), await store.edges()];
}

describe.skipIf(!mounted)(title, () => {
  afterAll(() => {
    // Lazily: Grafeo lets go of its files only when its objects are collected.
    execFileSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true });
  });

  it('stops the write it befalls and none before', { timeout: 120_000 }, async () => {
    const readings = makeReadings(150, 200);
    const path = join(disk, 'graph.db');
    let store = await openEmbeddedStore({ path });
    await store.setUp();
    let written = 0;
    let fault: unknown;
    while (written < readings.length && fault === undefined) {
      await store.write(readings.slice(written, written + 5)).then(
        () => {
          written += 5;
        },
        (error: unknown) => {
          fault = error;
        },
      );
    }
    expect(fault).toMatchObject({
      name: 'StoreError',
      message: expect.stringContaining(`no space is left on the disk of ${path}`),
    });
    expect((await store.counts()).articles).toBe(written);

    execFileSync('mount', ['-o', 'remount,size=60m', disk]);
    await store.write(readings.slice(written));
    await store.close();
    store = await openEmbeddedStore({ path });
    const undisturbed = await openEmbeddedStore({ path: join(disk, 'undisturbed.db') });
    await undisturbed.setUp();
    await undisturbed.write(readings);
    expect(await collect(store)).toEqual(await collect(undisturbed));
    await undisturbed.close();
    await store.close();
  });
});
if (!mounted) rmSync(disk, { recursive: true });

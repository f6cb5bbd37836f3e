/** Binary: where the embedded store's does not load, one line names the way out. */
import { expect, it, vi } from 'vitest';
import { openEmbeddedStore } from '../src/store/embedded.ts';

vi.mock('@grafeo-db/js', () => {
  throw new Error('Cannot find native binding');
});

it('names Neo4j where the embedded store has no binary for the machine', async () => {
  await expect(openEmbeddedStore({ path: '/nowhere/graph.db' })).rejects.toMatchObject({
    name: 'StoreError',
    fault: 'unreachable',
    message: expect.stringMatching(new RegExp(`${process.platform}-${process.arch}; .*--store neo4j`, 'u')),
  });
});

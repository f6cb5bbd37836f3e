/** Schema: a Neo4j that notes this schema is not sent it again; one that notes another, or none, gets all of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openNeo4jStore } from '../src/store/neo4j.ts';
import { type Scratch, SKIPPED, scratchServer, takeScratch } from './neo4j/scratch.ts';

const server = scratchServer();
const title = server ? 'the schema on Neo4j' : `the schema on Neo4j (${SKIPPED})`;

describe.skipIf(!server)(title, { timeout: 300_000 }, () => {
  let scratch: Scratch;
  beforeAll(async () => {
    scratch = await takeScratch(server!);
  }, 600_000);
  beforeEach(async () => {
    await scratch.wipe();
    await setUp();
  });
  afterAll(async () => {
    // Other test files count on the whole schema.
    await scratch.wipe();
    await setUp();
    await scratch.release();
  });

  async function setUp(): Promise<void> {
    const store = await openNeo4jStore(server!);
    await store.setUp();
    await store.close();
  }

  async function namesOf(what: 'CONSTRAINTS' | 'INDEXES'): Promise<unknown[]> {
    return (await scratch.rows(`SHOW ${what} YIELD name ORDER BY name`, {})).flat();
  }

  it('is made whole on an empty database, and noted', async () => {
    expect(await namesOf('CONSTRAINTS')).toEqual(expect.arrayContaining(['article_id', 'entity_id', 'graph_id']));
    expect(await namesOf('INDEXES')).toEqual(expect.arrayContaining(['entity_names', 'statement_tie']));
    const rows = await scratch.rows("SHOW INDEXES YIELD state WHERE state <> 'ONLINE' RETURN state", {});
    expect(rows).toEqual([]);
    expect(await scratch.rows('MATCH (g:Graph) RETURN g.schema', {})).toEqual([
      [expect.stringMatching(/^[\da-f]{64}$/u)],
    ]);
  });

  it('is not sent to a store that notes it', async () => {
    // What is gone behind the note's back stays away: nothing else shows that no statement was sent.
    await scratch.run('DROP INDEX statement_polarity');
    await setUp();
    expect(await namesOf('INDEXES')).not.toContain('statement_polarity');
  });

  it.each([
    ['the hash of another schema', "SET g.schema = 'the hash of another'"],
    ['no hash, as an older Entente left it', 'REMOVE g.schema'],
  ])('is restored where the store notes %s', async (_note, change) => {
    const noted = await scratch.rows('MATCH (g:Graph) RETURN g.schema', {});
    await scratch.run('DROP CONSTRAINT article_id');
    await scratch.run('DROP INDEX entity_names');
    await scratch.run(`MATCH (g:Graph {id: 'entente'}) ${change}`);
    await setUp();
    expect(await namesOf('CONSTRAINTS')).toContain('article_id');
    expect(await namesOf('INDEXES')).toContain('entity_names');
    expect(await scratch.rows('MATCH (g:Graph) RETURN g.schema', {})).toEqual(noted);
  });
});

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import grafeo from '@grafeo-db/js';
import { expect, test } from 'vitest';
import { exportCypher } from '../src/graph/cypher.ts';
import { source } from './graph-source.ts';

test('The Cypher script makes the graph in a database, names and quotes intact, and run twice changes nothing', async () => {
  const db = grafeo.GrafeoDB.create(join(mkdtempSync(join(tmpdir(), 'entente-script-')), 'db'));
  let script = '';
  for await (const piece of exportCypher(source)) script += piece;
  const statements = script.trimEnd().split('\n');
  for (const statement of [...statements, ...statements]) await db.executeCypher(statement.replace(/;$/u, ''));
  const rows = async (cypher: string) => (await db.executeCypher(cypher)).rows();
  expect(await rows('MATCH (n:Event) RETURN n.name, n.aliases')).toEqual([
    ['"truce"; x', ["tru'ce; \\u0027", 'truce']],
  ]);
  expect(await rows('MATCH (n) RETURN count(n) AS n')).toEqual([[8]]);
  expect(await rows('MATCH (:State)-[r:REJECTED]->(:Event) RETURN count(r) AS n, max(r.statements) AS s')).toEqual([
    [1, 1],
  ]);
  expect(
    await rows('MATCH (t:Statement {id: "s1"})-[:STATED_IN]->(s)-[:PART_OF]->(a) RETURN a.source, s.text'),
  ).toEqual([['The "Times"', 'Ruritania rejected the "truce" on Monday.']]);
  db.close();
});

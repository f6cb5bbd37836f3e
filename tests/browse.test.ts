/** The links into Neo4j Browser: an address that holds no secret, and a query that answers as the named one does. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserLink, browserPageOf, writeOut } from '../src/store/browser-link.ts';
import { listQueries, loadQuery } from '../src/store/queries.ts';
import type { GraphStore, Value } from '../src/store.ts';
import { AFFAIR } from './queries-fixtures.ts';
import { STORES } from './store-stores.ts';

describe('the link', () => {
  test('opens the editor with the query, on the server and the database, under the user’s name', () => {
    const place = { page: 'http://h:7474/browser/', uri: 'neo4j://h:7687', username: 'anna b', database: 'news' };
    const cypher = "// Why?\nMATCH (n {name: 'A & B'})\nRETURN n + 1 AS `x`";
    const link = new URL(browserLink(place, cypher));
    expect(`${link.origin}${link.pathname}`).toBe('http://h:7474/browser/');
    expect(Object.fromEntries(link.searchParams)).toEqual({
      ...{ dbms: 'neo4j://anna%20b@h:7687', db: 'news', cmd: 'edit' },
      arg: cypher,
    });
    // A terminal and Markdown end an address at any of these; Browser takes "+" for a plus.
    expect(link.href).not.toMatch(/['()*\s+]/u);
  });

  test.each([
    ['bolt://localhost:7687', 'http://localhost:7474/browser/'],
    ['neo4j+s://db.example', 'https://db.example:7473/browser/'],
    ['bolt+ssc://db.example:9999', 'https://db.example:7473/browser/'],
  ])('goes to the Browser that the server at %s has of its own', (uri, page) => {
    expect(browserPageOf(uri)).toBe(page);
  });
});

describe('a query written out', () => {
  test('has its parameters as literals, and what only looks like one as it was', () => {
    const cypher = "// Who?\n// $a: a name\nRETURN $a, \"$a\", 'it\\'s $a', `$a`, $b, $ab, /* $a */ $none // $a";
    expect(writeOut(cypher, { a: "O'Hara\\", b: [1, null, true] })).toBe(
      "// Who?\nRETURN 'O\\'Hara\\\\', \"$a\", 'it\\'s $a', `$a`, [1, null, true], $ab, /* $a */ $none // $a",
    );
  });

  test('cannot be broken out of by a value', () => {
    const value = "x'}) DETACH DELETE n // \\u0027 $b `";
    expect(writeOut('RETURN $a', { a: value, b: 'never' })).toMatch(/^RETURN '(?:\\.|[^'\\])*'$/u);
  });
});

/** What a parameter stands for where the query needs it. */
const NEEDED: Readonly<Record<string, Value>> = {
  ...{ name: 'Voss', subject: 'Ostraland', state: 'Ostraland', institution: 'the Pact', actor: 'Voss' },
  ...{ from: 'Voss', to: 'Northern Pact' },
};

for (const subject of STORES) {
  // A cold server plans the longer ones for seconds each, a busy machine for longer.
  describe.skipIf(subject.skipped)(`named queries written out, on ${subject.kind}`, { timeout: 300_000 }, () => {
    let store: GraphStore;
    beforeAll(async () => {
      await subject.take();
      store = await subject.open();
      await store.write(AFFAIR);
    }, 300_000);
    afterAll(async () => {
      await store?.close();
      await subject.release();
    });

    test.each(listQueries().map(({ name }) => name))('%s answers as it does with its parameters', async (name) => {
      const { cypher, parameters } = loadQuery(name);
      const values = Object.fromEntries(
        parameters.map(({ name: parameter, default: value }) => [
          parameter,
          // Days are no names: busiest takes both as from and to.
          name === 'busiest' ? value : (value ?? NEEDED[parameter] ?? null),
        ]),
      );
      const asked = await store.query(cypher, values);
      expect(await store.query(writeOut(cypher, values), {})).toEqual(asked);
      const defaults = Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.default]));
      expect(await store.query(writeOut(cypher, defaults), {})).toEqual(await store.query(cypher, defaults));
    });
  });
}

import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatCsv, parseCsv } from '../src/resolve/csv.ts';
import { editDistance, foldName, soundName } from '../src/resolve/fold.ts';
import { readKnowledge } from '../src/resolve/knowledge.ts';
import { packageRoot } from '../src/root.ts';

const folder = join(packageRoot, 'knowledge');
const table = (file: string) => parseCsv(readFileSync(join(folder, file), 'utf8'), file);
const knowledge = readKnowledge();

describe('the tables', () => {
  test('Every id stands in one row of one table, and every row names its source.', () => {
    const rows = ['states.csv', 'people.csv', 'institutions.csv', 'places.csv', 'events.csv'].flatMap((file) =>
      table(file),
    );
    const ids = rows.map((row) => row['id']!);
    expect(new Set(ids).size).toBe(ids.length);
    expect(rows.filter((row) => row['source'] === '')).toEqual([]);
    expect(ids.filter((id) => !/^(?:Q[1-9]\d*|(?:person|institution|place|event):\S+)$/u.test(id))).toEqual([]);
  });

  test('Every alias leads to a row, every membership to a state and a body.', () => {
    expect(table('aliases.csv').filter((row) => !knowledge.byId.has(row['entity']!))).toEqual([]);
    const memberships = table('memberships.csv');
    expect(memberships.length).toBeGreaterThan(150);
    expect(memberships.filter((row) => knowledge.byId.get(row['id']!)?.label !== 'State')).toEqual([]);
    expect(memberships.filter((row) => knowledge.byId.get(row['institution']!)?.label !== 'Institution')).toEqual([]);
  });

  test('Every state with an ISO code has both, and no two states share one.', () => {
    const codes = table('states.csv')
      .map((row) => row['iso2']!)
      .filter((code) => code !== '');
    expect(codes.length).toBeGreaterThanOrEqual(195);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test('De facto states are states: Kosovo, Palestine, Taiwan, Abkhazia, Western Sahara, Somaliland.', () => {
    for (const name of ['Kosovo', 'Palestine', 'Taiwan', 'Abkhazia', 'Western Sahara', 'Somaliland']) {
      expect(knowledge.statesNamed(name).map((state) => state.name)).toEqual([name]);
    }
  });

  test('A name, an ISO code, a demonym and a former name lead to one state.', () => {
    for (const surface of ['United Kingdom', 'UK', 'U.K.', 'Britain', 'British', 'GBR']) {
      expect(knowledge.statesNamed(surface)[0]?.iso2, surface).toBe('GB');
    }
    expect(knowledge.statesNamed('us')).toEqual([]);
    expect(knowledge.stateOfCapital('Kiev')).toBe(knowledge.stateOfCapital('Kyiv'));
  });

  test('No two leaders share an id that the sources contradict each other about.', () => {
    expect(knowledge.byId.get('Q57641')?.name).toBe('Viktor Orbán');
    expect(knowledge.candidates('Ursula von der Leyen')[0]?.known.id).not.toBe('Q57641');
  });

  test('A broken row is one line that names file and line.', () => {
    const copy = mkdtempSync(join(tmpdir(), 'entente-knowledge-'));
    cpSync(folder, copy, { recursive: true });
    writeFileSync(join(copy, 'places.csv'), 'id,name,kind,state,aliases,source\nplace:here,Here,city\n');
    expect(() => readKnowledge(copy)).toThrow(/places\.csv:2: 3 fields where the header has 6/u);
  });
});

describe('names', () => {
  test('Spelling variants of one name fold or sound alike, other names do not.', () => {
    expect(foldName('Erdoğan’s')).toBe('erdogan');
    expect(foldName('The U.S. Army')).toBe(foldName('United States Army'));
    for (const [a, b] of [
      ['Zelensky', 'Zelenskyy'],
      ['Zelenskiy', 'Zelenskyy'],
      ['al-Sharaa', 'Al Sharaa'],
      ['Kadyrov', 'Qadirov'],
      ['Mohammed', 'Mohamed'],
    ] as const) {
      expect(soundName(a), `${a} ${b}`).toBe(soundName(b));
    }
    expect(soundName('Merkel')).not.toBe(soundName('Markle'));
    expect(editDistance('meloni', 'maloni')).toBe(1);
    expect(editDistance('ab', 'ba')).toBe(1);
  });

  test('A table written and read again is the same.', () => {
    const rows = [
      { a: 'x, y', b: 'say "no"' },
      { a: '', b: 'plain' },
    ];
    expect(parseCsv(formatCsv(['a', 'b'], rows), 'table')).toEqual(rows);
    expect(() => parseCsv('a,b\n"open,1\n', 'table')).toThrow(/table:2: a quotation is not closed/u);
  });
});

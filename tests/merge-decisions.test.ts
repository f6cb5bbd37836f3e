import { describe, expect, test } from 'vitest';
import { nameDecided } from '../src/merge/apply.ts';
import { DecisionsError, findUnknown, NO_DECISIONS, parseDecisions } from '../src/merge/decisions.ts';
import { mergeEntities } from '../src/merge.ts';
import type { Telling } from '../src/store.ts';

const person = (articleId: string, local: string, name: string): Telling => ({
  articleId,
  published: '2025-05-20',
  entity: { id: local, local, label: 'Person', name, names: [name] },
});
const tellings = [
  person('a1', 'person:ada-quill', 'Ada Quill'),
  person('a2', 'person:ada-qill', 'Ada Qill'),
  person('a3', 'person:quill@a3', 'Quill'),
];

function faultsOf(text: string): readonly string[] {
  try {
    parseDecisions(text, 'decisions.txt');
  } catch (error) {
    if (error instanceof DecisionsError) return error.faults;
    throw error;
  }
  return [];
}

describe('the file', () => {
  test('Comments and blank lines are skipped, the four verbs are read.', () => {
    const decisions = parseDecisions(
      '# who is who\n\nsame person:a person:b\ndifferent person:a person:c # two cousins\nrename person:a "Ada Quill"\nlink person:a Q42\n',
      'decisions.txt',
    );
    expect(decisions.same).toEqual([['person:a', 'person:b']]);
    expect(decisions.different).toEqual([['person:a', 'person:c']]);
    expect(decisions.names.get('person:a')).toBe('Ada Quill');
    expect(decisions.links.get('person:a')).toBe('Q42');
  });

  test('A bad line names the file, the line and what can be written.', () => {
    const faults = faultsOf('same person:a person:b\nmerge person:a person:c\nlink person:a 42\n');
    expect(faults).toHaveLength(2);
    expect(faults[0]).toMatch(/^decisions\.txt:2: cannot read "merge person:a person:c"; write `same A B`/u);
    expect(faults[1]).toMatch(/^decisions\.txt:3: /u);
  });

  test('Contradictions are refused, also over several lines.', () => {
    expect(faultsOf('same a b\nsame b c\ndifferent a c\n')).toHaveLength(1);
    expect(faultsOf('link a Q1\nlink a Q2\n')).toHaveLength(1);
    expect(faultsOf('same a b\nlink a Q1\nlink b Q2\n')).toHaveLength(1);
    expect(faultsOf('same Q1 Q2\n')).toHaveLength(1);
    expect(faultsOf('same a b\nrename a "One"\nrename b "Two"\n')).toHaveLength(1);
    expect(faultsOf('same a a\n')).toHaveLength(1);
  });

  test('An id that no entity has is told with its line.', () => {
    const decisions = parseDecisions('same person:a person:b\n', 'decisions.txt');
    expect(findUnknown(decisions, (id) => id === 'person:a')).toEqual([
      expect.stringMatching(/^decisions\.txt:1: no entity has the id "person:b"/u),
    ]);
  });
});

describe('what it decides', () => {
  const ids = (text: string): string[] => [...mergeEntities(tellings, parseDecisions(text, 'decisions.txt')).values()];

  test('"same" joins what merging left apart, and deleting the line parts it again.', () => {
    expect(new Set(ids('')).size).toBe(3);
    expect(new Set(ids('same person:ada-quill person:quill@a3\n')).size).toBe(2);
    expect([...mergeEntities(tellings, NO_DECISIONS)]).toEqual([...mergeEntities(tellings)]);
  });

  test('"different" parts what merging would join.', () => {
    const told = [
      person('a1', 'person:volodymyr-zelensky', 'Volodymyr Zelensky'),
      person('a2', 'person:volodymyr-zelenskyy', 'Volodymyr Zelenskyy'),
    ];
    const decisions = parseDecisions(
      'different person:volodymyr-zelensky person:volodymyr-zelenskyy\n',
      'decisions.txt',
    );
    expect(new Set(mergeEntities(told).values()).size).toBe(1);
    expect(new Set(mergeEntities(told, decisions).values()).size).toBe(2);
  });

  test('"link" gives the Wikidata id, to the entity and to all that are the same.', () => {
    expect(ids('link person:ada-quill Q42\nsame person:ada-quill person:ada-qill\n')).toEqual([
      'Q42',
      'Q42',
      'person:quill@a3',
    ]);
  });

  test('"rename" gives the name, whatever id the entity came by.', () => {
    const decisions = parseDecisions(
      'rename person:ada-quill "Ada A. Quill"\nlink person:ada-quill Q42\n',
      'decisions.txt',
    );
    const merged = mergeEntities(tellings, decisions);
    const entity = nameDecided({ id: 'Q42', label: 'Person', name: 'Ada Quill' }, merged, decisions);
    expect(entity).toEqual({ id: 'Q42', label: 'Person', name: 'Ada A. Quill', wikidata: 'Q42' });
  });
});

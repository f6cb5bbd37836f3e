import { describe, expect, test } from 'vitest';
import { openColours } from '../src/print/colour.ts';
import { findNearest } from '../src/print/nearest.ts';
import { toTable } from '../src/print/table.ts';
import { toPlain, widthOf } from '../src/print/text.ts';
import { toCell } from '../src/print/value.ts';

const colours = openColours({ isTTY: false }, true);

describe('tables', () => {
  test('Columns are as wide as they need, and numbers stand to the right', () => {
    expect(
      toTable(
        ['who', 'n'],
        [
          ['Putin', 3],
          ['Xi', 12],
        ],
        { colours, width: 80 },
      ),
    ).toBe('who     n\nPutin   3\nXi     12');
  });

  test('The widest column gives way, at its spaces', () => {
    const table = toTable(['who', 'sentence'], [['Putin', 'He rejected the plan of Monday']], { colours, width: 25 });
    expect(table).toBe('who    sentence\nPutin  He rejected the\n       plan of Monday');
  });

  test('Where the columns cannot fit, each cell has a line of its own', () => {
    const table = toTable(
      ['who', 'did'],
      [
        ['Vladimir', 'NEGOTIATED_WITH'],
        ['Xi', 'MET_WITH'],
      ],
      { colours, width: 12 },
    );
    expect(table).toBe('who  Vladimir\ndid  NEGOTIATED_WITH\n\nwho  Xi\ndid  MET_WITH');
  });

  test('One cell of a million characters costs its own length, not that of every row', () => {
    const rows = Array.from({ length: 1000 }, (_, i) => [i === 0 ? '['.repeat(1_000_000) : 'short', 'x']);
    expect(toTable(['text', 'more'], rows, { colours, width: Number.POSITIVE_INFINITY }).length).toBeLessThan(
      1_100_000,
    );
  });

  test('Ideographs take two columns, marks none', () => {
    expect([widthOf('日本'), widthOf('Kyi\u0301v'), widthOf('Kyiv')]).toEqual([4, 4, 4]);
  });
});

describe('texts of articles', () => {
  test.each([
    ['\u001b[31mred', '\\u001b[31mred'],
    ['a\u009bm', 'a\\u009bm'],
    ['left\u202eright', 'left\\u202eright'],
    ['two\n lines', 'two lines'],
    ['nul\u0000', 'nul\\u0000'],
  ])('%j is shown as %j', (text, shown) => {
    expect(toPlain(text)).toBe(shown);
  });
});

describe('values', () => {
  test('Nodes are told by name and label, relationships by type, paths as a chain', () => {
    const node = (name: string) => ({ $node: 'Q1', labels: ['Entity', 'Person'], properties: { name } });
    const tie = { $relationship: 'r', type: 'MET_WITH', start: 'Q1', end: 'Q2', properties: {} };
    expect(toCell({ $path: [node('Xi'), tie, node('Modi')] })).toBe('Xi (Person) ─MET_WITH→ Modi (Person)');
    expect(toCell([1, null, 'x', true])).toBe('1, , x, true');
    expect(toCell(4)).toBe(4);
  });
});

describe('the nearest name', () => {
  test('A slip is mended, another word is not', () => {
    expect(findNearest('fromat', ['format', 'out'])).toBe('format');
    expect(findNearest('zebra', ['format', 'out'])).toBeUndefined();
  });
});

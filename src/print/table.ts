/** Print tables: aligned columns that fit the terminal, numbers to the right. */
import Table from 'cli-table3';
import type { Colours } from './colour.ts';
import { toPlain } from './text.ts';

const lines = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  right: '',
  'right-mid': '',
  mid: '',
  'mid-mid': '',
  middle: '  ',
};

export interface TableLayout {
  readonly colours: Colours;
  /** Characters a line may have; columns wrap to fit. */
  readonly width: number;
}

/** Cells are text or numbers; control characters in them are escaped. */
export function toTable(
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  { colours, width }: TableLayout,
): string {
  const cells = rows.map((row) => row.map((cell) => toPlain(String(cell))));
  const isNumber = columns.map((_, c) => rows.length > 0 && rows.every((row) => typeof row[c] === 'number'));
  const table = new Table({
    head: columns.map((column) => colours.bold(toPlain(column))),
    colWidths: fitWidths(columns, cells, width),
    colAligns: isNumber.map((number) => (number ? 'right' : 'left')),
    chars: lines,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    wordWrap: true,
    wrapOnWordBoundary: true,
  });
  table.push(...cells);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Each column as wide as its widest cell; where that is too much, the widest give way. */
function fitWidths(columns: readonly string[], cells: readonly (readonly string[])[], width: number): number[] {
  const widths = columns.map((column, c) =>
    cells.reduce((most, row) => Math.max(most, row[c]?.length ?? 0), column.length),
  );
  const gaps = 2 * (columns.length - 1);
  let excess = widths.reduce((sum, w) => sum + w, gaps) - width;
  while (excess > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    if (widths[widest]! <= 8) break;
    const next = Math.max(8, ...widths.filter((w) => w < widths[widest]!));
    const give = Math.max(1, Math.min(excess, widths[widest]! - next));
    widths[widest] = widths[widest]! - give;
    excess -= give;
  }
  return widths;
}

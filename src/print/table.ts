/** Print tables: aligned columns that fit the terminal, numbers to the right. */
import Table from 'cli-table3';
import type { Colours } from './colour.ts';
import { toPlain, widthOf } from './text.ts';

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

/** Cells are text or numbers; control characters in them are escaped. Where columns cannot fit, a line for each cell. */
export function toTable(
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  layout: TableLayout,
): string {
  const cells = rows.map((row) => row.map((cell) => toPlain(String(cell))));
  const heads = columns.map(toPlain);
  const widths = fitWidths(heads, cells, layout.width);
  if (!widths) return toRecords(heads, cells, layout);
  const isNumber = columns.map((_, c) => rows.length > 0 && rows.every((row) => typeof row[c] === 'number'));
  const table = new Table({
    head: heads.map(layout.colours.bold),
    colWidths: widths,
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

/** Rows of a table are padded to the widest: past this, one long text would make each of them as long. */
const MAX_LINE = 20_000;
/** Longer words are broken rather than given a column of their length. */
const MAX_WORD = 24;

/** Each column as wide as its widest cell; where that is too much the widest give way, down to their longest word. */
function fitWidths(
  heads: readonly string[],
  cells: readonly (readonly string[])[],
  width: number,
): number[] | undefined {
  const columns = heads.map((head, c) => [head, ...cells.map((row) => row[c] ?? '')]);
  const widths = columns.map((texts) => texts.reduce((most, text) => Math.max(most, widthOf(text)), 0));
  const least = columns.map((texts) =>
    texts
      .flatMap((text) => text.split(' '))
      .reduce((most, word) => Math.max(most, Math.min(widthOf(word), MAX_WORD)), 0),
  );
  const gaps = 2 * (columns.length - 1);
  if (least.reduce((sum, w) => sum + w, gaps) > width) return undefined;
  const line = widths.reduce((sum, w) => sum + w, gaps);
  if (Math.min(line, width) > MAX_LINE) return undefined;
  let excess = line - width;
  while (excess > 0) {
    const open = widths.flatMap((w, c) => (w > least[c]! ? [c] : []));
    const widest = open.reduce((best, c) => (widths[c]! > widths[best]! ? c : best));
    widths[widest] = widths[widest]! - 1;
    excess -= 1;
  }
  return widths;
}

/** Each row as a paragraph, a line for each of its cells. */
function toRecords(heads: readonly string[], cells: readonly (readonly string[])[], { colours }: TableLayout): string {
  const margin = heads.reduce((most, head) => Math.max(most, widthOf(head)), 0);
  const records = cells.map((row) =>
    heads.map((head, c) => `${colours.bold(head.padEnd(margin))}  ${row[c] ?? ''}`.trimEnd()),
  );
  return records.map((record) => record.join('\n')).join('\n\n');
}

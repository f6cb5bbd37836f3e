/** Lines: a text's lines with their places, and spans kept sorted and apart. */
import type { Span } from '../model.ts';
import { compareBy } from '../order.ts';

/** A line without the white space around it; `start === end` where it is blank. */
export interface Line extends Span {
  readonly text: string;
}

export function splitLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let from = 0; from <= text.length; ) {
    const newline = text.indexOf('\n', from);
    const to = newline < 0 ? text.length : newline;
    const raw = text.slice(from, to);
    const trimmed = raw.trim();
    const start = trimmed === '' ? from : from + (raw.length - raw.trimStart().length);
    lines.push({ start, end: start + trimmed.length, text: trimmed });
    from = to + 1;
  }
  return lines;
}

/** Sorted, empty ones dropped, overlapping ones joined. */
export function disjoin(spans: readonly Span[]): readonly Span[] {
  const sorted = spans
    .filter((span) => span.end > span.start)
    .sort(
      compareBy(
        (span) => span.start,
        (span) => span.end,
      ),
    );
  const apart: Span[] = [];
  for (const span of sorted) {
    const last = apart.at(-1);
    if (last !== undefined && span.start < last.end) {
      apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else {
      apart.push({ start: span.start, end: span.end });
    }
  }
  return apart;
}

/** Cut: a sentence over the model's window into overlapping ones, and say which window each word is read from. */

/** Words [start, end) of a sentence. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/**
 * Windows of at most `limit` pieces over words of `pieces` pieces each, neighbours sharing a quarter of the limit.
 * No word may have more than half of the limit.
 */
export function cutWindows(pieces: readonly number[], limit: number): Window[] {
  const windows: Window[] = [];
  for (let start = 0; ; ) {
    let end = start;
    let sum = 0;
    while (end < pieces.length && sum + pieces[end]! <= limit) sum += pieces[end++]!;
    windows.push({ start, end });
    if (end === pieces.length) return windows;
    let shared = 0;
    let next = end;
    while (next - 1 > start && shared + pieces[next - 1]! <= limit / 4) shared += pieces[--next]!;
    start = next;
  }
}

/** For each word the index of the window that shows most of its surroundings on both sides. */
export function ownersOf(windows: readonly Window[], words: number): number[] {
  const context = (window: Window, word: number) =>
    Math.min(window.start === 0 ? words : word - window.start, window.end === words ? words : window.end - 1 - word);
  const owners: number[] = [];
  for (let word = 0, at = 0; word < words; word++) {
    while (
      at + 1 < windows.length &&
      windows[at + 1]!.start <= word &&
      (windows[at]!.end <= word || context(windows[at + 1]!, word) > context(windows[at]!, word))
    )
      at += 1;
    owners.push(at);
  }
  return owners;
}

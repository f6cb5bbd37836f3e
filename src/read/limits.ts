/** Limits: how much one article may hold, so that a runaway file costs a line of explanation and no hours. */

export const DEFAULT_MAX_ARTICLE_BYTES = 4 * 1024 * 1024;
/** A feed holds many articles. */
export const FEED_FACTOR = 8;
const MB = 1024 * 1024;

/** Says that something is too large, and how to have it read all the same. */
export function explainTooLarge(bytes: number, maxBytes: number, factor = 1): string {
  const need = Math.ceil(bytes / factor / MB);
  return `is ${(bytes / MB).toFixed(1)} MB, more than the ${Number((maxBytes / MB).toFixed(2))} MB read at once; split it, or raise the limit with --max-article-mb ${need}`;
}

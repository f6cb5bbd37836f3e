/** Fingerprint: what an input is known by before it is read. */
import { hash } from 'node:crypto';

/** Hash of all that an article is made from; the same again gives the same article. */
export function fingerprintOf(...parts: readonly (string | Uint8Array)[]): string {
  const texts = parts.map((part) => (typeof part === 'string' ? part : hash('sha256', part)));
  // Each text is preceded by its length, so that words moved from one into the next are another input.
  return hash('sha256', texts.map((text) => `${text.length}:${text}`).join('')).slice(0, 32);
}

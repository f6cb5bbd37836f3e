/** Address: the web addresses that articles, feeds and pages carry. */
import { cleanLine } from './clean.ts';

/** An http(s) address, normalised; anything else (`javascript:`, a fragment) is none. `base` resolves a relative one. */
export function webAddress(value: string | null | undefined, base?: string): string | undefined {
  const line = cleanLine(value);
  if (line === undefined || !URL.canParse(line, base)) return undefined;
  const url = new URL(line, base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
}

/** Extract: resolved sentences into statements. Contract; implementations are in extract/. */
import type { Extracted, Resolved } from './model.ts';

export interface Extractor {
  extract(resolved: Resolved): Extracted;
}

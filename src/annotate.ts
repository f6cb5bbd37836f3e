/** Annotate: sentences into tokens, a dependency tree and mentions. Contract; implementations are in annotate/. */
import type { Annotated, Segmented } from './model.ts';

export interface Annotator {
  /** SHA-256 of the model file. */
  readonly model: string;
  /** Reads many articles at once, so that sentences of like length share a batch; same order out as in. */
  annotate(articles: readonly Segmented[]): Promise<Annotated[]>;
  close(): Promise<void>;
}

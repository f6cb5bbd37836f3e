/** Segment: an article into sentences. Contract; the implementation is in segment/. */
import type { Article, Segmented } from './model.ts';

export type Segment = (article: Article) => Segmented;

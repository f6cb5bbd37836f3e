/** Resolve: mentions into entities, pronouns and descriptions into the entities they stand for. Contract. */
import type { Annotated, Resolved } from './model.ts';

export interface Resolver {
  resolve(annotated: Annotated): Resolved;
}

/** A link from a name to an entity, with its score and reason. */
import type { Entity, Label } from '../model.ts';
import { slugOf } from './fold.ts';
import type { Known } from './knowledge.ts';

export interface Link {
  readonly entity: Entity;
  /** 0–1. */
  readonly score: number;
  readonly why: string;
}

export function toEntity(known: Known): Entity {
  return {
    id: known.id,
    label: known.label,
    name: known.name,
    ...(known.kind === '' ? {} : { kind: known.kind }),
    ...(/^Q\d+$/u.test(known.id) ? { wikidata: known.id } : {}),
    ...(known.iso2 === '' ? {} : { iso2: known.iso2 }),
    ...(known.iso3 === '' ? {} : { iso3: known.iso3 }),
  };
}

/** An entity that the tables do not have: a slug of its label and name. */
export function newEntity(label: Label, name: string, kind?: string): Entity {
  return {
    id: `${label.toLowerCase()}:${slugOf(name) || 'unnamed'}`,
    label,
    name,
    ...(kind === undefined || kind === '' ? {} : { kind }),
  };
}

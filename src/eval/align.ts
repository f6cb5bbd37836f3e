/** Align: each gold entity of a document with the entity of the graph that shares most surface forms with it. */
import type { EntityRow, MentionRow } from '../graph/rows.ts';
import type { GoldDocument, GoldEntity } from './gold.ts';

/** The form in which two names are compared: no case, no article, no possessive, no punctuation. */
export function normalize(name: string): string {
  return name
    .toLowerCase()
    .replace(/[’']s$/u, '')
    .replace(/[.,;:'"“”‘’]/gu, '')
    .replace(/^(the|a|an) /u, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The normalized surface forms of each entity, in the order in which the mentions name them. */
export function collectSurfaces(mentions: readonly Pick<MentionRow, 'entity' | 'text'>[]): Map<string, Set<string>> {
  const surfaces = new Map<string, Set<string>>();
  for (const mention of mentions) {
    const forms = surfaces.get(mention.entity) ?? new Set<string>();
    surfaces.set(mention.entity, forms.add(normalize(mention.text)));
  }
  return surfaces;
}

/** Gold entity id → entity id: the most alike pair first, each side used once. */
export function align(
  doc: GoldDocument,
  surfaces: ReadonlyMap<string, ReadonlySet<string>>,
  entityOf: (id: string) => Pick<EntityRow, 'label' | 'name' | 'aliases'> | undefined,
): Map<string, string> {
  const candidates = doc.entities.flatMap((gold) =>
    [...surfaces].flatMap(([id, forms]) => {
      const entity = entityOf(id);
      const score = entity ? likeness(gold, entity, forms) : 0;
      return score > 0 ? [{ gold: gold.id, id, score }] : [];
    }),
  );
  // The sort is stable: of equally alike pairs the one that the gold file names first wins.
  candidates.sort((a, b) => b.score - a.score);
  const aligned = new Map<string, string>();
  const used = new Set<string>();
  for (const { gold, id } of candidates) {
    if (aligned.has(gold) || used.has(id)) continue;
    aligned.set(gold, id);
    used.add(id);
  }
  return aligned;
}

function likeness(
  gold: GoldEntity,
  entity: Pick<EntityRow, 'label' | 'name' | 'aliases'>,
  forms: ReadonlySet<string>,
): number {
  const goldForms = new Set(gold.mentions.map(normalize));
  if (gold.label === 'Event') {
    if (entity.label !== 'Event') return 0;
    return Math.max(0, ...[...goldForms].flatMap((a) => [...forms].map((b) => eventLikeness(a, b))));
  }
  const names = new Set([entity.name, ...entity.aliases].filter(Boolean).map(normalize));
  const shared = [...goldForms].filter((form) => forms.has(form)).length + (names.has(normalize(gold.name)) ? 1 : 0);
  return shared === 0 ? 0 : shared + (entity.label === gold.label ? 0.5 : 0);
}

/** 3: the same words, 2: one within the other, 1: the same head noun. */
function eventLikeness(a: string, b: string): number {
  if (a === b) return 3;
  if (a.includes(b) || b.includes(a)) return 2;
  return headNoun(a) === headNoun(b) ? 1 : 0;
}

function headNoun(phrase: string): string {
  return phrase.slice(phrase.lastIndexOf(' ') + 1).replace(/s$/u, '');
}

/** Resolve by tables and grammar: gazetteer, names of people, bodies, events, then pronouns and descriptions. */
import type { Annotated, Entity, Reference, Resolved } from '../model.ts';
import { compareBy, groupBy } from '../order.ts';
import type { Resolver } from '../resolve.ts';
import { linkAnaphors } from './anaphora.ts';
import { readContext } from './context.ts';
import { linkEvents } from './events.ts';
import { linkByTables } from './gazetteer.ts';
import { linkUnlisted } from './institutions.ts';
import { type Knowledge, readKnowledge } from './knowledge.ts';
import type { Link } from './link.ts';
import { type Named, trimMentions } from './named.ts';
import { readParties } from './parties.ts';
import { linkPeople } from './people.ts';
import { repairMentions } from './repair.ts';

/** Opens the resolver; without `knowledge`, with the package's own tables. */
export async function openResolver(options: { readonly knowledge?: Knowledge } = {}): Promise<Resolver> {
  const knowledge = options.knowledge ?? readKnowledge();
  return {
    resolve(annotated: Annotated): Resolved {
      const names = repairMentions(annotated, trimMentions(annotated), knowledge);
      const context = readContext(annotated, names, knowledge);
      const links = new Map<Named, Link>();
      const people: Named[] = [];
      for (const named of names) {
        if (named.label === 'Event') continue;
        const link = linkByTables(named, context);
        if (
          named.label === 'Person'
            ? !link || link.entity.label === 'Person' || partOfPerson(named, names)
            : link?.entity.label === 'Person'
        )
          people.push(named);
        else if (link) links.set(named, link);
      }
      for (const [named, link] of linkPeople(people, context)) links.set(named, link);
      const unlisted = names.filter((named) => named.label !== 'Event' && !links.has(named));
      for (const [named, link] of linkUnlisted(unlisted, links, context)) links.set(named, link);
      const references = names.flatMap((named) => toReference(named, links.get(named)));
      const events = linkEvents(names, references, context);
      const entities = new Map<string, Entity>();
      for (const { entity } of [...links.values(), ...events.entities.map((entity) => ({ entity }))])
        entities.set(entity.id, entity);
      const named = [...references, ...events.references];
      const anaphors = linkAnaphors(annotated, named, entities, knowledge);
      const all = [...named, ...anaphors];
      return { ...assemble(annotated, all, entities), parties: readParties(annotated, all, entities) };
    },
  };
}

export interface PlacedReference extends Reference {
  /** Index of the sentence. */
  readonly sentence: number;
}

/** Is the one-word name the last word of a person's fuller name in the article? */
function partOfPerson(named: Named, names: readonly Named[]): boolean {
  return names.some(
    (other) =>
      other.label === 'Person' &&
      other !== named &&
      other.text.length > named.text.length &&
      other.text.split(/\s+/u).includes(named.text),
  );
}

function toReference(named: Named, link: Link | undefined): PlacedReference[] {
  if (!link) return [];
  const { sentence, first, last, start, end, text } = named;
  return [
    {
      sentence,
      first,
      last,
      start,
      end,
      text,
      entity: link.entity.id,
      label: link.entity.label,
      score: link.score,
      why: link.why,
      named: true,
    },
  ];
}

function assemble(
  annotated: Annotated,
  references: readonly PlacedReference[],
  entities: ReadonlyMap<string, Entity>,
): Resolved {
  const sorted = [...references].sort(
    compareBy<PlacedReference>(
      (one) => one.start,
      (one) => -one.end,
      (one) => one.entity,
    ),
  );
  const used = new Set(sorted.map(({ entity }) => entity));
  const bySentence = groupBy(sorted, ({ sentence }) => sentence);
  return {
    article: annotated.article,
    model: annotated.model,
    sentences: annotated.sentences.map((sentence, index) => ({
      ...sentence,
      references: (bySentence.get(index) ?? []).map(({ sentence: _, ...reference }) => reference),
    })),
    entities: new Map([...entities].filter(([id]) => used.has(id)).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Graph: an extracted article into its reading, the share it has in the graph. */
import { inTextOrder } from './graph/rename.ts';
import type {
  Entity,
  EventFacts,
  Extracted,
  Reading,
  ReadMention,
  Reference,
  ResolvedSentence,
  Sentence,
  Statement,
  ToldEntity,
} from './model.ts';
import { compare, compareBy } from './order.ts';

/**
 * Keeps of an article what the graph shows: every named entity, and an event where it has a proper name or takes part
 * in a statement. Pronouns and descriptions carry statements but give no mention.
 *
 * @param version of the model, tables and rules that read the article; kept as the reading's `article.model`.
 */
export function toReading(extracted: Extracted, version: string = extracted.model): Reading {
  const statements = [...extracted.statements].sort(inTextOrder);
  const needed = new Set(statements.flatMap((s) => [s.subject, s.object]));
  const speakers = statements.flatMap((s) => (s.attribution === undefined ? [] : [s.attribution, ...s.relayedBy]));
  const named = extracted.sentences.flatMap((sentence, index) =>
    sentence.references.filter((reference) => reference.named).map((reference) => ({ sentence, index, reference })),
  );
  const proper = new Set(
    named.filter(({ sentence, reference }) => isProper(sentence, reference)).map((n) => n.reference.entity),
  );
  // "a two-hour call with Putin", told by Trump, is the same event as another article's: two parties make it one to keep.
  const shared = (id: string) => (extracted.parties?.get(id)?.length ?? 0) >= 2;
  const isKept = (id: string) =>
    entityOf(extracted, id).label !== 'Event' || needed.has(id) || proper.has(id) || shared(id);

  const mentions = named
    .filter(({ reference }) => isKept(reference.entity))
    .map(({ reference, index }) => toMention(reference, index))
    .sort(
      compareBy(
        (m) => m.start,
        (m) => m.end,
        (m) => m.entity,
      ),
    );
  const names = new Map<string, Set<string>>();
  for (const mention of mentions) {
    names.set(mention.entity, (names.get(mention.entity) ?? new Set()).add(mention.text));
  }
  const entities = [...new Set([...names.keys(), ...needed, ...speakers])]
    .sort(compare)
    .map((id) => toTold(entityOf(extracted, id), [...(names.get(id) ?? [])].sort(compare), extracted));
  return {
    article: { ...extracted.article, model: version },
    sentences: extracted.sentences.map(toSentence),
    entities,
    mentions,
    statements,
  };
}

function entityOf(extracted: Extracted, id: string): Entity {
  const entity = extracted.entities.get(id);
  if (!entity) throw new Error(`article ${extracted.article.ref}: "${id}" is mentioned or stated but is no entity`);
  return entity;
}

function toSentence({ text, start, end, headline }: Sentence): Sentence {
  return { text, start, end, headline };
}

function toMention(reference: Reference, sentence: number): ReadMention {
  const { start, end, entity, text, score, why } = reference;
  return { start, end, entity, text, sentence, score, why };
}

function toTold(entity: Entity, names: readonly string[], { statements, parties }: Extracted): ToldEntity {
  const told = { ...entity, local: entity.id, names };
  return entity.label === 'Event' ? { ...told, event: toFacts(entity.id, statements, parties?.get(entity.id)) } : told;
}

/** A name has a capital of its own: not the sentence's first letter, and not one that a headline gives to every word. */
function isProper(sentence: ResolvedSentence, reference: Reference): boolean {
  return sentence.tokens.slice(reference.first, reference.last + 1).some((token, i) => {
    if (!/^\p{Lu}/u.test(token.text)) return false;
    if (token.upos === 'PROPN') return true;
    return token.upos === 'ADJ' && !sentence.headline && reference.first + i > 0;
  });
}

/** What the statements fix of the event: who took part, proposed, agreed …; when; where. `parties` its phrases name. */
function toFacts(eventId: string, statements: readonly Statement[], parties: readonly string[] = []): EventFacts {
  const of = statements.filter((s) => s.polarity === 'affirmed' && (s.object === eventId || s.subject === eventId));
  const participants = of.filter((s) => s.object === eventId);
  const located = of.filter((s) => s.subject === eventId && s.relation === 'LOCATED_IN');
  const date = mostTold(
    of.filter((s) => s.relation === 'LOCATED_IN' || s.relation === 'PARTICIPATED_IN').flatMap((s) => s.date ?? []),
  );
  const place = mostTold(located.map((s) => s.object));
  return {
    participants: [...new Set([...participants.map((s) => s.subject), ...parties])].sort(compare),
    ...(date === undefined ? {} : { date }),
    ...(place === undefined ? {} : { place }),
  };
}

/** The value told most often; of several, the first in code-unit order. */
function mostTold(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(
    compareBy(
      ([, count]) => -count,
      ([value]) => value,
    ),
  )[0]?.[0];
}

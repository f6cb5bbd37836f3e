/** Fixtures: readings made from a few words, for tests of the stores. */
import { createHash } from 'node:crypto';
import type { Label, Reading, Statement, ToldEntity } from '../src/model.ts';

export interface Told {
  readonly id: string;
  readonly label: Label;
  readonly name: string;
  /** Surface forms; the name where none is given. */
  readonly names?: readonly string[];
  readonly kind?: string;
  readonly wikidata?: string;
  readonly iso3?: string;
  readonly event?: NonNullable<ToldEntity['event']>;
  readonly local?: string;
}

export interface Said extends Partial<Pick<Statement, 'polarity' | 'modality' | 'attribution' | 'date' | 'relayedBy'>> {
  readonly subject: string;
  readonly relation: string;
  readonly object: string;
  /** The words that say it; must be in the text. */
  readonly quote: string;
  readonly confidence?: number;
  readonly title?: string;
  readonly status?: string;
  readonly role?: string;
}

export interface Story {
  readonly text: string;
  readonly origin?: string;
  readonly ref?: string;
  readonly title?: string;
  readonly source?: string;
  readonly published?: string;
  readonly language?: string;
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly model?: string;
  readonly entities?: readonly Told[];
  readonly statements?: readonly Said[];
}

export function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function sentencesOf(text: string): Reading['sentences'] {
  return [...text.matchAll(/[^.\n]+\.?/gu)]
    .map(({ 0: raw, index }) => ({ start: index + raw.length - raw.trimStart().length, text: raw.trim() }))
    .filter((sentence) => sentence.text !== '')
    .map(({ start, text: words }) => ({
      start,
      end: start + words.length,
      text: words,
      headline: !words.endsWith('.'),
    }));
}

function placesOf(text: string, name: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) places.push(at);
  return places;
}

/** A reading of a story: sentences end at full stops, mentions are wherever an entity's names stand. */
export function readingOf(story: Story): Reading {
  const {
    text,
    entities = [],
    statements = [],
    model = 'model-1',
    origin = `/news/${sha(text).slice(0, 8)}.txt`,
  } = story;
  const sentences = sentencesOf(text);
  const sentenceAt = (start: number): number => sentences.findIndex((s) => s.start <= start && start < s.end);
  const told = entities.map(
    ({ id, label, name, names = [name], local = id, ...rest }): ToldEntity => ({
      id,
      label,
      name,
      ...rest,
      local,
      names: [...names].sort(),
    }),
  );
  const mentions = told.flatMap((entity) =>
    entity.names.flatMap((name) =>
      placesOf(text, name).map((index) => ({
        start: index,
        end: index + name.length,
        entity: entity.id,
        text: name,
        sentence: sentenceAt(index),
        score: 0.9,
        why: 'the very words',
      })),
    ),
  );
  const id = sha(text);
  return {
    article: {
      origin,
      ref: story.ref ?? origin.split('/').at(-1)!,
      ...(story.title !== undefined && { title: story.title }),
      ...(story.source !== undefined && { source: story.source }),
      ...(story.published !== undefined && { published: story.published }),
      id,
      text,
      language: story.language ?? 'en',
      furniture: [],
      ...(story.extra && { extra: story.extra }),
      model,
    },
    sentences,
    entities: told.sort((a, b) => (a.id < b.id || (a.id === b.id && a.local < b.local) ? -1 : 1)),
    mentions: mentions
      .filter((mention) => mention.sentence >= 0)
      .sort((a, b) => a.start - b.start || a.end - b.end || (a.entity < b.entity ? -1 : 1)),
    statements: statements
      .map(({ quote, ...said }): Statement => {
        const start = text.indexOf(quote);
        if (start < 0) throw new Error(`"${quote}" is not in "${text}"`);
        return {
          start,
          end: start + quote.length,
          id: sha(
            `${id} ${start} ${said.subject} ${said.relation} ${said.object} ${said.modality} ${said.polarity}`,
          ).slice(0, 24),
          polarity: 'affirmed',
          modality: 'actual',
          relayedBy: [],
          sentence: sentenceAt(start),
          confidence: 0.8,
          why: `cue "${quote}"`,
          ...said,
        };
      })
      .sort(
        (a, b) =>
          a.start - b.start ||
          (a.relation < b.relation ? -1 : a.relation > b.relation ? 1 : 0) ||
          (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0) ||
          (a.object < b.object ? -1 : 1),
      ),
  };
}

/** Annotate with the news encoder: words, parts of speech, the parse, mentions and relation scores from one model. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Annotator } from '../annotate.ts';
import {
  type Annotated,
  type AnnotatedSentence,
  CIRCUMSTANCES,
  type RelationScores,
  type Segmented,
  type Sentence,
  type Token,
} from '../model.ts';
import { packageRoot } from '../root.ts';
import { readTags } from './bio.ts';
import { type EncoderOptions, openEncoder } from './encoder.ts';
import { keepEvents, openHubNer } from './hub-ner.ts';
import { lemmatize } from './lemma.ts';
import { findMentions, type Scored } from './mentions.ts';
import type { Labels } from './model-folder.ts';
import { retagVerbs } from './retag.ts';
import type { Encoded } from './scores.ts';
import { readStateNames } from './states.ts';
import { decodeTree } from './tree.ts';
import { splitWords } from './words.ts';

export interface NewsEncoderOptions extends EncoderOptions {
  /** The model's folder. */
  readonly model?: string;
  /** A token-classification model, of the hub or a folder, in place of the entity head. */
  readonly ner?: string;
}

/** An article's relation scores take no more memory than this many numbers; beyond, its sentences have none. */
const MAX_RELATION_SCORES = 32e6;

/** Opens the encoder; throws one clear line where the folder lacks a file or a file is damaged. */
export async function openNewsEncoder(options: NewsEncoderOptions = {}): Promise<Annotator> {
  const encoder = await openEncoder(options.model ?? join(packageRoot, 'models', 'news-encoder'), options);
  const { labels } = encoder;
  const tagger = options.ner === undefined ? undefined : await openHubNer(options.ner, labels.ner, options);
  const tags = readTags(labels.ner);
  const states = readStateNames();
  const model = tagger ? createHash('sha256').update(`${encoder.model}+${tagger.model}`).digest('hex') : encoder.model;

  return {
    model,
    async close() {
      await encoder.close();
      await tagger?.close();
    },
    async annotate(articles) {
      const annotated = [];
      for (const segmented of articles) annotated.push(await annotateArticle(segmented));
      return annotated;
    },
  };

  // An article's sentences share batches with no other article's: the model rounds by what else is in a batch, and one
  // article must read the same whatever came before it.
  async function annotateArticle({ article, sentences }: Segmented): Promise<Annotated> {
    const spans = sentences.map((sentence) => splitWords(sentence.text));
    const words = sentences.map(({ text }, index) => spans[index]!.map(({ start, end }) => text.slice(start, end)));
    const cells = words.reduce((sum, { length }) => sum + length * length * (labels.relations?.length ?? 0), 0);
    const encoded = await encoder.encode(words, { relations: cells <= MAX_RELATION_SCORES });
    const tagged = tagger ? await tagger.tag(words) : undefined;
    const scored = sentences.map((sentence, index): Scored => {
      const { ner } = encoded[index]!;
      const tokens = toTokens(sentence, spans[index]!, encoded[index]!, labels);
      if (!tagger || !tagged) return { sentence, tokens, ner };
      return { sentence, tokens, ner: tagger.events ? tagged[index]! : keepEvents(tagged[index]!, ner, tags) };
    });
    const mentions = findMentions(scored, tags, states);
    return {
      article,
      model,
      sentences: scored.map(({ sentence, tokens }, index): AnnotatedSentence => {
        const scores = toRelationScores(encoded[index]!, labels);
        return { ...sentence, tokens, mentions: mentions[index]!, ...(scores ? { scores } : {}) };
      }),
    };
  }
}

function toTokens(
  sentence: Sentence,
  words: readonly { start: number; end: number }[],
  scores: Encoded,
  labels: Labels,
): Token[] {
  const heads = decodeTree(scores.arc, words.length);
  const tokens = words.map(({ start, end }, index) => {
    const text = sentence.text.slice(start, end);
    const upos = labels.upos[scores.upos[index]!]!;
    const head = heads[index]!;
    const rel = labels.rels[scores.rel[index * (words.length + 1) + head + 1]!]!;
    return {
      start: sentence.start + start,
      end: sentence.start + end,
      text,
      lemma: lemmatize(text, upos),
      upos,
      head,
      rel: head === -1 ? 'root' : rel === 'root' ? 'dep' : rel,
    };
  });
  return retagVerbs(tokens);
}

function toRelationScores(scores: Encoded, labels: Labels): RelationScores | undefined {
  if (!scores.cue || !scores.pair || !labels.relations) return undefined;
  return {
    relations: labels.relations,
    cue: probability(scores.cue),
    pair: probability(scores.pair),
    ...(scores.argument && scores.circumstance
      ? { argument: probability(scores.argument), circumstance: toCircumstance(scores.circumstance) }
      : {}),
  };
}

/** The first column is a logit of its own, the others are one choice. */
function toCircumstance(logits: Float32Array): Float32Array {
  const out = new Float32Array(logits.length);
  for (let row = 0; row < logits.length; row += CIRCUMSTANCES) {
    out[row] = 1 / (1 + Math.exp(-logits[row]!));
    const weights = Array.from(logits.subarray(row + 1, row + CIRCUMSTANCES), Math.exp);
    const sum = weights.reduce((a, b) => a + b, 0);
    for (const [column, weight] of weights.entries()) out[row + 1 + column] = weight / sum;
  }
  return out;
}

/** Below this a probability is under one in 10,000, and not worth an exponential: most of a sentence's numbers are. */
const NO_LOGIT = -9.2;

function probability(logits: Float32Array): Float32Array {
  const probabilities = new Float32Array(logits.length);
  for (let i = 0; i < logits.length; i++) {
    const logit = logits[i]!;
    if (logit > NO_LOGIT) probabilities[i] = 1 / (1 + Math.exp(-logit));
  }
  return probabilities;
}

/** Annotate with the news encoder: words, parts of speech, the parse, mentions and relation scores from one model. */
import { join } from 'node:path';
import type { Annotator } from '../annotate.ts';
import type { AnnotatedSentence, RelationScores, Segmented, Sentence, Token } from '../model.ts';
import { packageRoot } from '../root.ts';
import { readTags } from './bio.ts';
import { type Encoded, type EncoderOptions, type Labels, openEncoder } from './encoder.ts';
import { lemmatize } from './lemma.ts';
import { findMentions } from './mentions.ts';
import { readStateNames } from './states.ts';
import { decodeTree } from './tree.ts';
import { splitWords } from './words.ts';

export interface NewsEncoderOptions extends EncoderOptions {
  /** The model's folder. */
  readonly model?: string;
}

/** Opens the encoder; throws one clear line where the folder lacks a file or a file is damaged. */
export async function openNewsEncoder(options: NewsEncoderOptions = {}): Promise<Annotator> {
  const encoder = await openEncoder(options.model ?? join(packageRoot, 'models', 'news-encoder'), options);
  const tags = readTags(encoder.labels.ner);
  const states = readStateNames();

  return {
    model: encoder.model,
    close: encoder.close,
    async annotate(articles) {
      const annotated = [];
      for (const segmented of articles) annotated.push(await annotateArticle(segmented));
      return annotated;
    },
  };

  // An article's sentences share batches with no other article's: the model rounds by what else is in a batch, and one
  // article must read the same whatever came before it.
  async function annotateArticle({ article, sentences }: Segmented) {
    const words = sentences.map((sentence) => splitWords(sentence.text));
    const encoded = await encoder.encode(
      sentences.map((sentence, index) => words[index]!.map(({ start, end }) => sentence.text.slice(start, end))),
    );
    const tokens = sentences.map((sentence, index) =>
      toTokens(sentence, words[index]!, encoded[index]!, encoder.labels),
    );
    const mentions = findMentions(
      sentences.map((sentence, index) => ({ sentence, tokens: tokens[index]!, ner: encoded[index]!.ner })),
      tags,
      states,
    );
    return {
      article,
      model: encoder.model,
      sentences: sentences.map((sentence, index): AnnotatedSentence => {
        const scores = toRelationScores(encoded[index]!, encoder.labels);
        return { ...sentence, tokens: tokens[index]!, mentions: mentions[index]!, ...(scores ? { scores } : {}) };
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
  return words.map(({ start, end }, index) => {
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
}

function toRelationScores(scores: Encoded, labels: Labels): RelationScores | undefined {
  if (!scores.cue || !scores.pair || !labels.relations) return undefined;
  const probability = (logits: Float32Array) => logits.map((logit) => 1 / (1 + Math.exp(-logit)));
  return { relations: labels.relations, cue: probability(scores.cue), pair: probability(scores.pair) };
}

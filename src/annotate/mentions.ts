/** Name: labelled spans into mentions. */
import type { Mention, Sentence, Token } from '../model.ts';
import type { LabelledSpan } from './bio.ts';

/** The mention that a span of tokens makes in its sentence. */
export function toMention(span: LabelledSpan, tokens: readonly Token[], sentence: Sentence): Mention {
  const { start } = tokens[span.first]!;
  const { end } = tokens[span.last]!;
  return { ...span, start, end, text: sentence.text.slice(start - sentence.start, end - sentence.start) };
}

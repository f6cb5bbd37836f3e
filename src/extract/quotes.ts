/** Quotes: who speaks between quotation marks, also where the speaker is named in a sentence before or after. */
import type { Resolved, ResolvedSentence, Span } from '../model.ts';
import { denote, type Scene, setScene } from './candidate.ts';
import { lexicon } from './lexicon.ts';
import { subjectsOf } from './tree.ts';

export interface Quote extends Span {
  /** `Entity.id`; undefined where the text does not tell. */
  readonly speaker?: string;
}

/** A quotation of a few words names or mocks a thing ("so-called “plan”"); it is not somebody's claim. */
const MIN_QUOTE_LENGTH = 25;

/** The quotations of an article in text order, with their speakers. A straight quote closes at the next one of its paragraph. */
export function findQuotes(resolved: Resolved): Quote[] {
  const { text } = resolved.article;
  const spans: Span[] = [];
  for (const match of text.matchAll(/“[^“”]*(?:”|(?=\n\s*\n|$))|"[^"\n]*"/gu)) {
    if (match[0].length >= MIN_QUOTE_LENGTH) spans.push({ start: match.index, end: match.index + match[0].length });
  }
  const quotes: Quote[] = [];
  for (const span of spans) {
    const touching = resolved.sentences.flatMap((sentence, index) =>
      sentence.start < span.end && sentence.end > span.start ? [index] : [],
    );
    const inside = touching
      .map((index) => speakerIn(resolved.sentences[index]!, spans))
      .find((speaker) => speaker !== undefined);
    const previous = quotes.at(-1);
    const before = resolved.sentences[(touching[0] ?? 0) - 1];
    const speaker =
      inside ??
      // "…," Peskov said. "We agree." — a quotation that follows another without a new speaker is the same one's.
      (previous && gapIsShort(text, previous.end, span.start) ? previous.speaker : undefined) ??
      // Peskov spoke to reporters: "…" in the next sentence.
      (before && text.slice(before.end, span.start).trim() === '' && /[:,]$/u.test(before.text.trim())
        ? speakerIn(before, spans)
        : undefined);
    quotes.push({ ...span, ...(speaker ? { speaker } : {}) });
  }
  return quotes;
}

const gapIsShort = (text: string, from: number, to: number): boolean =>
  !/\n\s*\n/u.test(text.slice(from, to)) && to - from < 120;

/** The subject of the reporting verb that stands outside the quotation marks of a sentence. */
function speakerIn(sentence: ResolvedSentence, quotes: readonly Span[]): string | undefined {
  const scene: Scene = setScene(sentence);
  for (const [i, token] of sentence.tokens.entries()) {
    if (token.upos !== 'VERB' || !lexicon.reporting.has(token.lemma)) continue;
    if (quotes.some((q) => q.start <= token.start && q.end >= token.end)) continue;
    const speaker = subjectsOf(scene.tree, i, lexicon.objectControl)
      .flatMap((s) => denote(scene.tree, scene.phrases, s))
      .find((d) => ['Person', 'State', 'Institution'].includes(d.reference.label));
    if (speaker) return speaker.reference.entity;
    // "Peskov said" read as something else than subject and verb.
    const beside = sentence.references.find(
      (r) => (r.last === i - 1 || r.first === i + 1) && ['Person', 'State', 'Institution'].includes(r.label),
    );
    if (beside) return beside.entity;
  }
  return undefined;
}

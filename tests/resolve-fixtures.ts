/** Annotated articles written by hand: what an encoder would give, without one. */
import { createHash } from 'node:crypto';
import type { Annotated, AnnotatedSentence, Label, Reference, Resolved, Token } from '../src/model.ts';

/**
 * A sentence as `text/UPOS/head/rel` words, heads counted from 1, and its mentions as `surface` → label; a word that
 * begins with punctuation stands without a space before it.
 */
export interface Draft {
  readonly words: string;
  readonly mentions: Readonly<Record<string, Label>>;
}

export function annotate(drafts: readonly Draft[], published = '2025-05-20'): Annotated {
  let text = '';
  const sentences: AnnotatedSentence[] = [];
  for (const { words, mentions } of drafts) {
    if (text !== '') text += ' ';
    const start = text.length;
    const tokens: Token[] = [];
    for (const word of words.split(' ')) {
      const [form, upos, head, rel] = word.split('/') as [string, string, string, string];
      if (text.length > start && !/^[,.’'”]/u.test(form)) text += ' ';
      const at = text.length;
      text += form;
      tokens.push({
        start: at,
        end: text.length,
        text: form,
        lemma: lemmaOf(form, upos),
        upos,
        head: Number(head) - 1,
        rel,
      });
    }
    sentences.push({
      start,
      end: text.length,
      text: text.slice(start),
      headline: false,
      tokens,
      mentions: placeMentions(tokens, mentions),
    });
  }
  const id = createHash('sha256').update(text).digest('hex');
  return {
    article: { id, origin: 'id:test', ref: 'test', published, text, furniture: [] },
    model: 'by hand',
    sentences,
  };
}

function lemmaOf(form: string, upos: string): string {
  const lower = form.toLowerCase();
  if (upos === 'NOUN') return lower.replace(/ies$/u, 'y').replace(/(?<!s)s$/u, '');
  if (upos === 'VERB')
    return (
      { said: 'say', met: 'meet', told: 'tell', struck: 'strike', spoke: 'speak', held: 'hold' }[lower] ??
      lower.replace(/e?d$/u, '').replace(/s$/u, '')
    );
  return lower;
}

function placeMentions(
  tokens: readonly Token[],
  mentions: Readonly<Record<string, Label>>,
): AnnotatedSentence['mentions'] {
  return Object.entries(mentions)
    .flatMap(([surface, label]) => {
      const words = surface.split(' ');
      return tokens.flatMap((_, first) => {
        if (!words.every((word, i) => tokens[first + i]?.text === word)) return [];
        const last = first + words.length - 1;
        return [
          { start: tokens[first]!.start, end: tokens[last]!.end, text: surface, label, confidence: 0.9, first, last },
        ];
      });
    })
    .sort((a, b) => a.start - b.start);
}

/** All references of the article in text order. */
export const referencesOf = ({ sentences }: Resolved): Reference[] =>
  sentences.flatMap(({ references }) => [...references]);

/** What a surface form was linked to, by entity name; one entry each time it stands in the text. */
export function namesOf(resolved: Resolved, surface: string): string[] {
  return referencesOf(resolved)
    .filter(({ text }) => text === surface)
    .map(({ entity }) => resolved.entities.get(entity)!.name);
}

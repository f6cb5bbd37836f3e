/** Retag: where tree and tag disagree on a verb, believe the tree. */
import type { Token } from '../model.ts';
import { lemmatize } from './lemma.ts';

const CLAUSAL = new Set(['nsubj', 'nsubj:pass', 'obj', 'iobj', 'aux', 'aux:pass', 'ccomp']);
const NOT_VERBS = new Set(['VERB', 'AUX', 'PRON', 'DET', 'ADP', 'NUM', 'CCONJ', 'SCONJ', 'PART', 'INTJ']);

/**
 * Words in a verb's form that have a subject, an object or an auxiliary, and no copula, are verbs: the tagger takes the
 * present tense of headlines and news items for plural nouns ("Putin *rejects* a pause").
 */
export function retagVerbs(tokens: readonly Token[]): Token[] {
  const clausal = new Set<number>();
  const copular = new Set<number>();
  for (const token of tokens) {
    if (token.head < 0) continue;
    if (CLAUSAL.has(token.rel)) clausal.add(token.head);
    if (token.rel === 'cop') copular.add(token.head);
  }
  return tokens.map((token, i) => {
    if (NOT_VERBS.has(token.upos) || !clausal.has(i) || copular.has(i)) return token;
    const lemma = lemmatize(token.text, 'VERB');
    return lemma === token.text.toLowerCase() ? token : { ...token, upos: 'VERB', lemma };
  });
}

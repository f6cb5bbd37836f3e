/** Evidence: a statement as a list item: what it says, the sentence with the words that say it, and who said so. */
import type { Evidence, Named } from '../api.ts';
import { el, paint } from './dom.ts';

export interface EvidenceLinks {
  onEntity(id: string): void;
  /** Opens the article at the words of the statement. */
  onArticle(articleId: string, statementId: string): void;
  /** Marks it, so that the address points at it. */
  onStatement(statementId: string): void;
  colourOf(named: Named): string;
  colourOfRelation(relation: string): string;
}

export function entityButton(named: Named, { onEntity, colourOf }: Pick<EvidenceLinks, 'onEntity' | 'colourOf'>) {
  return paint(el('button', { class: 'entity', onclick: () => onEntity(named.id) }, named.name), colourOf(named));
}

/** "denied", "planned", "denied, planned"; empty for what is affirmed and actual. */
export function standingOf({ polarity, modality }: Evidence): string {
  return [polarity === 'negated' ? 'denied' : '', modality === 'actual' ? '' : modality].filter(Boolean).join(', ');
}

export function evidenceItem(evidence: Evidence, links: EvidenceLinks, { inArticle = false } = {}): HTMLLIElement {
  const { id, subject, relation, object, attribution, relayedBy, article, sentence, quote, why, confidence } = evidence;
  const standing = standingOf(evidence);
  const details = [evidence.title, evidence.status, evidence.role].filter((text) => text !== undefined).join(', ');
  return el(
    'li',
    {
      class: standing === '' ? 'evidence' : 'evidence unhappened',
      'data-statement': id,
      title: `${why} · confidence ${confidence.toFixed(2)}`,
    },
    el(
      'div',
      { class: 'claim' },
      entityButton(subject, links),
      paint(el('span', { class: 'relation' }, relation), links.colourOfRelation(relation)),
      entityButton(object, links),
      standing === '' ? undefined : el('span', { class: 'standing' }, standing),
      details === '' ? undefined : el('span', { class: 'details' }, details),
    ),
    inArticle
      ? undefined
      : el(
          'blockquote',
          { title: 'Mark this statement in the address', onclick: () => links.onStatement(id) },
          sentence.slice(0, quote.start),
          el('mark', {}, sentence.slice(quote.start, quote.end)),
          sentence.slice(quote.end),
        ),
    el(
      'div',
      { class: 'source' },
      attribution ? el('span', {}, 'said by ', entityButton(attribution, links)) : undefined,
      ...relayedBy.map((speaker) => el('span', {}, 'as told by ', entityButton(speaker, links))),
      evidence.day === undefined ? undefined : el('time', {}, evidence.day),
      inArticle
        ? undefined
        : el(
            'button',
            { class: 'article', onclick: () => links.onArticle(article.id, id) },
            [article.source, article.title ?? article.ref].filter((text) => text !== undefined).join(': '),
          ),
    ),
  );
}

/** Blocks: an element's text as lines, one a paragraph, with those that the markup shows to be no part of the report. */
import type { Span } from '../model.ts';
import { cleanLine } from './clean.ts';
import { ELEMENT_NODE, FRAGMENT_NODE, type PageElement, type PageNode, TEXT_NODE } from './dom.ts';

export interface BlockLine {
  readonly text: string;
  readonly furniture: boolean;
}

const BLOCKS = new Set(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const SKIPPED = new Set(
  'script style template noscript iframe svg math object embed canvas audio video select button input textarea head title'.split(
    ' ',
  ),
);
const FURNITURE_ELEMENTS = new Set(['figcaption', 'aside', 'nav', 'footer']);
const FURNITURE_CLASS =
  /(?:^|[\s_-])(?:byline|dateline-time|timestamp|caption|credit|share|social|newsletter|related|advert|promo|tags?)(?:$|[\s_-])/i;

/** Lines in document order; white space folded as a browser would, empty ones dropped. */
export function readBlocks(root: PageNode): readonly BlockLine[] {
  const lines: BlockLine[] = [];
  let run = '';
  const flush = (furniture: boolean): void => {
    const text = cleanLine(run);
    if (text !== undefined) lines.push({ text, furniture });
    run = '';
  };
  const visit = (node: PageNode, furniture: boolean): void => {
    if (node.nodeType === TEXT_NODE) {
      run += node.nodeValue ?? '';
      return;
    }
    if (node.nodeType !== ELEMENT_NODE && node.nodeType !== FRAGMENT_NODE) return;
    const element = node as PageElement;
    const name = element.localName?.toLowerCase() ?? '';
    if (SKIPPED.has(name)) return;
    if (name === 'br') flush(furniture);
    const marked = furniture || isFurniture(element, name);
    // A caption in a span is a line of its own too, else the paragraph next to it would be marked with it.
    const block = BLOCKS.has(name) || marked !== furniture;
    if (block) flush(furniture);
    for (const child of node.childNodes) visit(child, marked);
    if (block) flush(marked);
  };
  visit(root, false);
  flush(false);
  return lines;
}

function isFurniture(element: PageElement, name: string): boolean {
  if (FURNITURE_ELEMENTS.has(name)) return true;
  const label = `${element.getAttribute?.('class') ?? ''} ${element.getAttribute?.('itemprop') ?? ''}`;
  // A class on a large element names its layout ("related-content-page"), on a short one what it is.
  return FURNITURE_CLASS.test(label) && (element.textContent?.length ?? 0) < 300;
}

/** The lines as one text, and the places of the furniture among them. */
export function joinLines(lines: readonly BlockLine[]): { readonly text: string; readonly furniture: readonly Span[] } {
  const furniture: Span[] = [];
  let length = 0;
  for (const line of lines) {
    if (line.furniture) furniture.push({ start: length, end: length + line.text.length });
    length += line.text.length + 1;
  }
  return { text: lines.map((line) => line.text).join('\n'), furniture };
}

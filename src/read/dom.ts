/** Dom: the little of the DOM that the readers use, so that the browser's globals stay out of the program. */
import { parseHTML } from 'linkedom';

export interface PageNode {
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly textContent: string | null;
  readonly childNodes: Iterable<PageNode>;
}

export interface PageElement extends PageNode {
  readonly localName: string;
  getAttribute(name: string): string | null;
}

export interface PageDocument extends PageNode {
  readonly documentElement: PageElement | null;
  readonly body: PageElement | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  cloneNode(deep: boolean): PageNode;
}

export const TEXT_NODE = 3;
export const ELEMENT_NODE = 1;
export const FRAGMENT_NODE = 11;

export function parseDocument(html: string): PageDocument {
  return parseHTML(html).document as unknown as PageDocument;
}

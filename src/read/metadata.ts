/** Metadata: title, outlet, address and date that a page gives of itself, the most deliberate source first. */
import { cleanLine } from './clean.ts';
import type { PageDocument } from './dom.ts';
import { readPublished } from './published.ts';

export interface PageMetadata {
  readonly title?: string;
  readonly source?: string;
  readonly url?: string;
  readonly published?: string;
}

const ARTICLE_TYPE = /(?:Article|Posting|Report|Review|Blog)$/;
const DATE_NAMES = [
  'article:published_time',
  'og:article:published_time',
  'datePublished',
  'parsely-pub-date',
  'sailthru.date',
  'pubdate',
  'publish-date',
  'publish_date',
  'dc.date.issued',
  'dcterms.date',
  'dc.date',
  'date',
];

export function readPageMetadata(document: PageDocument): PageMetadata {
  const linked = readLinkedData(document);
  const title =
    cleanLine(text(linked.headline)) ??
    readMeta(document, ['og:title', 'twitter:title', 'dc.title']) ??
    soleHeading(document) ??
    withoutSite(cleanLine(document.querySelector('title')?.textContent));
  const source =
    cleanLine(text(record(first(linked.publisher)).name) ?? text(linked.publisher)) ??
    readMeta(document, ['og:site_name', 'application-name', 'dc.publisher']);
  const url =
    document.querySelector('link[rel="canonical"]')?.getAttribute('href') ??
    readMeta(document, ['og:url']) ??
    text(linked.url) ??
    text(record(linked.mainEntityOfPage)['@id']);
  const dates = [
    text(linked.datePublished),
    readMeta(document, DATE_NAMES),
    document
      .querySelector('article time[datetime], main time[datetime], time[itemprop="datePublished"], time[datetime]')
      ?.getAttribute('datetime'),
  ];
  const published = dates.map((date) => (date ? readPublished(date) : undefined)).find((date) => date !== undefined);
  return {
    ...(title !== undefined && { title }),
    ...(source !== undefined && { source }),
    ...(url && { url }),
    ...(published !== undefined && { published }),
  };
}

function readMeta(document: PageDocument, names: readonly string[]): string | undefined {
  const wanted = names.map((name) => name.toLowerCase());
  const found = new Map<string, string>();
  for (const element of document.querySelectorAll('meta')) {
    const name = (
      element.getAttribute('property') ??
      element.getAttribute('name') ??
      element.getAttribute('itemprop') ??
      ''
    ).toLowerCase();
    const content = cleanLine(element.getAttribute('content'));
    if (wanted.includes(name) && content !== undefined && !found.has(name)) found.set(name, content);
  }
  return wanted.map((name) => found.get(name)).find((value) => value !== undefined);
}

/** schema.org's NewsArticle and its kin, from the page's JSON-LD. */
function readLinkedData(document: PageDocument): Readonly<Record<string, unknown>> {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const article = findArticle(parseJson(script.textContent ?? ''), 0);
    if (article !== undefined) return article;
  }
  return {};
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json.trim().replace(/^<!--|-->$/g, ''));
  } catch (error) {
    // Pages ship broken JSON-LD; their other metadata still counts.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function findArticle(value: unknown, depth: number): Readonly<Record<string, unknown>> | undefined {
  if (depth > 4 || typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    for (const item of value) {
      const article = findArticle(item, depth + 1);
      if (article !== undefined) return article;
    }
    return undefined;
  }
  const node = value as Record<string, unknown>;
  const types = [node['@type']].flat();
  if (types.some((type) => typeof type === 'string' && ARTICLE_TYPE.test(type))) return node;
  return findArticle(node['@graph'], depth + 1);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

function text(value: unknown): string | undefined {
  const one = first(value);
  return typeof one === 'string' ? one : undefined;
}

function soleHeading(document: PageDocument): string | undefined {
  const headings = [...document.querySelectorAll('h1')].map((heading) => cleanLine(heading.textContent));
  return headings.length === 1 ? headings[0] : undefined;
}

/** "Leaders meet in Rome - Example Daily" without the outlet. */
function withoutSite(title: string | undefined): string | undefined {
  const headline = title?.replace(/\s+[|–—»·-]\s+[^|–—»·]{2,40}$/, '');
  return headline !== undefined && headline.split(' ').length >= 3 ? headline : title;
}

/** Depth: refuses pages nested so deep that parsing and scoring them would take hours. */
import { UnreadableInput } from './unreadable.ts';

// The deepest articles met are nested about 60 deep; Readability takes half a second at 200 and ten at 1,000.
const DEEPEST = 200;
/** Each makes a node of its own, and the scoring walks the nodes many times. */
const MOST_NODES = 200_000;
/** Elements that need no end tag or hold none, so that leaving it out nests nothing. */
const UNCLOSED = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd td th tr tbody thead tfoot option optgroup colgroup rp rt html head body path circle rect line polygon use'.split(
    ' ',
  ),
);

export function refuseDeep(html: string, place: string): void {
  let depth = 0;
  let deepest = 0;
  let tags = 0;
  for (const match of html.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9-]*)/g)) {
    tags += 1;
    if (UNCLOSED.has(match[2]!.toLowerCase())) continue;
    depth = match[1] === '/' ? Math.max(0, depth - 1) : depth + 1;
    deepest = Math.max(deepest, depth);
  }
  if (deepest > DEEPEST) {
    throw new UnreadableInput(
      `${place}: its tags are nested ${deepest} deep, more than ${DEEPEST}; save the article's text instead`,
    );
  }
  const nodes = tags + countEntities(html);
  if (nodes > MOST_NODES) {
    throw new UnreadableInput(
      `${place}: has ${nodes} tags and entities, more than ${MOST_NODES}; save the article's text instead`,
    );
  }
}

function countEntities(html: string): number {
  let count = 0;
  for (let at = html.indexOf('&'); at >= 0; at = html.indexOf('&', at + 1)) count += 1;
  return count;
}

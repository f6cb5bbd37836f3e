/** List the doubtful: names that fit two, entities that look alike, links of low score, each with its evidence. */

import { type Decisions, NO_DECISIONS } from '../merge/decisions.ts';
import { gatherNodes, type Node, shareCompany } from '../merge/names.ts';
import { mergeEntities } from '../merge.ts';
import type { Reading } from '../model.ts';
import { compareBy } from '../order.ts';
import { editDistance, foldName, soundName } from '../resolve/fold.ts';
import type { GraphStore } from '../store.ts';

export interface Evidence {
  /** The article's ref. */
  readonly article: string;
  /** The sentence that names the entity. */
  readonly quote: string;
}

export interface Doubt {
  readonly kind: 'alike' | 'candidates' | 'weak';
  /** Ids as the decisions file takes them; the first is the doubtful one. */
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly why: string;
  readonly evidence: readonly Evidence[];
  /** Lines for the decisions file, either of which settles it. */
  readonly lines: readonly string[];
}

const WEAK_SCORE = 0.6;
const QUOTES_EACH = 2;

/** Doubts about what the store holds that no decision has settled, the most told first. */
export async function listDoubtful(store: GraphStore, decisions: Decisions = NO_DECISIONS): Promise<Doubt[]> {
  const tellings = await store.tellings();
  const merged = mergeEntities(tellings, decisions);
  const idOf = (node: Node): string => merged.get(`${node.tellings[0]!.articleId}\u0000${node.id}`) ?? node.id;
  const people = gatherNodes(tellings, 'Person');
  const institutions = gatherNodes(tellings, 'Institution');
  const found = [...doubtfulPeople(people, idOf), ...alikeBodies(institutions, idOf)].filter(
    ({ ids }) => !isSettled(ids, decisions),
  );
  const wanted = new Set(found.flatMap(({ ids }) => ids));
  const { quotes, weak } = await readEvidence(store, wanted);
  const doubts = found.map((doubt) => ({
    ...doubt,
    evidence: doubt.ids.flatMap((id) => (quotes.get(id) ?? []).slice(0, QUOTES_EACH)),
  }));
  const told = new Map([...people, ...institutions].map((node) => [node.id, node.tellings.length]));
  return [...doubts, ...weak].sort(
    compareBy<Doubt>(
      ({ ids }) => -Math.max(...ids.map((id) => told.get(id) ?? 0)),
      ({ kind }) => kind,
      ({ ids }) => ids.join(' '),
    ),
  );
}

/** Whether the file says of each other id whether it is the first one's. */
function isSettled([first, ...others]: readonly string[], { same, different }: Decisions): boolean {
  const ruled = [...same, ...different];
  return others.every((id) => ruled.some((pair) => pair.includes(first!) && pair.includes(id)));
}

type Unproven = Omit<Doubt, 'evidence'>;

function doubtfulPeople(nodes: readonly Node[], idOf: (node: Node) => string): Unproven[] {
  const full = nodes.filter(({ id }) => !id.includes('@'));
  const lastOf = (name: string): string => soundName(foldName(name).split(' ').at(-1)!);
  const bySurname = new Map<string, Node[]>();
  for (const node of full) {
    for (const key of new Set([...node.names].map(lastOf))) bySurname.set(key, [...(bySurname.get(key) ?? []), node]);
  }
  const bare = nodes
    .filter((node) => node.id.includes('@') && idOf(node) === node.id)
    .flatMap((node): Unproven[] => {
      const fits = bySurname.get(lastOf(node.tellings[0]!.entity.name)) ?? [];
      return fits.length === 0
        ? []
        : [doubt('candidates', [node, ...fits.slice(0, 4)], `a bare name that fits ${fits.length}`)];
    });
  const alike = [...bySurname.keys()]
    .sort()
    .flatMap((key) => pairs(bySurname.get(key)!).flatMap(([a, b]) => compare(a, b, idOf)));
  return [...bare, ...alike];
}

function compare(a: Node, b: Node, idOf: (node: Node) => string): Unproven[] {
  if (idOf(a) === idOf(b)) return [];
  const [one, other] = [foldName(a.tellings[0]!.entity.name), foldName(b.tellings[0]!.entity.name)];
  const close = one !== other && editDistance(one, other) <= 2 && Math.min(one.length, other.length) >= 8;
  const contained =
    one.split(' ').every((word) => other.split(' ').includes(word)) ||
    other.split(' ').every((word) => one.split(' ').includes(word));
  if (!close && !contained) return [];
  return [
    doubt(
      'alike',
      [a, b],
      `${close ? 'spelt alike' : 'one name holds the other'}${shareCompany(a, b) ? ', in like company' : ''}`,
    ),
  ];
}

function alikeBodies(nodes: readonly Node[], idOf: (node: Node) => string): Unproven[] {
  const byKey = new Map<string, Node[]>();
  for (const node of nodes) {
    const key = soundName(node.tellings[0]!.entity.name.replace(/ \([^)]*\)$/u, ''));
    byKey.set(key, [...(byKey.get(key) ?? []), node]);
  }
  return [...byKey.keys()].sort().flatMap((key) =>
    pairs(byKey.get(key)!)
      .filter(([a, b]) => idOf(a) !== idOf(b) && shareCompany(a, b))
      .map((pair) => doubt('alike', pair, 'names alike, in like company')),
  );
}

function doubt(kind: Doubt['kind'], nodes: readonly Node[], why: string): Unproven {
  const ids = nodes.map(({ id }) => id);
  const names = nodes.map(({ tellings }) => tellings[0]!.entity.name);
  const others = ids.slice(1);
  return {
    kind,
    ids,
    names,
    why,
    lines: [...others.map((id) => `same ${ids[0]} ${id}`), ...others.map((id) => `different ${ids[0]} ${id}`)],
  };
}

function pairs<T>(values: readonly T[]): [T, T][] {
  return values.flatMap((a, i) => values.slice(i + 1).map((b): [T, T] => [a, b]));
}

/** Sentences that name the wanted entities, by local id, and links below the score that is trusted. */
async function readEvidence(
  store: GraphStore,
  wanted: ReadonlySet<string>,
): Promise<{ readonly quotes: Map<string, Evidence[]>; readonly weak: Doubt[] }> {
  const quotes = new Map<string, Evidence[]>();
  const weak = new Map<string, Doubt>();
  for await (const reading of store.readings()) {
    const localOf = new Map(reading.entities.map((entity) => [entity.id, entity]));
    for (const mention of reading.mentions) {
      const entity = localOf.get(mention.entity);
      if (!entity) continue;
      const evidence = quoteOf(reading, mention.sentence);
      if (wanted.has(entity.local)) quotes.set(entity.local, [...(quotes.get(entity.local) ?? []), evidence]);
      const linked = entity.label !== 'Event' && mention.score < WEAK_SCORE && !entity.local.includes('@');
      const key = `${mention.text}\u0000${entity.local}`;
      if (linked && !weak.has(key)) {
        const why = `"${mention.text}" taken for ${entity.name}: ${mention.why} (score ${mention.score.toFixed(2)})`;
        weak.set(key, {
          kind: 'weak',
          ids: [entity.local],
          names: [entity.name],
          why,
          evidence: [evidence],
          lines: [`rename ${entity.local} "…"`, `link ${entity.local} Q…`],
        });
      }
    }
  }
  return { quotes, weak: [...weak.keys()].sort().map((key) => weak.get(key)!) };
}

function quoteOf(reading: Reading, sentence: number): Evidence {
  return { article: reading.article.ref, quote: reading.sentences[sentence]?.text ?? '' };
}

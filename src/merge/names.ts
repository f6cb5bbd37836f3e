/** Names: what merging knows of an entity over all the articles that tell of it. */
import type { Telling } from '../store.ts';

/** Key of a telling → the id that merging gives it; those that keep their own are absent. */
export type Names = Map<string, string>;

export const keyOf = ({ articleId, entity }: Telling): string => `${articleId}\u0000${entity.local}`;

/** An entity known by one local id, over all its tellings. */
export interface Node {
  readonly id: string;
  readonly tellings: readonly Telling[];
  /** All surface forms and the name. */
  readonly names: ReadonlySet<string>;
  /** Ids of the other entities of its articles, events apart. */
  readonly company: ReadonlySet<string>;
  /** Days of its articles, ISO 8601. */
  readonly days: readonly string[];
}

/** Nodes of one label, sorted by id; `tellings` are all tellings, sorted. */
export function gatherNodes(tellings: readonly Telling[], label: string): Node[] {
  const company = new Map<string, string[]>();
  for (const { articleId, entity } of tellings) {
    if (entity.label === 'Event') continue;
    const own = company.get(articleId);
    if (own) own.push(entity.local);
    else company.set(articleId, [entity.local]);
  }
  const byId = new Map<string, Telling[]>();
  for (const telling of tellings) {
    if (telling.entity.label !== label) continue;
    const own = byId.get(telling.entity.local);
    if (own) own.push(telling);
    else byId.set(telling.entity.local, [telling]);
  }
  return [...byId.keys()].sort().map((id) => {
    const own = byId.get(id)!;
    return {
      id,
      tellings: own,
      names: new Set(own.flatMap(({ entity }) => [entity.name, ...entity.names])),
      company: new Set(own.flatMap(({ articleId }) => company.get(articleId)!.filter((other) => other !== id))),
      days: own.flatMap(({ published }) => (published === undefined ? [] : [published.slice(0, 10)])).sort(),
    };
  });
}

/** Do the two share someone or something of their articles? */
export function shareCompany(a: Node, b: Node): boolean {
  const [less, more] = a.company.size <= b.company.size ? [a, b] : [b, a];
  return [...less.company].some((id) => more.company.has(id));
}

const DAY_MS = 86_400_000;

/** Days between two ISO 8601 days (months and years count from their first day); NaN for anything else. */
export function daysApart(a: string, b: string): number {
  return Math.abs(Date.parse(a.slice(0, 10)) - Date.parse(b.slice(0, 10))) / DAY_MS;
}

/** Whether some day of one is at most `days` from some day of the other; true where neither has any. */
export function nearInTime(a: Node, b: Node, days: number): boolean {
  if (a.days.length === 0 || b.days.length === 0) return a.days.length === b.days.length;
  return a.days.some((one) => b.days.some((other) => daysApart(one, other) <= days));
}

/** Pairs of ids that a person ruled to be two. */
export interface PairSet {
  holds(ids: readonly string[]): boolean;
}

export function pairSet(pairs: readonly (readonly [string, string])[]): PairSet {
  return { holds: (ids) => pairs.some(([a, b]) => ids.includes(a) && ids.includes(b)) };
}

/** Joins ids; a group never holds two Wikidata ids, nor two that an article tells apart. */
export class Groups {
  readonly #apart: PairSet;
  readonly #parent = new Map<string, string>();
  readonly #members = new Map<string, Node[]>();

  constructor(nodes: readonly Node[], apart: PairSet) {
    this.#apart = apart;
    for (const node of nodes) {
      this.#parent.set(node.id, node.id);
      this.#members.set(node.id, [node]);
    }
  }

  rootOf(id: string): string {
    let at = id;
    while (this.#parent.get(at) !== at) at = this.#parent.get(at)!;
    return at;
  }

  membersOf(id: string): readonly Node[] {
    return this.#members.get(this.rootOf(id))!;
  }

  /** False where the two must stay two. */
  join(a: string, b: string): boolean {
    const [one, other] = [this.rootOf(a), this.rootOf(b)];
    if (one === other) return true;
    const members = [...this.#members.get(one)!, ...this.#members.get(other)!];
    const wikidata = new Set(members.map(({ id }) => id).filter((id) => /^Q\d+$/u.test(id)));
    if (wikidata.size > 1) return false;
    if (this.#apart.holds(members.map(({ id }) => id))) return false;
    const articles = members.flatMap((node) => node.tellings.map(({ articleId }) => articleId));
    if (new Set(articles).size < articles.length) return false;
    this.#parent.set(other, one);
    this.#members.set(one, members);
    this.#members.delete(other);
    return true;
  }

  /** Telling → id of its group: a Wikidata id, else one not bound to an article, of several words, the most told, the least. */
  names(): Names {
    const names: Names = new Map();
    for (const members of this.#members.values()) {
      if (members.length < 2) continue;
      const rank = ({ id, tellings }: Node): string =>
        `${/^Q\d+$/u.test(id) ? 0 : id.includes('@') ? 2 : 1} ${id.includes('-') ? 0 : 1} ${String(1e9 - tellings.length).padStart(10, '0')} ${id}`;
      const best = [...members].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))[0]!;
      for (const telling of members.flatMap((node) => node.tellings)) names.set(keyOf(telling), best.id);
    }
    return names;
  }
}

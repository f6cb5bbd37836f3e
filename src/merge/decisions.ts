/** Decide: what a person ruled on who is who, from a plain file that can be kept in git; it wins over everything. */
import { existsSync, readFileSync } from 'node:fs';

/** The file's name beside the store. */
export const DECISIONS_FILE = 'decisions.txt';

export interface Decisions {
  /** Pairs of ids that are one. */
  readonly same: readonly (readonly [string, string])[];
  /** Pairs of ids that stay two. */
  readonly different: readonly (readonly [string, string])[];
  /** Id → the name it is to bear. */
  readonly names: ReadonlyMap<string, string>;
  /** Id → its Wikidata id. */
  readonly links: ReadonlyMap<string, string>;
  /** Id → the first line that speaks of it, for messages. */
  readonly lines: ReadonlyMap<string, string>;
}

export const NO_DECISIONS: Decisions = {
  same: [],
  different: [],
  names: new Map(),
  links: new Map(),
  lines: new Map(),
};

/** A decisions file that cannot be applied; `faults` has one line each, and nothing of the file counts. */
export class DecisionsError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'DecisionsError';
    this.faults = faults;
  }
}

const FORMS =
  'write `same A B`, `different A B`, `rename A "Name"` or `link A Q123`, where A and B are ids as `entente review` shows them';

/** Reads the file; one that is not there decides nothing. Throws a DecisionsError. */
export function readDecisions(path: string): Decisions {
  return existsSync(path) ? parseDecisions(readFileSync(path, 'utf8'), path) : NO_DECISIONS;
}

/** Throws a DecisionsError that lists every bad line and every contradiction. */
export function parseDecisions(text: string, file: string): Decisions {
  const faults: string[] = [];
  const same: [string, string][] = [];
  const different: [string, string][] = [];
  const names = new Map<string, string>();
  const links = new Map<string, string>();
  const lines = new Map<string, string>();
  for (const [index, raw] of text.split(/\r?\n/u).entries()) {
    const at = `${file}:${index + 1}`;
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const pair = /^(same|different)\s+(\S+)\s+(\S+)(?:\s+#.*)?$/u.exec(line);
    const rename = /^rename\s+(\S+)\s+"([^"]+)"(?:\s+#.*)?$/u.exec(line);
    const link = /^link\s+(\S+)\s+(Q[1-9]\d*)(?:\s+#.*)?$/u.exec(line);
    for (const id of [pair?.[2], pair?.[3], rename?.[1], link?.[1]]) {
      if (id !== undefined && !lines.has(id)) lines.set(id, at);
    }
    if (pair) {
      const [, verb, a, b] = pair as unknown as [string, string, string, string];
      if (a === b) faults.push(`${at}: "${a}" is named twice; name two entities`);
      else (verb === 'same' ? same : different).push([a, b]);
    } else if (rename) setOnce(names, rename[1]!, rename[2]!, at, 'renamed', faults);
    else if (link) setOnce(links, link[1]!, link[2]!, at, 'linked', faults);
    else faults.push(`${at}: cannot read "${line}"; ${FORMS}`);
  }
  const decisions = { same, different, names, links, lines };
  faults.push(...contradictions(decisions, file));
  if (faults.length > 0) throw new DecisionsError(faults);
  return decisions;
}

function setOnce(
  map: Map<string, string>,
  id: string,
  value: string,
  at: string,
  done: string,
  faults: string[],
): void {
  const before = map.get(id);
  if (before !== undefined && before !== value) {
    faults.push(`${at}: "${id}" is ${done} "${before}" above and "${value}" here; delete one of the lines`);
  }
  map.set(id, before ?? value);
}

/** What the lines together rule out: two that are the same and different, one thing with two Wikidata ids or names. */
function contradictions({ same, different, names, links, lines }: Decisions, file: string): string[] {
  const groups = new Groups(same);
  const faults = different
    .filter(([a, b]) => groups.rootOf(a) === groups.rootOf(b))
    .map(
      ([a, b]) =>
        `${lines.get(a) ?? file}: "${a}" and "${b}" are the same by other lines and different by this; delete one`,
    );
  const wikidata = new Map<string, string>();
  const ids = new Set([...same.flat(), ...links.keys()]);
  for (const id of [...ids].sort()) {
    const linked = links.get(id) ?? (/^Q\d+$/u.test(id) ? id : undefined);
    if (linked === undefined) continue;
    const root = groups.rootOf(id);
    const before = wikidata.get(root);
    if (before !== undefined && before !== linked) {
      faults.push(
        `${lines.get(id) ?? file}: "${id}" would be both ${before} and ${linked}; one thing has one Wikidata id, delete a line`,
      );
    }
    wikidata.set(root, before ?? linked);
  }
  const named = new Map<string, string>();
  for (const [id, name] of names) {
    const before = named.get(groups.rootOf(id));
    if (before !== undefined && before !== name) {
      faults.push(
        `${lines.get(id) ?? file}: "${id}" would be named both "${before}" and "${name}"; delete one of the lines`,
      );
    }
    named.set(groups.rootOf(id), before ?? name);
  }
  return faults;
}

/** One line for each id that neither the store nor the tables know. */
export function findUnknown(decisions: Decisions, isKnown: (id: string) => boolean): string[] {
  return [...decisions.lines]
    .filter(([id]) => !isKnown(id))
    .map(
      ([id, at]) =>
        `${at}: no entity has the id "${id}"; \`entente review\` and \`entente query\` show ids, or delete the line`,
    );
}

/** Groups of ids joined by pairs; the root of a group is its least id, whatever the order of the pairs. */
export class Groups {
  readonly #parent = new Map<string, string>();

  constructor(pairs: Iterable<readonly [string, string]>) {
    for (const [a, b] of pairs) {
      const [one, other] = [this.rootOf(a), this.rootOf(b)].sort() as [string, string];
      if (one !== other) this.#parent.set(other, one);
    }
  }

  rootOf(id: string): string {
    let at = id;
    for (let up = this.#parent.get(at); up !== undefined; up = this.#parent.get(at)) at = up;
    return at;
  }
}

/** Merge events: the call that five articles tell of is one, by kind, participants, days and place. */
import { compare } from '../order.ts';
import { foldName } from '../resolve/fold.ts';
import type { Telling } from '../store.ts';
import { daysApart, keyOf, type Names, type PairSet } from './names.ts';

const WINDOW_DAYS = 3;
/** How many participants two tellings must share. Kinds that are not here are told too loosely to be merged. */
const SHARED: Readonly<Record<string, number>> = {
  call: 2,
  meeting: 2,
  talks: 2,
  agreement: 2,
  ceasefire: 2,
  sanctions: 2,
  plan: 2,
  attack: 2,
  dispute: 2,
};

interface Told {
  readonly telling: Telling;
  readonly kind: string;
  /** The event's own day, else its article's. */
  readonly day: string;
  /** Whether the text itself gives the day. */
  readonly dated: boolean;
  readonly participants: ReadonlySet<string>;
  readonly place: string | undefined;
  readonly head: string;
}

interface Cluster {
  readonly members: Told[];
  readonly day: string;
  /** Who takes part by every telling. */
  core: Set<string>;
  place: string | undefined;
}

/** `renamed` gives the people and bodies their ids in the whole graph, so that participants are compared by those. */
export function mergeEvents(tellings: readonly Telling[], renamed: Names, apart: PairSet): Names {
  const told = tellings.flatMap((telling) => readTold(telling, renamed)).sort(inOrder);
  const clusters: Cluster[] = [];
  for (const one of told) {
    const cluster = clusters.find((other) => fits(one, other) && !apart.holds([one, ...other.members].map(idOfTold)));
    if (!cluster) {
      clusters.push({ members: [one], day: one.day, core: new Set(one.participants), place: one.place });
      continue;
    }
    cluster.members.push(one);
    cluster.core = new Set([...cluster.core].filter((id) => one.participants.has(id)));
    cluster.place ??= one.place;
  }
  joinLate(clusters);
  const names: Names = new Map();
  const taken = new Map<string, number>();
  for (const { members, day, core } of clusters) {
    if (members.length < 2) continue;
    const base = `event:${members[0]!.kind}-${day}-${[...core].sort(compare).map(slugOfId).join('-')}`;
    const n = (taken.get(base) ?? 0) + 1;
    taken.set(base, n);
    for (const { telling } of members) names.set(keyOf(telling), n === 1 ? base : `${base}-${n}`);
  }
  return names;
}

/** How long after an event an article may come back to it without a date of its own, in days. */
const LATE_DAYS = 14;

/** "Days ago …": a lone undated telling joins the one cluster of just its participants that came before it. */
function joinLate(clusters: Cluster[]): void {
  const late = clusters.filter(({ members }) => members.length === 1 && members[0]!.dated === false);
  for (const alone of late) {
    const [told] = alone.members as [Told];
    const before = clusters.filter(
      (other) =>
        other !== alone &&
        !late.includes(other) &&
        other.day <= told.day &&
        daysApart(other.day, told.day) <= LATE_DAYS &&
        other.members[0]!.kind === told.kind &&
        other.core.size === told.participants.size &&
        [...other.core].every((id) => told.participants.has(id)),
    );
    if (before.length !== 1 || !fits(told, before[0]!, LATE_DAYS)) continue;
    before[0]!.members.push(told);
    clusters.splice(clusters.indexOf(alone), 1);
  }
}

function readTold(telling: Telling, renamed: Names): Told[] {
  const { articleId, published, entity } = telling;
  // Events with a name of their own have one id everywhere.
  if (entity.label !== 'Event' || !entity.local.includes('@') || entity.kind === undefined) return [];
  const day = /^\d{4}-\d\d-\d\d/u.exec(entity.event?.date ?? published ?? '')?.[0];
  const least = SHARED[entity.kind];
  const rename = (id: string): string => renamed.get(`${articleId}\u0000${id}`) ?? id;
  const participants = new Set((entity.event?.participants ?? []).map(rename));
  if (day === undefined || least === undefined || participants.size < least) return [];
  const place = entity.event?.place === undefined ? undefined : rename(entity.event.place);
  return [
    {
      telling,
      kind: entity.kind,
      day,
      dated: entity.event?.date !== undefined,
      participants,
      place,
      head: foldName(entity.name).split(' ').at(-1)!.replace(/s$/u, ''),
    },
  ];
}

/** By kind, day and participants; article and local id last, so that the order of the input never tells. */
function inOrder(a: Told, b: Told): number {
  const list = ({ participants }: Told): string => [...participants].sort(compare).join(' ');
  return (
    compare(a.kind, b.kind) ||
    compare(a.day, b.day) ||
    a.participants.size - b.participants.size ||
    compare(list(a), list(b)) ||
    compare(a.telling.articleId, b.telling.articleId) ||
    compare(a.telling.entity.local, b.telling.entity.local)
  );
}

function fits(one: Told, { members, day, core, place }: Cluster, windowDays = WINDOW_DAYS): boolean {
  const [first] = members;
  if (first!.kind !== one.kind || daysApart(day, one.day) > windowDays) return false;
  if (place !== undefined && one.place !== undefined && place !== one.place) return false;
  // Two events of one article are two.
  if (members.some(({ telling }) => telling.articleId === one.telling.articleId)) return false;
  const shared = [...core].filter((id) => one.participants.has(id)).length;
  const least = SHARED[one.kind]!;
  const within = shared === core.size || shared === one.participants.size;
  const loose = one.kind === 'attack' || one.kind === 'plan' || one.kind === 'agreement' || one.kind === 'sanctions';
  return shared >= least && within && (!loose || members.some(({ head }) => head === one.head));
}

const idOfTold = ({ telling }: Told): string => telling.entity.local;
const slugOfId = (id: string): string => id.replace(/^\w+:/u, '').toLowerCase();

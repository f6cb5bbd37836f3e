/** What an article tells around a name: which states it speaks of and where, and when it was written. */
import type { Annotated } from '../model.ts';
import type { Knowledge, Known, Office } from './knowledge.ts';
import type { Named } from './named.ts';

export interface Context {
  readonly annotated: Annotated;
  readonly knowledge: Knowledge;
  readonly names: readonly Named[];
  /** How often each state is named, directly or by its capital; by entity id. */
  readonly states: ReadonlyMap<string, number>;
  /** The states named, in text order. */
  readonly statesInOrder: readonly {
    readonly start: number;
    readonly end: number;
    readonly sentence: number;
    readonly state: Known;
  }[];
}

export function readContext(annotated: Annotated, names: readonly Named[], knowledge: Knowledge): Context {
  const states = new Map<string, number>();
  const statesInOrder: { start: number; end: number; sentence: number; state: Known }[] = [];
  for (const { text, label, start, end, sentence } of names) {
    if (label === 'Person' || label === 'Event') continue;
    const named = knowledge.statesNamed(text);
    const capital = knowledge.stateOfCapital(text);
    for (const state of [...named, ...(capital ? [capital] : [])]) {
      states.set(state.id, (states.get(state.id) ?? 0) + (named.length > 1 ? 0.5 : 1));
      statesInOrder.push({ start, end, sentence, state });
    }
  }
  return { annotated, knowledge, names, states, statesInOrder };
}

/** The state that stands in the same phrase before a name, else the nearest one before it, else the most named. */
export function nearestState(
  context: Context,
  named: { readonly sentence: number; readonly start: number; readonly end: number },
): { state: Known; near: boolean } | undefined {
  const before = context.statesInOrder.filter(
    (one) => one.start < named.start || (one.start < named.end && one.end > named.start),
  );
  const last = before.at(-1);
  if (last && named.start - last.end <= 40 && last.sentence === named.sentence)
    return { state: last.state, near: true };
  const here = context.statesInOrder.filter((one) => one.sentence === named.sentence);
  if (here.length > 0 && new Set(here.map((one) => one.state.id)).size === 1)
    return { state: here[0]!.state, near: true };
  const most = [...context.states].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0];
  if (!most) return undefined;
  return {
    state:
      last && (context.states.get(last.state.id) ?? 0) === most[1] ? last.state : context.knowledge.byId.get(most[0])!,
    near: false,
  };
}

/** Of states that share a name or demonym, the one the article names otherwise, else the better known. */
export function likeliestState(states: readonly Known[], context: Context): Known | undefined {
  const weight = (state: Known): number => (context.states.get(state.id) ?? 0) * 10 + Math.log1p(state.fame);
  return [...states].sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1))[0];
}

/** Whether an office was held on the article's day; true where either date is unknown. */
export function heldOn(office: Office, published: string | undefined): boolean {
  if (published === undefined) return true;
  const day = published.slice(0, 10);
  const after = office.from === '' || office.from <= day.slice(0, Math.max(4, office.from.length));
  return after && (office.until === '' || office.until >= day.slice(0, office.until.length));
}

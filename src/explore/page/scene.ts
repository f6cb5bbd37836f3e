/** Scene: what of the graph a view shows. A line stands for all that is stated between two entities. */
import type { Graph } from '../api.ts';
import type { View } from './view.ts';

export interface Line {
  readonly key: string;
  /** Places in `graph.entities`, as in every map of this file. */
  readonly a: number;
  readonly b: number;
  /** From the one who mostly acts to the other. */
  readonly from: number;
  readonly to: number;
  /** All of it goes one way. */
  readonly directed: boolean;
  /** False where all of it is denied, planned, possible or requested. */
  readonly happened: boolean;
  readonly statements: number;
  /** Place of a relation → how many statements say it. */
  readonly relations: ReadonlyMap<number, number>;
  /** Of the PLOVER family of which most is stated. */
  readonly colour: string;
}

export interface Scene {
  readonly lines: ReadonlyMap<string, Line>;
  readonly entities: ReadonlySet<number>;
}

interface Growing {
  readonly a: number;
  readonly b: number;
  forward: number;
  backward: number;
  happened: number;
  other: number;
  readonly relations: Map<number, number>;
}

export function keyOf(a: number, b: number): string {
  return a < b ? `${a}-${b}` : `${b}-${a}`;
}

/** A statement's day counts; one without a day is shown while no date is chosen. */
export function makeScene(graph: Graph, view: View): Scene {
  const hiddenRelations = new Set(view.hiddenRelations);
  const isShownRelation = graph.relations.map(({ relation }) => !hiddenRelations.has(relation));
  const hiddenSources = new Set(view.hiddenSources);
  const isShownSource = graph.sources.map((source) => !hiddenSources.has(source));
  const noSource = !hiddenSources.has('');
  const hiddenLabels = new Set(view.hiddenLabels);
  const [hidden, focus] = [new Set(view.hidden), new Set(view.focus)];
  const isShown = graph.entities.map(
    ({ id, label }) => !hiddenLabels.has(label) && !hidden.has(id) && (focus.size === 0 || focus.has(id)),
  );
  const growing = new Map<string, Growing>();
  for (const [subject, relation, object, day, source, happened] of graph.facts) {
    if (subject === object || !isShown[subject] || !isShown[object] || !isShownRelation[relation]) continue;
    if (!happened && !view.unhappened) continue;
    if (!(source < 0 ? noSource : isShownSource[source])) continue;
    if ((view.from !== '' && day < view.from) || (view.to !== '' && (day === '' || day > view.to))) continue;
    const key = keyOf(subject, object);
    let line = growing.get(key);
    if (!line) {
      const [a, b] = subject < object ? [subject, object] : [object, subject];
      line = { a, b, forward: 0, backward: 0, happened: 0, other: 0, relations: new Map() };
      growing.set(key, line);
    }
    if (happened) line.happened += 1;
    else line.other += 1;
    const { symmetric } = graph.relations[relation]!;
    if (symmetric || subject === line.a) line.forward += 1;
    if (symmetric || subject === line.b) line.backward += 1;
    line.relations.set(relation, (line.relations.get(relation) ?? 0) + 1);
  }
  const lines = new Map([...growing].map(([key, line]) => [key, finish(graph, key, line)]));
  const entities = new Set<number>();
  for (const { a, b } of lines.values()) entities.add(a).add(b);
  for (const [i, { id }] of graph.entities.entries()) {
    if (isShown[i] && (view.alone || id === view.entity || focus.has(id))) entities.add(i);
  }
  return { lines, entities };
}

function finish(graph: Graph, key: string, line: Growing): Line {
  const { a, b, forward, backward, happened, other, relations } = line;
  const families = new Map<string, { statements: number; colour: string }>();
  for (const [relation, statements] of relations) {
    const { family, colour } = graph.relations[relation]!;
    const known = families.get(family);
    families.set(family, { statements: (known?.statements ?? 0) + statements, colour: known?.colour ?? colour });
  }
  const [main] = [...families.values()].sort((x, y) => y.statements - x.statements);
  const [from, to] = forward >= backward ? [a, b] : [b, a];
  return {
    key,
    a,
    b,
    from,
    to,
    directed: forward === 0 || backward === 0,
    happened: happened > 0,
    statements: happened + other,
    relations,
    colour: main!.colour,
  };
}

/** Values: nodes, relationships and paths of a query's result, written the same for both databases. */
import type { Value } from '../store.ts';

type Properties = Readonly<Record<string, Value>>;

/** A node under the id that the graph gives it; what has none keeps the database's own, marked with "#". */
export function nodeIdOf(databaseId: string, properties: Properties): string {
  const { id, key, origin } = properties;
  if (typeof id === 'string') return id;
  if (typeof key === 'string') return `name:${key}`;
  return typeof origin === 'string' ? `copy:${origin}` : `#${databaseId}`;
}

function sorted(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function nodeValue(databaseId: string, labels: readonly string[], properties: Properties): Value {
  return { $node: nodeIdOf(databaseId, properties), labels: [...labels].sort(), properties: sorted(properties) };
}

/** A relationship between two node ids; only mentions and tellings stand in parallel, told apart by place or local id. */
export function relationshipValue(type: string, start: string, end: string, properties: Properties): Value {
  const which = properties.start ?? properties.local;
  const id = `${start} ${type} ${end}${which === undefined ? '' : ` ${which}`}`;
  return { $relationship: id, type, start, end, properties: sorted(properties) };
}

export function pathValue(nodes: readonly Value[], relationships: readonly Value[]): Value {
  return { $path: nodes.flatMap((node, i) => (i === 0 ? [node] : [relationships[i - 1]!, node])) };
}

/** Values: what Grafeo gives, as JSON values. */
import type { GrafeoDB, GrafeoValue } from '@grafeo-db/js';
import type { Value } from '../../store.ts';
import { nodeIdOf, nodeValue, pathValue, relationshipValue } from '../values.ts';

type Element = { readonly [key: string]: GrafeoValue };

function propertiesOf(element: Element): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(element)
      .filter(([key]) => !['_id', '_labels', '_source', '_target', '_type'].includes(key))
      .map(([key, value]) => [key, value as Value]),
  );
}

/** Grafeo gives nodes and relationships as maps with `_id`, paths as maps of both. */
export function toValue(db: GrafeoDB, value: GrafeoValue): Value {
  if (typeof value === 'bigint') return Number(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => toValue(db, item));
  if (value instanceof Date) return value.toISOString();
  const element = value as Element;
  if (Array.isArray(element._labels)) {
    return nodeValue(String(element._id), element._labels as string[], propertiesOf(element));
  }
  if (typeof element._type === 'string' && '_source' in element) {
    const end = (id: GrafeoValue | undefined): string =>
      nodeIdOf(String(id), (db.getNode(Number(id))?.properties() ?? {}) as Record<string, Value>);
    return relationshipValue(element._type, end(element._source), end(element._target), propertiesOf(element));
  }
  if (Array.isArray(element.nodes) && Array.isArray(element.edges)) {
    return pathValue(
      element.nodes.map((node) => toValue(db, node)),
      element.edges.map((edge) => toValue(db, edge)),
    );
  }
  return Object.fromEntries(Object.entries(element).map(([key, item]) => [key, toValue(db, item)]));
}

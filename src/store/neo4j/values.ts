/** Values: between JSON and what the Neo4j driver takes and gives. */
import neo4j, {
  isDate,
  isDateTime,
  isInt,
  isLocalDateTime,
  isNode,
  isPath,
  isRelationship,
  type Node,
  type Relationship,
} from 'neo4j-driver';
import type { Value } from '../../store.ts';
import { nodeValue, pathValue, relationshipValue } from '../values.ts';

/** The driver sends every number as a float unless told otherwise; whole ones are integers here, as in JSON. */
export function toDriver(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(toDriver);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toDriver(item)]));
}

/** What the driver gives, as JSON values; `keys` holds the graph's ids of nodes by the database's. */
export function fromDriver(value: unknown, keys: ReadonlyMap<string, string>): Value {
  const convert = (item: unknown): Value => fromDriver(item, keys);
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object') return value as Value;
  if (Array.isArray(value)) return value.map(convert);
  if (isInt(value)) return value.toNumber();
  if (isNode(value)) return nodeValue(value.elementId, value.labels, propertiesOf(value.properties, keys));
  if (isRelationship(value)) {
    const end = (id: string): string => keys.get(id) ?? `#${id}`;
    return relationshipValue(
      value.type,
      end(value.startNodeElementId),
      end(value.endNodeElementId),
      propertiesOf(value.properties, keys),
    );
  }
  if (isPath(value)) {
    const nodes = value.segments.map(({ end }) => convert(end));
    return pathValue(
      [convert(value.start), ...nodes],
      value.segments.map(({ relationship }) => convert(relationship)),
    );
  }
  if (isDate(value) || isDateTime(value) || isLocalDateTime(value) || !isPlain(value)) return String(value);
  return propertiesOf(value as Record<string, unknown>, keys);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function propertiesOf(
  properties: Readonly<Record<string, unknown>>,
  keys: ReadonlyMap<string, string>,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(properties).map(([key, item]) => [key, fromDriver(item, keys)]));
}

/** Nodes and relationships anywhere in a result. */
export function* elementsOf(value: unknown): Generator<Node | Relationship> {
  if (value === null || typeof value !== 'object') return;
  if (isNode(value) || isRelationship(value)) yield value;
  else if (isPath(value)) for (const { start, end, relationship } of value.segments) yield* [start, end, relationship];
  else if (Array.isArray(value) || isPlain(value)) for (const item of Object.values(value)) yield* elementsOf(item);
}

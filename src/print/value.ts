/** Print values of a query's result: a node by its name and label, a relationship by its type, the rest as it is. */
import type { Value } from '../store.ts';

type Properties = { readonly [key: string]: Value };

/** One line for a table's cell; numbers stay numbers, so that columns of them align. */
export function toCell(value: Value): string | number {
  if (value === null) return '';
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (isList(value)) return value.map(toCell).join(', ');
  if (isList(value.$path)) return value.$path.map(toCell).join(' ');
  if (value.$node !== undefined) return `${nameOf(value)} (${labelOf(value)})`;
  if (value.$relationship !== undefined) return `─${value.type}→`;
  return Object.entries(value)
    .map(([key, item]) => `${key}: ${toCell(item)}`)
    .join(', ');
}

function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

function nameOf({ $node, properties }: Properties): Value {
  const { name, text, title, ref } = properties as Properties;
  return name ?? text ?? title ?? ref ?? $node ?? '';
}

function labelOf({ labels }: Properties): string {
  const names = isList(labels) ? labels : [];
  return String(names.find((label) => label !== 'Entity') ?? names[0] ?? '');
}

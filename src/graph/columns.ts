/** Columns: the attributes of nodes and edges as graph formats declare them, one table for all. */
import type { EdgeAttributes, NodeAttributes } from './build.ts';

export type ColumnType = 'string' | 'int' | 'double';

export interface Column<T> {
  readonly name: string;
  readonly type: ColumnType;
  readonly read: (attributes: T) => string | number | undefined;
}

export const NODE_COLUMNS: readonly Column<NodeAttributes>[] = [
  { name: 'type', type: 'string', read: (node) => node.type },
  { name: 'kind', type: 'string', read: (node) => node.kind },
  { name: 'aliases', type: 'string', read: (node) => node.aliases.join(' | ') || undefined },
  { name: 'wikidata', type: 'string', read: (node) => node.wikidata },
  { name: 'iso2', type: 'string', read: (node) => node.iso2 },
  { name: 'iso3', type: 'string', read: (node) => node.iso3 },
];

export const EDGE_COLUMNS: readonly Column<EdgeAttributes>[] = [
  { name: 'relation', type: 'string', read: (edge) => edge.relation },
  { name: 'plover', type: 'string', read: (edge) => edge.plover },
  { name: 'statements', type: 'int', read: (edge) => edge.statements },
  { name: 'articles', type: 'int', read: (edge) => edge.articles },
  { name: 'outlets', type: 'int', read: (edge) => edge.outlets },
  { name: 'first', type: 'string', read: (edge) => edge.first },
  { name: 'last', type: 'string', read: (edge) => edge.last },
  { name: 'confidence', type: 'double', read: (edge) => edge.confidence },
  { name: 'denied', type: 'int', read: (edge) => edge.denied },
];

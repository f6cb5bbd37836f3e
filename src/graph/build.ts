/** Build: entities and typed edges as a graphology graph, for its algorithms and for the formats of other tools. */
import { MultiDirectedGraph } from 'graphology';
import type { Edge } from '../model.ts';
import { relationOf } from '../ontology.ts';
import type { AliasedEntity } from './rows.ts';

export interface NodeAttributes {
  readonly label: string;
  readonly type: string;
  readonly kind?: string;
  readonly aliases: readonly string[];
  readonly wikidata?: string;
  readonly iso2?: string;
  readonly iso3?: string;
}

export interface EdgeAttributes extends Omit<Edge, 'subject' | 'object'> {
  /** PLOVER event type; absent for standing facts. */
  readonly plover?: string;
}

export type EntityGraph = MultiDirectedGraph<NodeAttributes, EdgeAttributes>;

/** Nodes and edges stand in the order given; an edge's key is its subject, relation and object. */
export function buildGraph(entities: readonly AliasedEntity[], edges: readonly Edge[]): EntityGraph {
  const graph: EntityGraph = new MultiDirectedGraph();
  for (const { id, name, label, kind, aliases, wikidata, iso2, iso3 } of entities) {
    graph.addNode(id, {
      label: name,
      type: label,
      ...(kind === undefined ? {} : { kind }),
      aliases,
      ...(wikidata === undefined ? {} : { wikidata }),
      ...(iso2 === undefined ? {} : { iso2 }),
      ...(iso3 === undefined ? {} : { iso3 }),
    });
  }
  for (const { subject, object, ...edge } of edges) {
    const { plover } = relationOf(edge.relation);
    graph.addEdgeWithKey(`${subject} ${edge.relation} ${object}`, subject, object, {
      ...edge,
      ...(plover === undefined ? {} : { plover }),
    });
  }
  return graph;
}

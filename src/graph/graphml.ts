/** Export as GraphML: entities and typed edges, for yEd, Cytoscape, networkx, igraph. graphology's package only reads it. */
import { buildGraph } from './build.ts';
import { type Column, EDGE_COLUMNS, NODE_COLUMNS } from './columns.ts';
import type { GraphSource } from './source.ts';
import { escapeXml } from './xml.ts';

const NODE_NAME: Column<{ readonly label: string }> = { name: 'label', type: 'string', read: (node) => node.label };

export async function* exportGraphml(source: GraphSource): AsyncIterable<string> {
  const graph = buildGraph(await source.entities(), await source.edges());
  const nodeColumns = [NODE_NAME, ...NODE_COLUMNS];
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n';
  yield nodeColumns.map((column) => toKey(column, 'node')).join('');
  yield EDGE_COLUMNS.map((column) => toKey(column, 'edge')).join('');
  yield '  <graph id="entente" edgedefault="directed">\n';
  for (const { node, attributes } of graph.nodeEntries()) {
    yield `    <node id="${escapeXml(node)}">${toData(nodeColumns, attributes, 'node')}</node>\n`;
  }
  for (const { edge, source: subject, target, attributes } of graph.edgeEntries()) {
    const ends = `source="${escapeXml(subject)}" target="${escapeXml(target)}"`;
    yield `    <edge id="${escapeXml(edge)}" ${ends}>${toData(EDGE_COLUMNS, attributes, 'edge')}</edge>\n`;
  }
  yield '  </graph>\n</graphml>\n';
}

function toKey<T>({ name, type }: Column<T>, of: 'node' | 'edge'): string {
  return `  <key id="${of}-${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>\n`;
}

function toData<T>(columns: readonly Column<T>[], attributes: T, of: 'node' | 'edge'): string {
  return columns
    .map(({ name, read }) => ({ name, value: read(attributes) }))
    .filter(({ value }) => value !== undefined)
    .map(({ name, value }) => `<data key="${of}-${name}">${escapeXml(value!)}</data>`)
    .join('');
}

/**
 * Export as GEXF 1.3 for Gephi: entities and typed edges, each edge alive from the first day it was told to the last.
 * graphology's own writer knows no dates, so that Gephi's timeline would stay empty.
 */
import { buildGraph } from './build.ts';
import { type Column, EDGE_COLUMNS, NODE_COLUMNS } from './columns.ts';
import type { GraphSource } from './source.ts';
import { escapeXml } from './xml.ts';

const TYPES = { string: 'string', int: 'integer', double: 'double' } as const;

export async function* exportGexf(source: GraphSource): AsyncIterable<string> {
  const graph = buildGraph(await source.entities(), await source.edges());
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n';
  yield '  <meta><creator>Entente</creator></meta>\n';
  yield '  <graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">\n';
  yield toAttributes('node', NODE_COLUMNS);
  yield toAttributes('edge', EDGE_COLUMNS);
  yield '    <nodes>\n';
  for (const { node, attributes } of graph.nodeEntries()) {
    const values = toValues(NODE_COLUMNS, attributes);
    yield `      <node id="${escapeXml(node)}" label="${escapeXml(attributes.label)}">${values}</node>\n`;
  }
  yield '    </nodes>\n    <edges>\n';
  for (const { edge, source: subject, target, attributes } of graph.edgeEntries()) {
    const { first, last, relation, statements } = attributes;
    const life = first === undefined || last === undefined ? '' : ` start="${first}" end="${last}"`;
    const ends = `source="${escapeXml(subject)}" target="${escapeXml(target)}"`;
    const head = `<edge id="${escapeXml(edge)}" ${ends} label="${relation}" kind="${relation}" weight="${statements}"${life}>`;
    yield `      ${head}${toValues(EDGE_COLUMNS, attributes)}</edge>\n`;
  }
  yield '    </edges>\n  </graph>\n</gexf>\n';
}

function toAttributes<T>(of: 'node' | 'edge', columns: readonly Column<T>[]): string {
  const lines = columns.map(
    ({ name, type }) => `      <attribute id="${name}" title="${name}" type="${TYPES[type]}"/>\n`,
  );
  return `    <attributes class="${of}">\n${lines.join('')}    </attributes>\n`;
}

function toValues<T>(columns: readonly Column<T>[], attributes: T): string {
  const values = columns
    .map(({ name, read }) => ({ name, value: read(attributes) }))
    .filter(({ value }) => value !== undefined)
    .map(({ name, value }) => `<attvalue for="${name}" value="${escapeXml(value!)}"/>`);
  return values.length === 0 ? '' : `<attvalues>${values.join('')}</attvalues>`;
}

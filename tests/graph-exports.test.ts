import { DirectedGraph } from 'graphology';
import { parse as parseGexf } from 'graphology-gexf';
import { parse as parseGraphml } from 'graphology-graphml';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../src/graph/formats.ts';
import type { Export, GraphSource } from '../src/graph/source.ts';
import { emptySource, reading, source } from './graph-source.ts';

async function textOf(exportGraph: Export, from: GraphSource = source): Promise<string> {
  let text = '';
  for await (const piece of exportGraph(from)) text += piece;
  return text;
}

function fileOf(format: string, name?: string): Export {
  const { files } = FORMATS[format]!;
  return typeof files === 'function' ? files : files[name!]!;
}

const allFiles = Object.values(FORMATS).flatMap(({ files }) =>
  typeof files === 'function' ? [files] : Object.values(files),
);

describe('exports', () => {
  test('Every format gives the same bytes twice, and writes a graph that holds nothing', async () => {
    for (const file of allFiles) {
      expect(await textOf(file)).toBe(await textOf(file));
      expect(await textOf(file, emptySource)).not.toContain('undefined');
    }
  });

  test('JSON lines put kind first and go articles, entities, mentions, statements, edges', async () => {
    const lines = (await textOf(fileOf('jsonl'))).trimEnd().split('\n');
    expect(lines.map((line) => /^\{"kind":"(\w+)"/u.exec(line)?.[1])).toEqual([
      'article',
      'entity',
      'entity',
      'entity',
      'mention',
      'mention',
      'mention',
      'statement',
      'statement',
      'edge',
    ]);
    const statement = JSON.parse(lines[7]!);
    expect(statement).toMatchObject({ id: 's1', attribution: 'place:zenda', sentence: reading.sentences[0]!.text });
    expect(lines.join('')).not.toContain(reading.article.origin);
  });

  test('JSON holds the same rows as JSON lines, and empty lists where there are none', async () => {
    const graph = JSON.parse(await textOf(fileOf('json')));
    expect(Object.entries(graph).map(([name, rows]) => [name, (rows as unknown[]).length])).toEqual([
      ['articles', 1],
      ['entities', 3],
      ['mentions', 3],
      ['statements', 2],
      ['edges', 1],
    ]);
    expect(JSON.parse(await textOf(fileOf('json'), emptySource))).toEqual({
      articles: [],
      entities: [],
      mentions: [],
      statements: [],
      edges: [],
    });
  });

  test('GraphML and GEXF are read back by graphology with every node, edge and name', async () => {
    for (const graph of [
      parseGraphml(DirectedGraph as never, await textOf(fileOf('graphml'))),
      parseGexf(DirectedGraph as never, await textOf(fileOf('gexf'))),
    ]) {
      expect(graph.order).toBe(3);
      expect(graph.size).toBe(1);
      expect(graph.getNodeAttribute('place:zenda', 'label')).toBe('Zenda <b>');
      expect(graph.getEdgeAttributes(graph.edge('Q900', 'event:truce'))).toMatchObject({
        relation: 'REJECTED',
        statements: 1,
      });
    }
  });

  test('GEXF gives an edge the days it was told on, for a timeline', async () => {
    const { document } = parseHTML(await textOf(fileOf('gexf')));
    const edge = document.querySelector('edge')!;
    expect([edge.getAttribute('start'), edge.getAttribute('end')]).toEqual(['2025-05-19', '2025-05-19']);
  });

  test('CSV quotes what would part a cell, and no alias holds the list’s own separator', async () => {
    const nodes = (await textOf(fileOf('csv', 'nodes.csv'))).trimEnd().split('\n');
    expect(nodes[0]).toBe('id:ID,:LABEL,name,kind,aliases:string[],wikidata,iso2,iso3');
    expect(nodes).toContain(`event:truce,"Entity;Event","""truce""; x",ceasefire,"tru'ce, \\u0027;truce",,,`);
    const edges = (await textOf(fileOf('csv', 'edges.csv'))).trimEnd().split('\n');
    expect(edges[1]).toBe('Q900,REJECTED,event:truce,1,1,1,0.9,0,2025-05-19,2025-05-19');
  });

  test('The Cypher script is one statement a line, and no text can leave its quotes', async () => {
    const lines = (await textOf(fileOf('cypher'))).trimEnd().split('\n');
    expect(lines.every((line) => line.endsWith(';'))).toBe(true);
    const truce = lines.find((line) => line.includes("{id: 'event:truce'}) SET"))!;
    // What Neo4j sees once it has read \uXXXX, which it does before it looks for quotes.
    const seen = truce.replace(/\\u([0-9a-f]{4})/gu, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
    expect(seen).toContain(`aliases: ['tru\\'ce; \\\\u0027', 'truce']`);
  });

  test('PLOVER records tell what is affirmed and actual, one line for each other participant of an event', async () => {
    const [head, ...records] = (await textOf(fileOf('plover')))
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    expect(records).toHaveLength(1);
    const record = Object.fromEntries(head!.map((column, i) => [column, records[0]![i]]));
    expect(record).toMatchObject({
      date: '2025-05-19',
      source: 'Q900',
      source_country: 'RUR',
      target: 'place:zenda',
      type: 'REJECT',
      event: '"truce"; x',
      place: 'Zenda <b>',
    });
  });

  test('Turtle names entities by Wikidata and escapes what a string may not hold', async () => {
    const turtle = await textOf(fileOf('turtle'));
    expect(turtle).toContain('wd:Q900 ent:REJECTED <urn:entente:entity:event%3Atruce> .');
    expect(turtle).toContain('ent:quote "Zenda <b>said</b> it\\u0007 was \\"over\\" & done."');
  });
});

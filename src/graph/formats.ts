/** Formats: every export by its name; what each is for stands beside it. */
import { exportCsvEdges, exportCsvNodes } from './csv.ts';
import { exportCypher } from './cypher.ts';
import { exportGexf } from './gexf.ts';
import { exportGraphml } from './graphml.ts';
import { exportJson, exportJsonl } from './jsonl.ts';
import { exportPlover } from './plover.ts';
import type { Export } from './source.ts';
import { exportTurtle } from './turtle.ts';

export interface Format {
  readonly describe: string;
  /** One file, or several by their names in a folder. */
  readonly files: Export | Readonly<Record<string, Export>>;
}

export const FORMATS: Readonly<Record<string, Format>> = {
  jsonl: { describe: 'a line for each article, entity, mention, statement and edge', files: exportJsonl },
  json: { describe: 'the same as one object', files: exportJson },
  graphml: { describe: 'entities and edges for yEd, Cytoscape, networkx', files: exportGraphml },
  gexf: { describe: 'entities and edges with their days, for Gephi', files: exportGexf },
  csv: {
    describe: 'nodes.csv and edges.csv for neo4j-admin database import, into the folder of --out',
    files: { 'nodes.csv': exportCsvNodes, 'edges.csv': exportCsvEdges },
  },
  cypher: { describe: 'a script of MERGEs for cypher-shell', files: exportCypher },
  plover: { describe: 'event records with PLOVER types, tab-separated', files: exportPlover },
  turtle: { describe: 'RDF with Wikidata ids', files: exportTurtle },
};

/** Export as a Cypher script of MERGEs, for cypher-shell or the Browser; run twice, it changes nothing. */
import type { GraphSource } from './source.ts';

type Literal = string | number | readonly string[] | { readonly day: string } | undefined;

const KEYED = ['Entity', 'Article', 'Sentence', 'Statement'];

/** Both layers: articles, sentences, statements and mentions; entities and their typed edges. */
export async function* exportCypher(source: GraphSource): AsyncIterable<string> {
  for (const label of KEYED) {
    yield `CREATE CONSTRAINT ${label.toLowerCase()}_id IF NOT EXISTS FOR (n:${label}) REQUIRE n.id IS UNIQUE;\n`;
  }
  for (const { id, label, ...entity } of await source.entities()) {
    yield `MERGE (n:Entity {id: ${toLiteral(id)}}) SET n:${label}, n += ${toMap(entity)};\n`;
  }
  for await (const { article, sentences, mentions, statements } of source.readings()) {
    const { id, ref, title, source: outlet, url, published, language, model } = article;
    const properties = { ref, title, source: outlet, url, published, language, model };
    yield `MERGE (a:Article {id: ${toLiteral(id)}}) SET a += ${toMap(properties)};\n`;
    for (const [index, { text, start, end }] of sentences.entries()) {
      yield `MATCH (a:Article {id: ${toLiteral(id)}}) MERGE (s:Sentence {id: ${toLiteral(`${id}:${index}`)}}) `;
      yield `SET s += ${toMap({ text, start, end, index })} MERGE (s)-[:PART_OF]->(a);\n`;
    }
    for (const { entity, sentence, text, start, end } of mentions) {
      yield `MATCH (s:Sentence {id: ${toLiteral(`${id}:${sentence}`)}}) MATCH (e:Entity {id: ${toLiteral(entity)}}) `;
      yield `MERGE (s)-[:MENTIONS ${toMap({ start, end, text })}]->(e);\n`;
    }
    for (const { id: statementId, subject, object, attribution, sentence, ...statement } of statements) {
      yield `MATCH (x:Entity {id: ${toLiteral(subject)}}) MATCH (y:Entity {id: ${toLiteral(object)}}) `;
      yield `MATCH (s:Sentence {id: ${toLiteral(`${id}:${sentence}`)}}) `;
      yield `MERGE (t:Statement {id: ${toLiteral(statementId)}}) SET t += ${toMap(statement)} `;
      yield 'MERGE (t)-[:SUBJECT]->(x) MERGE (t)-[:OBJECT]->(y) MERGE (t)-[:STATED_IN]->(s);\n';
      if (attribution === undefined) continue;
      yield `MATCH (t:Statement {id: ${toLiteral(statementId)}}) MATCH (e:Entity {id: ${toLiteral(attribution)}}) `;
      yield 'MERGE (t)-[:ATTRIBUTED_TO]->(e);\n';
    }
  }
  for (const { subject, relation, object, first, last, ...counts } of await source.edges()) {
    const properties = { ...counts, first: first && { day: first }, last: last && { day: last } };
    yield `MATCH (x:Entity {id: ${toLiteral(subject)}}) MATCH (y:Entity {id: ${toLiteral(object)}}) `;
    yield `MERGE (x)-[e:${relation}]->(y) SET e += ${toMap(properties)};\n`;
  }
}

/** Labels and relationship types come from the ontology's whitelist; everything else is a literal. */
function toMap(properties: Readonly<Record<string, Literal | ''>>): string {
  const entries = Object.entries(properties).filter(([, value]) => value !== undefined && value !== '');
  return `{${entries.map(([key, value]) => `${key}: ${toLiteral(value!)}`).join(', ')}}`;
}

/** A value as it is written in a query; no text ends its quotes or makes an escape of its own. */
export function toLiteral(value: Exclude<Literal, undefined>): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `'${value.replace(/\\u|[\\'\p{Cc}\p{Zl}\p{Zp}]/gu, escapeCharacter)}'`;
  return 'day' in value ? `date('${value.day}')` : `[${value.map(toLiteral).join(', ')}]`;
}

/** Neo4j reads \\uXXXX anywhere in a query before it looks for quotes, so that no text may hold a plain one. */
function escapeCharacter(character: string): string {
  if (character === '\\u') return '\\\\\\u0075';
  if (character === '\\' || character === "'") return `\\${character}`;
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

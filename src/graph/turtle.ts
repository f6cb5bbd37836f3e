/** Export as RDF in Turtle: entities under their Wikidata ids, typed edges as triples, statements with their source. */
import type { Statement } from '../model.ts';
import { RELATIONS } from '../ontology.ts';
import type { GraphSource } from './source.ts';

const PREFIXES = {
  ent: 'urn:entente:ontology:',
  wd: 'http://www.wikidata.org/entity/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  schema: 'https://schema.org/',
  prov: 'http://www.w3.org/ns/prov#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/** A predicate with its object, both as they stand in the file; undefined where there is nothing to say. */
type Line = string | undefined;

export async function* exportTurtle(source: GraphSource): AsyncIterable<string> {
  for (const [prefix, iri] of Object.entries(PREFIXES)) yield `@prefix ${prefix}: <${iri}> .\n`;
  yield '\n';
  for (const { relation, said } of RELATIONS) {
    yield toSubject(`ent:${relation}`, ['a rdf:Property', `rdfs:comment ${toText(said)}@en`]);
  }
  for (const { id, label, name, kind, aliases, iso3 } of await source.entities()) {
    yield toSubject(toEntity(id), [
      `a ent:${label}`,
      `rdfs:label ${toText(name)}@en`,
      ...aliases.map((alias) => `skos:altLabel ${toText(alias)}@en`),
      kind === undefined ? undefined : `ent:kind ${toText(kind)}`,
      iso3 === undefined ? undefined : `ent:iso3 ${toText(iso3)}`,
    ]);
  }
  for (const { subject, relation, object } of await source.edges()) {
    yield `${toEntity(subject)} ent:${relation} ${toEntity(object)} .\n`;
  }
  yield '\n';
  for await (const { article, statements } of source.readings()) {
    yield toSubject(toArticle(article.id), [
      'a schema:NewsArticle',
      `schema:identifier ${toText(article.ref)}`,
      article.title === undefined ? undefined : `schema:headline ${toText(article.title)}`,
      article.source === undefined ? undefined : `schema:publisher ${toText(article.source)}`,
      article.published === undefined ? undefined : `schema:datePublished ${toText(article.published)}`,
      article.url === undefined ? undefined : `schema:url ${toText(article.url)}`,
    ]);
    for (const statement of statements) yield toStatement(article.id, article.text, statement);
  }
}

function toStatement(articleId: string, text: string, statement: Statement): string {
  const { id, subject, relation, object, polarity, modality, attribution, date, start, end, confidence } = statement;
  return toSubject(`<urn:entente:statement:${encodeURIComponent(id)}>`, [
    'a rdf:Statement',
    `rdf:subject ${toEntity(subject)}`,
    `rdf:predicate ent:${relation}`,
    `rdf:object ${toEntity(object)}`,
    `ent:polarity ${toText(polarity)}`,
    `ent:modality ${toText(modality)}`,
    attribution === undefined ? undefined : `prov:wasAttributedTo ${toEntity(attribution)}`,
    date === undefined ? undefined : `ent:date ${toText(date)}`,
    `ent:confidence "${confidence}"^^xsd:double`,
    `prov:wasQuotedFrom ${toArticle(articleId)}`,
    `ent:quote ${toText(text.slice(start, end))}`,
  ]);
}

function toSubject(subject: string, lines: readonly Line[]): string {
  return `${subject} ${lines.filter((line) => line !== undefined).join(' ;\n  ')} .\n\n`;
}

function toEntity(id: string): string {
  return /^Q\d+$/u.test(id) ? `wd:${id}` : `<urn:entente:entity:${encodeURIComponent(id)}>`;
}

function toArticle(id: string): string {
  return `<urn:entente:article:${encodeURIComponent(id)}>`;
}

function toText(text: string): string {
  // A lone half of a surrogate pair has no place in RDF.
  const escaped = text.replace(/\p{Cs}/gu, '\u{fffd}').replace(/[\\"\p{Cc}]/gu, (character) => {
    if (character === '\\' || character === '"') return `\\${character}`;
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}

// What is stored, without the texts.
MATCH (c:Copy)-[:COPY_OF]->(a:Article)
RETURN a.id AS id, a.ref AS ref, a.model AS model, c.origin AS origin, c.ref AS copyRef, c.title AS title,
  c.source AS source, c.url AS url, c.published AS published,
  c.fingerprint AS fingerprint

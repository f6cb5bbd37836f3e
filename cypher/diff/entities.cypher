// Entities that none but these articles tell of.
UNWIND $articles AS id
MATCH (a:Article {id: id})
MATCH (a)-[:TELLS_OF]->(e:Entity)
WITH e, count(DISTINCT id) AS articles
WHERE articles = e.articles
RETURN e.id AS id, e.name AS name, labels(e) AS labels, e.kind AS kind, e.date AS date, articles

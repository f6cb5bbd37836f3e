// What articles tell of entities.
UNWIND $ids AS id
MATCH (a:Article {id: id})
MATCH (a)-[t:TELLS_OF]->(e:Entity)
RETURN id AS article, e.id AS entity, properties(t) AS properties

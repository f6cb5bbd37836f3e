// Where articles name entities.
UNWIND $ids AS id
MATCH (a:Article {id: id})
MATCH (a)<-[:PART_OF]-(s:Sentence)
MATCH (s)-[m:MENTIONS]->(e:Entity)
RETURN id AS article, e.id AS entity, s.index AS sentence, properties(m) AS properties

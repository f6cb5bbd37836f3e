// Writes what articles tell of entities.
UNWIND $rows AS row
MATCH (a:Article {id: row.article})
MATCH (e:Entity {id: row.entity})
CREATE (a)-[t:TELLS_OF]->(e)
SET t = row.properties

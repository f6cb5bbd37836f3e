// Writes sentences.
UNWIND $rows AS row
MATCH (a:Article {id: row.article})
CREATE (s:Sentence)-[:PART_OF]->(a)
SET s = row.properties

// Writes the places where articles were found.
UNWIND $rows AS row
MATCH (a:Article {id: row.article})
CREATE (c:Copy)-[:COPY_OF]->(a)
SET c = row.properties

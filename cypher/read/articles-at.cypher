// Which articles are stored from these places.
UNWIND $origins AS origin
MATCH (c:Copy {origin: origin})
MATCH (c)-[:COPY_OF]->(a:Article)
RETURN DISTINCT a.id AS id

// The places where articles were found.
UNWIND $ids AS id
MATCH (c:Copy)-[:COPY_OF]->(:Article {id: id})
RETURN id AS article, properties(c) AS properties

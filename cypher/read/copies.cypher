// The places where articles were found.
UNWIND $ids AS id
MATCH (a:Article {id: id})
MATCH (a)<-[:COPY_OF]-(c:Copy)
RETURN id AS article, properties(c) AS properties

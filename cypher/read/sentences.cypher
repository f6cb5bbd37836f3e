// The sentences of articles.
UNWIND $ids AS id
MATCH (a:Article {id: id})
MATCH (a)<-[:PART_OF]-(s:Sentence)
RETURN id AS article, properties(s) AS properties

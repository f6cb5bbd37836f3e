// The sentences of articles.
UNWIND $ids AS id
MATCH (s:Sentence)-[:PART_OF]->(:Article {id: id})
RETURN id AS article, properties(s) AS properties

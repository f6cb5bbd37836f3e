// Withdraws the statements of articles.
UNWIND $ids AS id
MATCH (s:Statement)-[:STATED_IN]->(:Sentence)-[:PART_OF]->(:Article {id: id})
DETACH DELETE s

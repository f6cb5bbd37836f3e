// Withdraws the statements of articles.
UNWIND $ids AS id
MATCH (a:Article {id: id})
MATCH (a)<-[:PART_OF]-(sentence:Sentence)
MATCH (sentence)<-[:STATED_IN]-(s:Statement)
DETACH DELETE s

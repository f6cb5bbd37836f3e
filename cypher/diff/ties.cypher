// The ties that these articles affirm or deny: subject, relation and object as one string.
UNWIND $articles AS id
MATCH (a:Article {id: id})
MATCH (a)<-[:PART_OF]-(sentence:Sentence)
MATCH (sentence)<-[:STATED_IN]-(s:Statement)
WHERE s.modality = 'actual'
RETURN DISTINCT s.tie AS tie

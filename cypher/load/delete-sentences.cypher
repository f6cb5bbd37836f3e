// Withdraws the sentences of articles, and with them their mentions.
UNWIND $ids AS id
MATCH (a:Article {id: id})
MATCH (a)<-[:PART_OF]-(s:Sentence)
DETACH DELETE s

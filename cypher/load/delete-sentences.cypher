// Withdraws the sentences of articles, and with them their mentions.
UNWIND $ids AS id
MATCH (s:Sentence)-[:PART_OF]->(:Article {id: id})
DETACH DELETE s

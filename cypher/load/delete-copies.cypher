// Withdraws the places of articles.
UNWIND $ids AS id
MATCH (c:Copy)-[:COPY_OF]->(:Article {id: id})
DETACH DELETE c

// Withdraws the places of articles.
UNWIND $ids AS id
MATCH (a:Article {id: id})
MATCH (a)<-[:COPY_OF]-(c:Copy)
DETACH DELETE c

// Withdraws articles, and with them what they tell.
UNWIND $ids AS id
MATCH (a:Article {id: id})
DETACH DELETE a

// Articles with all that was read of them.
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN properties(a) AS properties

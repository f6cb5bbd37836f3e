// Takes from entities the names they are no longer told by.
UNWIND $rows AS row
MATCH (e:Entity {id: row.entity})
MATCH (n:Name {key: row.key})
MATCH (n)-[r:NAMES]->(e)
DELETE r

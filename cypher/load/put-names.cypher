// Lets an entity be found by a name, whatever its case, from an index.
UNWIND $rows AS row
MATCH (e:Entity {id: row.entity})
MERGE (n:Name {key: row.key})
MERGE (n)-[:NAMES]->(e)

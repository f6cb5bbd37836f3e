// Names that name nothing any more go.
UNWIND $keys AS key
MATCH (n:Name {key: key})
WHERE NOT EXISTS { (n)-[:NAMES]->(:Entity) }
DELETE n

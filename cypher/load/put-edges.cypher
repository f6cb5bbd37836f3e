// Writes typed edges of one relation.
UNWIND $rows AS row
MATCH (s:Entity {id: row.subject})
MATCH (o:Entity {id: row.object})
MERGE (s)-[e:RELATION]->(o)
SET e = row.properties, e.first = date(row.first), e.last = date(row.last)

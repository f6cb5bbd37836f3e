// Takes away typed edges of one relation that no statement affirms any more.
UNWIND $rows AS row
MATCH (s:Entity {id: row.subject})
MATCH (o:Entity {id: row.object})
MATCH (s)-[e:RELATION]->(o)
DELETE e

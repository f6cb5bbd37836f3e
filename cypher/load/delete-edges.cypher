// Takes away typed edges of one relation that no statement affirms any more.
UNWIND $rows AS row
MATCH (s:Entity {id: row.subject})-[e:RELATION]->(o:Entity {id: row.object})
DELETE e

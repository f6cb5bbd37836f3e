// Credits statements to who made them.
UNWIND $rows AS row
MATCH (s:Statement {id: row.statement})
MATCH (e:Entity {id: row.entity})
CREATE (s)-[:ATTRIBUTED_TO]->(e)

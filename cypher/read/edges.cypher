// Every typed edge.
MATCH (s:Entity)-[e]->(o:Entity)
RETURN s.id AS subject, type(e) AS relation, o.id AS object, properties(e) AS properties

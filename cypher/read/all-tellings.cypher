// What every article tells of every entity.
MATCH (a:Article)-[t:TELLS_OF]->(e:Entity)
RETURN a.id AS article, a.published AS published, e.id AS entity, properties(t) AS properties

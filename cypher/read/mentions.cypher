// Where articles name entities.
UNWIND $ids AS id
MATCH (e:Entity)<-[m:MENTIONS]-(s:Sentence)-[:PART_OF]->(:Article {id: id})
RETURN id AS article, e.id AS entity, s.index AS sentence, properties(m) AS properties

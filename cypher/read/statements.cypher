// What articles state.
UNWIND $ids AS id
MATCH (s:Statement)-[:STATED_IN]->(:Sentence)-[:PART_OF]->(:Article {id: id})
MATCH (s)-[:SUBJECT]->(subject:Entity)
MATCH (s)-[:OBJECT]->(object:Entity)
OPTIONAL MATCH (s)-[:ATTRIBUTED_TO]->(speaker:Entity)
RETURN id AS article, subject.id AS subject, object.id AS object, speaker.id AS attribution, properties(s) AS properties

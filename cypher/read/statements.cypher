// What articles state.
UNWIND $ids AS id
MATCH (a:Article {id: id})
MATCH (a)<-[:PART_OF]-(sentence:Sentence)
MATCH (sentence)<-[:STATED_IN]-(s:Statement)
MATCH (s)-[:SUBJECT]->(subject:Entity)
MATCH (s)-[:OBJECT]->(object:Entity)
OPTIONAL MATCH (s)-[:ATTRIBUTED_TO]->(speaker:Entity)
RETURN id AS article, subject.id AS subject, object.id AS object, speaker.id AS attribution, properties(s) AS properties

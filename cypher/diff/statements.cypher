// All that affirms or denies some ties, old and new.
UNWIND $ties AS tie
MATCH (s:Statement {tie: tie})
WHERE s.modality = 'actual'
MATCH (s)-[:SUBJECT]->(subject:Entity)
MATCH (s)-[:OBJECT]->(object:Entity)
MATCH (s)-[:STATED_IN]->(sentence:Sentence)
MATCH (sentence)-[:PART_OF]->(a:Article)
OPTIONAL MATCH (s)-[:ATTRIBUTED_TO]->(speaker:Entity)
RETURN tie, s.id AS id, s.polarity AS polarity, s.relation AS relation, s.day AS day, s.quote AS quote,
  subject.id AS subject, subject.name AS subjectName, object.id AS object, object.name AS objectName,
  a.id AS article, a.ref AS ref, a.source AS source, speaker.name AS saidBy

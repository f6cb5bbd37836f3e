// What is stated of an entity, as a picture: each statement with its other end, its speaker, its sentence and its article.
// $name: name or alias of the entity, whatever the case
// $limit: how many statements at most (default 25)
MATCH (:Name {key: toLower($name)})-[:NAMES]->(entity:Entity)
MATCH (entity)<-[:SUBJECT|OBJECT]-(s:Statement)
MATCH (s)-[subjectOf:SUBJECT]->(subject:Entity)
MATCH (s)-[objectOf:OBJECT]->(object:Entity)
MATCH (s)-[statedIn:STATED_IN]->(sentence:Sentence)-[partOf:PART_OF]->(article:Article)
OPTIONAL MATCH (s)-[attributedTo:ATTRIBUTED_TO]->(speaker:Entity)
RETURN s, subjectOf, subject, objectOf, object, statedIn, sentence, partOf, article, attributedTo, speaker
ORDER BY s.day, article.id, s.start, s.id
LIMIT $limit

// The sentences that state a relation between two entities, each with its article.
// $subject: name or alias of the one who acts, whatever the case
// $object: name or alias of the other, whatever the case; anything without it
// $relation: name of a relation, such as SPOKE_WITH; any without it
MATCH (:Name {key: toLower($subject)})-[:NAMES]->(subject:Entity)
MATCH (subject)<-[:SUBJECT]-(s:Statement)
WHERE $relation IS NULL OR s.relation = $relation
MATCH (s)-[:OBJECT]->(object:Entity)
WHERE $object IS NULL OR EXISTS { MATCH (:Name {key: toLower($object)})-[:NAMES]->(object) }
MATCH (s)-[:STATED_IN]->(sentence:Sentence)-[:PART_OF]->(article:Article)
OPTIONAL MATCH (s)-[:ATTRIBUTED_TO]->(speaker:Entity)
RETURN subject.name AS subject, s.relation AS relation, object.name AS object, s.polarity AS polarity,
  s.modality AS modality, speaker.name AS saidBy, s.day AS day, s.quote AS quote, sentence.text AS sentence,
  article.source AS source, article.ref AS article, s.start AS start, s.end AS end, s.confidence AS confidence
ORDER BY day, article, start, relation, object, s.id

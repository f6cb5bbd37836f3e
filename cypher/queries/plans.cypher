// What is planned, possible or demanded, but has not happened.
// $actor: name or alias of who is to act, whatever the case; everyone without it
MATCH (s:Statement)
WHERE s.modality IN ['planned', 'possible', 'requested']
MATCH (s)-[:SUBJECT]->(who:Entity)
WHERE $actor IS NULL OR EXISTS { MATCH (:Name {key: toLower($actor)})-[:NAMES]->(who) }
MATCH (s)-[:OBJECT]->(what:Entity)
MATCH (s)-[:STATED_IN]->(sentence:Sentence)-[:PART_OF]->(article:Article)
OPTIONAL MATCH (s)-[:ATTRIBUTED_TO]->(speaker:Entity)
RETURN s.day AS day, who.name AS who, s.relation AS relation, what.name AS what, s.modality AS modality,
  s.polarity AS polarity, speaker.name AS saidBy, sentence.text AS sentence, article.source AS source, article.ref AS article
ORDER BY day, who, relation, what, article, s.start, s.id

// What an actor proposed or called for, in its own words of the articles, the latest first.
// $actor: name or alias of the actor, whatever the case
MATCH (:Name {key: toLower($actor)})-[:NAMES]->(actor:Entity)
MATCH (actor)<-[:SUBJECT]-(s:Statement)
WHERE s.relation IN ['PROPOSED', 'CALLED_FOR']
MATCH (s)-[:OBJECT]->(what:Entity)
MATCH (s)-[:STATED_IN]->(sentence:Sentence)-[:PART_OF]->(article:Article)
OPTIONAL MATCH (s)-[:ATTRIBUTED_TO]->(speaker:Entity)
RETURN actor.name AS who, s.relation AS relation, what.name AS what, s.polarity AS polarity, s.modality AS modality,
  s.day AS day, speaker.name AS saidBy, sentence.text AS sentence, article.source AS source, article.ref AS article
ORDER BY day DESC, what, relation, article, s.start, s.id

// All that is said about an event, in order of time.
// $event: words in the event's name, in any order; every event without it
MATCH (event:Event)
WHERE $event IS NULL
  OR all(word IN split(toLower($event), ' ') WHERE toLower(event.name) CONTAINS word OR any(alias IN event.aliases WHERE toLower(alias) CONTAINS word))
MATCH (event)<-[:OBJECT|SUBJECT]-(s:Statement)
MATCH (s)-[:SUBJECT]->(who:Entity)
MATCH (s)-[:OBJECT]->(what:Entity)
MATCH (s)-[:STATED_IN]->(sentence:Sentence)-[:PART_OF]->(article:Article)
OPTIONAL MATCH (s)-[:ATTRIBUTED_TO]->(speaker:Entity)
RETURN s.day AS day, who.name AS who, s.relation AS relation, what.name AS what, s.polarity AS polarity,
  s.modality AS modality, speaker.name AS saidBy, sentence.text AS sentence, article.source AS source, article.ref AS article
ORDER BY day, article, s.start, s.relation, who, what, s.id

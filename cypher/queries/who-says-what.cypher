// What a speaker is credited with having claimed, in order of time.
// $speaker: name or alias of the speaker, whatever the case; every speaker without it
MATCH (s:Statement)-[:ATTRIBUTED_TO]->(speaker:Entity)
WHERE $speaker IS NULL OR EXISTS { MATCH (:Name {key: toLower($speaker)})-[:NAMES]->(speaker) }
MATCH (s)-[:SUBJECT]->(who:Entity)
MATCH (s)-[:OBJECT]->(what:Entity)
MATCH (s)-[:STATED_IN]->(sentence:Sentence)-[:PART_OF]->(article:Article)
RETURN s.day AS day, speaker.name AS speaker, who.name AS who, s.relation AS relation, what.name AS what,
  s.polarity AS polarity, s.modality AS modality, sentence.text AS sentence, article.source AS source, article.ref AS article
ORDER BY day, speaker, article, s.start, relation, who, what, s.id

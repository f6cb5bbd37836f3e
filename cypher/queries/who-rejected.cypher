// Who rejected something, or did not agree to it, and who says so.
// $event: words in the name of what was rejected, in any order; anything without it
MATCH (s:Statement)
WHERE s.relation = 'REJECTED' OR (s.relation IN ['AGREED_TO', 'SUPPORTED'] AND s.polarity = 'negated')
MATCH (s)-[:SUBJECT]->(who:Entity)
MATCH (s)-[:OBJECT]->(what:Entity)
WHERE $event IS NULL
  OR all(word IN split(toLower($event), ' ') WHERE toLower(what.name) CONTAINS word OR any(alias IN what.aliases WHERE toLower(alias) CONTAINS word))
MATCH (s)-[:STATED_IN]->(sentence:Sentence)-[:PART_OF]->(article:Article)
OPTIONAL MATCH (s)-[:ATTRIBUTED_TO]->(speaker:Entity)
RETURN who.name AS who, s.relation AS relation, what.name AS what, s.polarity AS polarity, s.modality AS modality,
  speaker.name AS saidBy, s.day AS day, sentence.text AS sentence, article.source AS source, article.ref AS article
ORDER BY day, who, what, relation, article, s.start, s.id

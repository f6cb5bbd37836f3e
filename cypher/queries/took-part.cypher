// Who took part in an event, and in what part.
// $event: words in the event's name, in any order; every event without it
MATCH (s:Statement {relation: 'PARTICIPATED_IN'})-[:OBJECT]->(event:Entity)
WHERE $event IS NULL
  OR all(word IN split(toLower($event), ' ') WHERE toLower(event.name) CONTAINS word OR any(alias IN event.aliases WHERE toLower(alias) CONTAINS word))
MATCH (s)-[:SUBJECT]->(who:Entity)
RETURN event.name AS event, who.name AS who, s.role AS role, s.polarity AS polarity, s.modality AS modality,
  count(s) AS statements, min(s.day) AS first, max(s.day) AS last
ORDER BY event, who, role, polarity, modality, statements DESC, first

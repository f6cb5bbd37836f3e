// Who put sanctions on whom, and since when it is told.
// $actor: name or alias of either side, whatever the case; everyone without it
MATCH (by:Entity)-[r:SANCTIONED]->(on:Entity)
WHERE $actor IS NULL
  OR EXISTS { MATCH (:Name {key: toLower($actor)})-[:NAMES]->(by) }
  OR EXISTS { MATCH (:Name {key: toLower($actor)})-[:NAMES]->(on) }
RETURN by.name AS by, on.name AS target, r.statements AS statements, r.articles AS articles, r.first AS first,
  r.last AS last, r.denied AS denied
ORDER BY statements DESC, by, target, first, last

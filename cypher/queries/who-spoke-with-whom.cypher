// Who spoke, met or negotiated with whom, and how often it is told.
// $actor: name or alias of one side, whatever the case; everyone without it
MATCH (one:Entity)-[r:SPOKE_WITH|MET_WITH|NEGOTIATED_WITH]->(other:Entity)
WHERE $actor IS NULL
  OR EXISTS { MATCH (:Name {key: toLower($actor)})-[:NAMES]->(one) }
  OR EXISTS { MATCH (:Name {key: toLower($actor)})-[:NAMES]->(other) }
RETURN one.name AS one, type(r) AS how, other.name AS other, r.statements AS statements, r.articles AS articles,
  r.outlets AS outlets, r.first AS first, r.last AS last
ORDER BY statements DESC, one, how, other, first, last

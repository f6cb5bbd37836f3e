// Who attacked, invaded or occupied whom or what.
// $actor: name or alias of either side, whatever the case; everyone without it
MATCH (by:Entity)-[r:ATTACKED|INVADED|OCCUPIED]->(target:Entity)
WHERE $actor IS NULL
  OR EXISTS { MATCH (:Name {key: toLower($actor)})-[:NAMES]->(by) }
  OR EXISTS { MATCH (:Name {key: toLower($actor)})-[:NAMES]->(target) }
RETURN by.name AS by, type(r) AS how, target.name AS target, r.statements AS statements, r.articles AS articles,
  r.outlets AS outlets, r.first AS first, r.last AS last, r.denied AS denied
ORDER BY statements DESC, by, how, target, first, last

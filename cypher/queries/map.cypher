// The strongest typed edges, as a picture: everyone's, or those of one entity and between its neighbours.
// $name: name or alias of an entity, whatever the case; the whole graph without it
// $limit: how many edges at most (default 100)
MATCH (one:Entity)-[r]->(other:Entity)
WHERE $name IS NULL
  OR EXISTS { MATCH (:Name {key: toLower($name)})-[:NAMES]->(one) }
  OR EXISTS { MATCH (:Name {key: toLower($name)})-[:NAMES]->(other) }
  OR (EXISTS { MATCH (:Name {key: toLower($name)})-[:NAMES]->(x:Entity)--(one) WHERE x <> one }
    AND EXISTS { MATCH (:Name {key: toLower($name)})-[:NAMES]->(y:Entity)--(other) WHERE y <> other })
RETURN one, r, other
ORDER BY r.statements DESC, one.id, type(r), other.id
LIMIT $limit

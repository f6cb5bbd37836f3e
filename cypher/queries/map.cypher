// The strongest typed edges, as a picture: everyone's, or those of one entity and between its neighbours.
// $name: name or alias of an entity, whatever the case; the whole graph without it
// $limit: how many edges at most (default 100)
OPTIONAL MATCH (:Name {key: toLower($name)})-[:NAMES]->(entity:Entity)
OPTIONAL MATCH (entity)--(near:Entity)
WITH collect(DISTINCT entity.id) + collect(DISTINCT near.id) AS ids
MATCH (one:Entity)-[r]->(other:Entity)
WHERE $name IS NULL OR (one.id IN ids AND other.id IN ids)
RETURN one, r, other
ORDER BY r.statements DESC, one.id, type(r), other.id
LIMIT $limit

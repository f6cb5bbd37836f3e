// Everything an entity is linked to by typed edges.
// $name: name or alias of the entity, whatever the case
MATCH (:Name {key: toLower($name)})-[:NAMES]->(entity:Entity)
MATCH (entity)-[r]-(other:Entity)
RETURN entity.name AS entity, CASE WHEN startNode(r) = entity THEN 'to' ELSE 'from' END AS direction, type(r) AS relation,
  other.name AS other, r.statements AS statements, r.articles AS articles, r.first AS first, r.last AS last
ORDER BY statements DESC, other, relation, direction, entity, first, last

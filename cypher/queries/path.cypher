// How two entities are linked: the shortest chains of typed edges between them.
// $from: name or alias of the one, whatever the case
// $to: name or alias of the other, whatever the case
MATCH (:Name {key: toLower($from)})-[:NAMES]->(a:Entity)
MATCH (:Name {key: toLower($to)})-[:NAMES]->(b:Entity)
WHERE a.id <> b.id
MATCH p = allShortestPaths((a)-[:SPOKE_WITH|MET_WITH|VISITED|NEGOTIATED_WITH|PARTICIPATED_IN|AGREED_TO|SUPPORTED|PRAISED|COOPERATED_WITH|AIDED|PROPOSED|CALLED_FOR|URGED|REJECTED|CRITICIZED|ACCUSED|WARNED|THREATENED|SANCTIONED|EXPELLED|WITHDREW_FROM|DEPLOYED_TO|PROTESTED|ARRESTED|ATTACKED|INVADED|OCCUPIED|HOLDS_OFFICE|AFFILIATED_WITH|MEMBER_OF|LOCATED_IN*..6]-(b))
RETURN [n IN nodes(p) | n.name] AS entities, [r IN relationships(p) | type(r)] AS relations, length(p) AS steps
ORDER BY steps, entities, relations
LIMIT 20

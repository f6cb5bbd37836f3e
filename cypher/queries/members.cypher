// Who belongs to an institution: member states and bodies, and people who work for it.
// $institution: name or alias of the institution, whatever the case; all of them without it
MATCH (member:Entity)-[r:MEMBER_OF|AFFILIATED_WITH]->(institution:Entity)
WHERE $institution IS NULL OR EXISTS { MATCH (:Name {key: toLower($institution)})-[:NAMES]->(institution) }
RETURN institution.name AS institution, type(r) AS how, member.name AS member, r.statements AS statements, r.last AS last
ORDER BY institution, how, member, statements DESC, last

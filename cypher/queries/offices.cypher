// Who holds or held which office.
// $name: name or alias of the person, or of the state or institution; everyone without it
MATCH (person:Person)-[office:HOLDS_OFFICE]->(body:Entity)
WHERE $name IS NULL
  OR EXISTS { MATCH (:Name {key: toLower($name)})-[:NAMES]->(person) }
  OR EXISTS { MATCH (:Name {key: toLower($name)})-[:NAMES]->(body) }
RETURN person.name AS person, office.title AS title, body.name AS body, office.status AS status,
  office.statements AS statements, office.last AS last
ORDER BY person, body, title, status, last

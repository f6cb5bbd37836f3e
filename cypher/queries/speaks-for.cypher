// Who speaks for a state or an institution: who holds an office there, and how many claims are credited to them.
// $state: name or alias of the state or institution, whatever the case
MATCH (:Name {key: toLower($state)})-[:NAMES]->(state:Entity)
MATCH (state)<-[office:HOLDS_OFFICE]-(person:Person)
OPTIONAL MATCH (person)<-[:ATTRIBUTED_TO]-(s:Statement)
RETURN person.name AS person, office.title AS title, office.status AS status, state.name AS state,
  office.statements AS told, count(s) AS claims
ORDER BY claims DESC, told DESC, person, title, status

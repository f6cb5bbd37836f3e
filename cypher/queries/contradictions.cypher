// Where sources disagree: the same affirmed by one and denied by another, or one actor both for and against one thing.
// $actor: name or alias of who it is about, whatever the case; everyone without it
CALL {
  MATCH (no:Statement {polarity: 'negated'})
  WHERE no.modality = 'actual'
  MATCH (yes:Statement {tie: no.tie})
  WHERE yes.polarity = 'affirmed' AND yes.modality = 'actual'
  RETURN yes, no
  UNION
  MATCH (no:Statement {relation: 'REJECTED'})
  WHERE no.modality = 'actual' AND no.polarity = 'affirmed'
  MATCH (no)-[:SUBJECT]->(:Entity)<-[:SUBJECT]-(yes:Statement)
  WHERE yes.relation IN ['PROPOSED', 'CALLED_FOR', 'AGREED_TO', 'SUPPORTED']
    AND yes.modality = 'actual' AND yes.polarity = 'affirmed'
  MATCH (no)-[:OBJECT]->(:Entity)<-[:OBJECT]-(yes)
  RETURN yes, no
}
MATCH (yes)-[:SUBJECT]->(who:Entity)
MATCH (yes)-[:OBJECT]->(what:Entity)
WHERE $actor IS NULL
  OR EXISTS { MATCH (:Name {key: toLower($actor)})-[:NAMES]->(who) }
  OR EXISTS { MATCH (:Name {key: toLower($actor)})-[:NAMES]->(what) }
MATCH (yes)-[:STATED_IN]->(:Sentence)-[:PART_OF]->(yesArticle:Article)
MATCH (no)-[:STATED_IN]->(:Sentence)-[:PART_OF]->(noArticle:Article)
OPTIONAL MATCH (yes)-[:ATTRIBUTED_TO]->(yesSpeaker:Entity)
OPTIONAL MATCH (no)-[:ATTRIBUTED_TO]->(noSpeaker:Entity)
RETURN who.name AS who, yes.relation AS affirmed, no.relation AS denied, what.name AS what,
  yes.quote AS oneSays, yesSpeaker.name AS oneSaidBy, yesArticle.source AS oneSource, yes.day AS oneDay,
  no.quote AS otherSays, noSpeaker.name AS otherSaidBy, noArticle.source AS otherSource, no.day AS otherDay
ORDER BY who, what, affirmed, denied, oneDay, otherDay, yes.id, no.id

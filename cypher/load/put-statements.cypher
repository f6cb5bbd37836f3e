// Writes statements between their two entities and their sentence.
UNWIND $rows AS row
MATCH (subject:Entity {id: row.subject})
MATCH (object:Entity {id: row.object})
MATCH (sentence:Sentence {id: row.sentenceId})
CREATE (s:Statement)
SET s = row.properties, s.day = date(row.day)
CREATE (s)-[:SUBJECT]->(subject)
CREATE (s)-[:OBJECT]->(object)
CREATE (s)-[:STATED_IN]->(sentence)

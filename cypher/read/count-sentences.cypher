// How many sentences.
MATCH (s:Sentence) RETURN count(s) AS n

// How many mentions.
MATCH (:Sentence)-[m:MENTIONS]->(:Entity) RETURN count(m) AS n

// How many entities of one label.
MATCH (e:LABEL) RETURN count(e) AS n

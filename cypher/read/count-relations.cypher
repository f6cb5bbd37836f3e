// How many statements of each relation.
MATCH (s:Statement) RETURN s.relation AS relation, count(s) AS n

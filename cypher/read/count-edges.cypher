// How many typed edges.
MATCH (:Entity)-[e]->(:Entity) RETURN count(e) AS n

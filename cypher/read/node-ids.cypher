// The graph's ids of nodes that a result names by the database's own (Neo4j only).
UNWIND $ids AS element
MATCH (n) WHERE elementId(n) = element
RETURN element, n.id AS id, n.key AS key, n.origin AS origin

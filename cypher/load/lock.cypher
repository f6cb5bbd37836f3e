// Counts the write, and thereby takes the graph's one writer lock until the transaction ends: two ingests at once then
// count one after the other.
MATCH (g:Graph {id: 'entente'}) SET g.writes = coalesce(g.writes, 0) + 1

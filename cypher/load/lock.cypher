// Takes the graph's one writer lock until the transaction ends: two ingests at once then count one after the other.
MATCH (g:Graph {id: 'entente'}) SET g.writing = true REMOVE g.writing

// The schema the graph was made with.
MATCH (g:Graph {id: 'entente'}) RETURN g.version AS version

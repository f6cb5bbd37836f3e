// Notes which schema the graph was made with.
MERGE (g:Graph {id: 'entente'}) SET g.version = $version

// The schema the graph was made with: its version, and the hash of the statements that made its constraints and indexes.
MATCH (g:Graph {id: 'entente'}) RETURN g.version AS version, g.schema AS schema

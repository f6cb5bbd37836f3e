// Notes that the constraints and indexes of these statements are there and filled.
MATCH (g:Graph {id: 'entente'}) SET g.schema = $schema

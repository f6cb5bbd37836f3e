// Notes after which write the entities were last merged, and under which decisions.
MATCH (g:Graph {id: 'entente'}) SET g.merged = $note

// How often the graph was written, and when its entities were last merged.
MATCH (g:Graph {id: 'entente'}) RETURN coalesce(g.writes, 0) AS writes, g.merged AS merged

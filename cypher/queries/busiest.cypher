// Which actors did or said most in a span of days.
// $from: first day, such as 2025-05-19; from the beginning without it
// $to: last day; to the end without it
// $limit: how many actors (default 20)
MATCH (s:Statement)-[:SUBJECT]->(actor:Entity)
WHERE ($from IS NULL OR s.day >= date($from)) AND ($to IS NULL OR s.day <= date($to))
RETURN actor.name AS actor, actor.id AS id, count(s) AS statements, count(DISTINCT s.article) AS articles,
  min(s.day) AS first, max(s.day) AS last
ORDER BY statements DESC, articles DESC, actor, id
LIMIT $limit

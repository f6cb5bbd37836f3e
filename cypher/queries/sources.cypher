// Which outlets the graph rests on: articles, statements, and how many of them credit someone.
MATCH (article:Article)
OPTIONAL MATCH (s:Statement)-[:STATED_IN]->(:Sentence)-[:PART_OF]->(article)
OPTIONAL MATCH (s)-[:ATTRIBUTED_TO]->(speaker:Entity)
RETURN article.source AS source, count(DISTINCT article.id) AS articles, count(DISTINCT s.id) AS statements,
  count(speaker) AS credited, min(article.day) AS first, max(article.day) AS last
ORDER BY statements DESC, articles DESC, source

// Which outlets the graph rests on: articles, statements, and how many of them credit someone.
MATCH (article:Article)
OPTIONAL MATCH (article)<-[:PART_OF]-(:Sentence)<-[:STATED_IN]-(s:Statement)
OPTIONAL MATCH (s)-[:ATTRIBUTED_TO]->(speaker:Entity)
RETURN article.source AS source, count(DISTINCT article.id) AS articles, count(DISTINCT s.id) AS statements,
  count(speaker) AS credited, min(article.day) AS first, max(article.day) AS last
ORDER BY statements DESC, articles DESC, source

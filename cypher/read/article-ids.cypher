// Every article's id.
MATCH (a:Article) RETURN a.id AS id

// Who brought some articles, and when.
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a.id AS id, a.outlets AS outlets, a.day AS day

// Writes articles.
UNWIND $rows AS row
CREATE (a:Article)
SET a = row.properties, a.day = date(row.day)

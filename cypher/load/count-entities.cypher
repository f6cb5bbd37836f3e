// Entities of which more or fewer articles tell the same: only their counts change, and no index has to be touched.
UNWIND $rows AS row
MATCH (e:Entity {id: row.id})
SET e.articles = row.articles, e.tally = row.tally

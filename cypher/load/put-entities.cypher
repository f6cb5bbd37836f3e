// Writes entities of one label as all articles together tell of them.
UNWIND $rows AS row
MERGE (e:Entity {id: row.id})
SET e = row.properties, e.day = date(row.day)
SET e:LABEL

// Takes from entities the names they are no longer told by.
UNWIND $rows AS row
MATCH (:Name {key: row.key})-[r:NAMES]->(:Entity {id: row.entity})
DELETE r

// The counts kept with entities.
UNWIND $ids AS id
MATCH (e:Entity {id: id})
RETURN e.id AS id, e.tally AS tally

// Entities that no article tells of any more go.
UNWIND $ids AS id
MATCH (e:Entity {id: id})
DETACH DELETE e

// Takes the other labels from entities that were told as something else before.
UNWIND $ids AS id
MATCH (e:Entity {id: id})
REMOVE e:OTHER_LABELS

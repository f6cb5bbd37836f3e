// Every entity.
MATCH (e:Entity)
RETURN e.id AS id, labels(e) AS labels, e.name AS name, e.kind AS kind, e.wikidata AS wikidata, e.iso2 AS iso2,
  e.iso3 AS iso3, e.aliases AS aliases

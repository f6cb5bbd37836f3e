// The keys of the graph: for each a uniqueness constraint, then an index on the same property. The embedded store's
// constraint makes no index of its own; Neo4j takes the second statement as done already.
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE INDEX entity_id_index IF NOT EXISTS FOR (n:Entity) ON (n.id);
CREATE CONSTRAINT name_key IF NOT EXISTS FOR (n:Name) REQUIRE n.key IS UNIQUE;
CREATE INDEX name_key_index IF NOT EXISTS FOR (n:Name) ON (n.key);
CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE;
CREATE INDEX article_id_index IF NOT EXISTS FOR (n:Article) ON (n.id);
CREATE CONSTRAINT copy_origin IF NOT EXISTS FOR (n:Copy) REQUIRE n.origin IS UNIQUE;
CREATE INDEX copy_origin_index IF NOT EXISTS FOR (n:Copy) ON (n.origin);
CREATE CONSTRAINT sentence_id IF NOT EXISTS FOR (n:Sentence) REQUIRE n.id IS UNIQUE;
CREATE INDEX sentence_id_index IF NOT EXISTS FOR (n:Sentence) ON (n.id);
CREATE CONSTRAINT statement_id IF NOT EXISTS FOR (n:Statement) REQUIRE n.id IS UNIQUE;
CREATE INDEX statement_id_index IF NOT EXISTS FOR (n:Statement) ON (n.id);
CREATE CONSTRAINT graph_id IF NOT EXISTS FOR (n:Graph) REQUIRE n.id IS UNIQUE;
CREATE INDEX graph_id_index IF NOT EXISTS FOR (n:Graph) ON (n.id);

// What queries and recounts start from.
CREATE INDEX statement_tie IF NOT EXISTS FOR (n:Statement) ON (n.tie);
CREATE INDEX statement_relation IF NOT EXISTS FOR (n:Statement) ON (n.relation);
CREATE INDEX statement_day IF NOT EXISTS FOR (n:Statement) ON (n.day);
CREATE INDEX statement_modality IF NOT EXISTS FOR (n:Statement) ON (n.modality);
CREATE INDEX statement_polarity IF NOT EXISTS FOR (n:Statement) ON (n.polarity);

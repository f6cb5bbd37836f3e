/**
 * Scratch: the Neo4j that NEO4J_URI names, for one test file at a time. Tests wipe it, so it must be empty or already
 * marked as theirs: nobody's graph is lost because a variable was set.
 */
import neo4j, { type Plan } from 'neo4j-driver';

export interface Server {
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
}

/** The server to test on, or none where NEO4J_URI is not set. */
export function scratchServer(): Server | undefined {
  const { NEO4J_URI: uri, NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE } = process.env;
  if (!uri) return undefined;
  return {
    uri,
    username: NEO4J_USERNAME ?? 'neo4j',
    password: NEO4J_PASSWORD ?? '',
    database: NEO4J_DATABASE ?? 'neo4j',
  };
}

/** Why tests on Neo4j do not run here; printed in their titles. */
export const SKIPPED = 'skipped: NEO4J_URI names no server; .ci/neo4j/start.sh starts one';

export interface Scratch {
  /** Deletes all nodes but the mark. */
  wipe(): Promise<void>;
  run(cypher: string): Promise<void>;
  /** What a query answers, each row a list. */
  rows(cypher: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown[][]>;
  /** The operators of a query's plan, outermost first. */
  explain(cypher: string, parameters: Readonly<Record<string, unknown>>): Promise<string[]>;
  release(): Promise<void>;
}

function operatorsOf(plan: Plan): string[] {
  return [plan.operatorType, ...plan.children.flatMap(operatorsOf)];
}

/** Waits until no other test file uses the server, and takes it. */
export async function takeScratch({ uri, username, password, database }: Server): Promise<Scratch> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(username, password));
  const run = (cypher: string) => driver.executeQuery(cypher, {}, { database });
  let sampled = false;
  await run('CREATE CONSTRAINT scratch_id IF NOT EXISTS FOR (n:Scratch) REQUIRE n.id IS UNIQUE');
  const { records } = await run(
    "MATCH (n) WITH count(n) AS nodes RETURN nodes > 0 AND NOT EXISTS { (:Scratch {id: 'tests'}) } AS foreign",
  );
  if (records[0]!.get('foreign')) {
    await driver.close();
    throw new Error(`${uri} holds a graph that is not the tests'; name an empty Neo4j in NEO4J_URI, or unset it`);
  }
  // The write lock on the mark, held until release, keeps other test files out.
  const session = driver.session({ database });
  const holding = session.beginTransaction();
  await holding.run("MERGE (n:Scratch {id: 'tests'})");
  await holding.commit();
  const held = session.beginTransaction();
  await held.run("MATCH (n:Scratch {id: 'tests'}) SET n.held = true");
  return {
    async wipe() {
      await run('MATCH (n) WHERE NOT n:Scratch DETACH DELETE n');
    },
    async run(cypher) {
      await run(cypher);
    },
    async rows(cypher, parameters) {
      const { records } = await driver.executeQuery(cypher, { ...parameters }, { database });
      return records.map((record) => [...record.values()]);
    },
    async explain(cypher, parameters) {
      // The planner goes by index samples that lag behind a load: on stale ones it scans an index where it would seek.
      if (!sampled) await driver.executeQuery('CALL db.prepareForReplanning(60)', {}, { database });
      sampled = true;
      const { summary } = await driver.executeQuery(`EXPLAIN ${cypher}`, { ...parameters }, { database });
      return operatorsOf(summary.plan as Plan).map((operator) => operator.replace('@neo4j', ''));
    },
    async release() {
      await held.rollback();
      await session.close();
      await driver.close();
    },
  };
}

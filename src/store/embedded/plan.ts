/** Plan: what Grafeo would do for a query, asked before it is done. */
import type { GrafeoDB } from '@grafeo-db/js';
import { refusal } from '../faults.ts';
import { queryFault } from './faults.ts';

// The names of Grafeo's plan for whatever changes the graph, its schema or reads files.
const WRITES =
  /^\s*((Create|Merge|Delete|Set|Remove|Add|Insert|Drop|Load|Alter)\w*|CallProcedure \((?!db\.(labels|relationshipTypes|propertyKeys)\)).*)/mu;

/** Refuses what would write, by the plan Grafeo makes of it. */
export async function refuseWrites(db: GrafeoDB, cypher: string, parameters: object): Promise<void> {
  let plan: string;
  try {
    plan = String((await db.executeCypher(`EXPLAIN\n${cypher}`, parameters)).rows()[0]?.[0]);
  } catch (cause) {
    // Grafeo plans no schema commands: SHOW reads, the others change the schema.
    if (!(cause as Error).message.includes('Schema commands')) throw queryFault(cause, 1);
    if (/^\s*SHOW\b/iu.test(cypher)) return;
    throw refusal('a schema command');
  }
  const operator = WRITES.exec(plan)?.[0].trim();
  if (operator !== undefined) throw refusal(operator);
}

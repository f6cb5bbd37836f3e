/** Plan: what Neo4j would do for a query, asked before it is done. */
import type { Plan, Session } from 'neo4j-driver';
import { refusal } from '../faults.ts';
import { queryFault, type Server } from './faults.ts';

/** Refuses what would write, change the schema or read files, by Neo4j's own plan. */
export async function refuseWrites(
  session: Session,
  cypher: string,
  parameters: Record<string, unknown>,
  timeout: { readonly timeout?: number },
  server: Server,
): Promise<void> {
  const { summary } = await session.run(`EXPLAIN\n${cypher}`, parameters, timeout).catch((cause: unknown) => {
    throw queryFault(cause, server, 1);
  });
  if (summary.queryType === 's') {
    // SHOW plans as a schema command too, and only reads.
    if (!/^\s*SHOW\b/iu.test(cypher)) throw refusal('a schema command');
  } else if (summary.queryType !== 'r') throw refusal('it writes');
  if (summary.plan && operatorsOf(summary.plan).some((operator) => operator.startsWith('LoadCSV'))) {
    throw refusal('LOAD CSV reads files');
  }
}

function operatorsOf(plan: Plan): string[] {
  return [plan.operatorType, ...plan.children.flatMap(operatorsOf)];
}

/** Neo4j: the graph on a server, through the official driver. */
import neo4j, {
  type Driver,
  isNode,
  isRelationship,
  type ManagedTransaction,
  Neo4jError,
  type Node,
  type Relationship,
  type Session,
} from 'neo4j-driver';
import { type GraphStore, StoreError, type Table } from '../store.ts';
import type { Connection, Parameters, Row, Run } from './connection.ts';
import { cypherOf } from './cypher.ts';
import { createGraphStore } from './graph.ts';
import { faultOf, OLDEST, queryFault } from './neo4j/faults.ts';
import { refuseWrites } from './neo4j/plan.ts';
import { elementsOf, fromDriver, toDriver } from './neo4j/values.ts';
import { nodeIdOf } from './values.ts';

export interface Neo4jOptions {
  /** Such as `neo4j://localhost:7687`. */
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  /** The server's own choice where absent. */
  readonly database?: string;
  /** Longest a user's query may take, in milliseconds. */
  readonly queryTimeoutMs?: number;
  /** How long to wait for the server at opening, in milliseconds. */
  readonly connectTimeoutMs?: number;
  /** How long work is tried again where the server is away, in milliseconds. */
  readonly retryMs?: number;
}

function connect(driver: Driver, options: Neo4jOptions): Connection {
  const { database, queryTimeoutMs } = options;
  const config = { ...(database !== undefined && { database }) };
  const timeout = queryTimeoutMs === undefined ? {} : { timeout: queryTimeoutMs };
  const named = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (cause) {
      throw faultOf(cause, options);
    }
  };
  const runIn =
    (transaction: Pick<ManagedTransaction, 'run'>): Run =>
    async (cypher, parameters: Parameters = {}) => {
      const result = await transaction.run(cypher, toDriver(parameters) as Record<string, unknown>);
      return result.records.map((record) => fromDriver(record.toObject(), NO_KEYS) as Row);
    };
  const inSession = async <T>(mode: 'READ' | 'WRITE', work: (session: Session) => Promise<T>): Promise<T> => {
    const session = driver.session({ ...config, defaultAccessMode: mode });
    try {
      return await named(work(session));
    } finally {
      await session.close();
    }
  };
  /** The graph's ids of nodes that only appear as ends of relationships. */
  const keysOf = async (
    transaction: ManagedTransaction,
    elements: readonly (Node | Relationship)[],
  ): Promise<Map<string, string>> => {
    const keys = new Map<string, string>();
    for (const node of elements) if (isNode(node)) keys.set(node.elementId, nodeIdOf(node.elementId, node.properties));
    const ends = elements.flatMap((r) => (isRelationship(r) ? [r.startNodeElementId, r.endNodeElementId] : []));
    const ids = [...new Set(ends)].filter((id) => !keys.has(id));
    if (ids.length === 0) return keys;
    const { records } = await transaction.run(cypherOf('read/node-ids'), { ids });
    for (const record of records) {
      const id: string = record.get('element');
      keys.set(id, nodeIdOf(id, { id: record.get('id'), key: record.get('key'), origin: record.get('origin') }));
    }
    return keys;
  };
  return {
    kind: 'neo4j',
    execute: (cypher, parameters) =>
      inSession('WRITE', (session) => runIn(session as unknown as ManagedTransaction)(cypher, parameters)),
    read: (cypher, parameters) =>
      inSession('READ', (session) => session.executeRead((transaction) => runIn(transaction)(cypher, parameters))),
    transact: (work) =>
      inSession('WRITE', (session) => session.executeWrite((transaction) => work(runIn(transaction)))),
    async query(cypher, parameters) {
      const session = driver.session({ ...config, defaultAccessMode: neo4j.session.READ });
      const params = toDriver(parameters) as Record<string, unknown>;
      try {
        await refuseWrites(session, cypher, params, timeout, options);
        return await session.executeRead(async (transaction): Promise<Table> => {
          const result = transaction.run(cypher, params);
          const columns = (await result.keys()).map(String);
          const { records } = await result;
          const elements = records.flatMap((record) => [...elementsOf([...record.values()])]);
          const keys = await keysOf(transaction, elements);
          return {
            columns,
            rows: records.map((record) => [...record.values()].map((value) => fromDriver(value, keys))),
          };
        }, timeout);
      } catch (cause) {
        throw queryFault(cause, options, 0);
      } finally {
        await session.close();
      }
    },
    close: () => driver.close(),
  };
}

const NO_KEYS: ReadonlyMap<string, string> = new Map();

async function verify(driver: Driver, options: Neo4jOptions): Promise<void> {
  const { database } = options;
  const { agent } = await driver.getServerInfo({ ...(database !== undefined && { database }) });
  // Connecting alone does not tell that the database is there.
  await driver.executeQuery(
    cypherOf('read/version'),
    {},
    { routing: 'READ', ...(database !== undefined && { database }) },
  );
  const version = /(\d+)\.(\d+)/u.exec(agent ?? '');
  if (version && Number(version[1]) < OLDEST[0]) {
    throw new StoreError('version', `Neo4j at ${options.uri} is ${version[0]}; Entente needs ${OLDEST[0]} or newer`);
  }
}

/** Opens the graph on a server. Throws a StoreError: `unreachable`, `auth`, `database`, `version`. */
export async function openNeo4jStore(options: Neo4jOptions): Promise<GraphStore> {
  // Long enough for a server to be started again under a write: what was under way is then simply done again.
  const { uri, username, password, connectTimeoutMs = 10_000, retryMs = 90_000 } = options;
  let driver: Driver;
  try {
    driver = neo4j.driver(uri, neo4j.auth.basic(username, password), {
      disableLosslessIntegers: true,
      connectionTimeout: connectTimeoutMs,
      connectionAcquisitionTimeout: connectTimeoutMs * 2,
      maxTransactionRetryTime: retryMs,
      userAgent: 'entente',
    });
  } catch (cause) {
    throw new StoreError('unreachable', `"${uri}" is no address of a Neo4j; write neo4j://host:7687 in NEO4J_URI`, {
      cause,
    });
  }
  try {
    await verify(driver, options);
  } catch (cause) {
    await driver.close();
    const fault = faultOf(cause, options);
    if (!(fault instanceof Neo4jError)) throw fault;
    const said = fault.message.split('\n')[0];
    throw new StoreError(
      'unreachable',
      `what answers at ${uri} is no Neo4j (${said}); write its Bolt address in NEO4J_URI`,
      {
        cause,
      },
    );
  }
  return createGraphStore(connect(driver, options));
}

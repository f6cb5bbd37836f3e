/** Neo4j: the graph on a server, through the official driver. */
import neo4j, {
  type Driver,
  isDate,
  isDateTime,
  isInt,
  isLocalDateTime,
  isNode,
  isPath,
  isRelationship,
  type ManagedTransaction,
  Neo4jError,
  type Node,
  type Plan,
  type Relationship,
  type Session,
} from 'neo4j-driver';
import { type GraphStore, StoreError, type Table, type Value } from '../store.ts';
import type { Connection, Parameters, Row, Run } from './connection.ts';
import { cypherOf } from './cypher.ts';
import { createGraphStore } from './graph.ts';
import { nodeIdOf, nodeValue, pathValue, relationshipValue } from './values.ts';

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
}

/** The oldest server whose Cypher the files of cypher/ keep to. */
const OLDEST = [5, 0] as const;

/** The driver sends every number as a float unless told otherwise; whole ones are integers here, as in JSON. */
function toDriver(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(toDriver);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toDriver(item)]));
}

/** What the driver gives, as JSON values; `keys` holds the graph's ids of nodes by the database's. */
function fromDriver(value: unknown, keys: ReadonlyMap<string, string>): Value {
  const convert = (item: unknown): Value => fromDriver(item, keys);
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object') return value as Value;
  if (Array.isArray(value)) return value.map(convert);
  if (isInt(value)) return value.toNumber();
  if (isNode(value)) return nodeValue(value.elementId, value.labels, propertiesOf(value.properties, keys));
  if (isRelationship(value)) {
    const end = (id: string): string => keys.get(id) ?? `#${id}`;
    return relationshipValue(
      value.type,
      end(value.startNodeElementId),
      end(value.endNodeElementId),
      propertiesOf(value.properties, keys),
    );
  }
  if (isPath(value)) {
    const nodes = value.segments.map(({ end }) => convert(end));
    return pathValue(
      [convert(value.start), ...nodes],
      value.segments.map(({ relationship }) => convert(relationship)),
    );
  }
  if (isDate(value) || isDateTime(value) || isLocalDateTime(value) || !isPlain(value)) return String(value);
  return propertiesOf(value as Record<string, unknown>, keys);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function propertiesOf(
  properties: Readonly<Record<string, unknown>>,
  keys: ReadonlyMap<string, string>,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(properties).map(([key, item]) => [key, fromDriver(item, keys)]));
}

/** Nodes and relationships anywhere in a result. */
function* elementsOf(value: unknown): Generator<Node | Relationship> {
  if (value === null || typeof value !== 'object') return;
  if (isNode(value) || isRelationship(value)) yield value;
  else if (isPath(value)) for (const { start, end, relationship } of value.segments) yield* [start, end, relationship];
  else if (Array.isArray(value) || isPlain(value)) for (const item of Object.values(value)) yield* elementsOf(item);
}

/** A fault of the connection as the user can act on it; anything else is given back as it is. */
function faultOf(cause: unknown, { uri, username, database }: Neo4jOptions): unknown {
  if (!(cause instanceof Neo4jError)) return cause;
  const { code, message } = cause;
  if (/Unauthorized|AuthenticationRateLimit|CredentialsExpired|TokenExpired/u.test(code)) {
    const advice = 'check NEO4J_USERNAME and NEO4J_PASSWORD';
    const why = code.includes('RateLimit')
      ? 'has refused too many passwords in a row; wait a moment, then'
      : `refuses the password of "${username}";`;
    return new StoreError('auth', `Neo4j at ${uri} ${why} ${advice}`, { cause });
  }
  if (/DatabaseNotFound|Database\.General|DatabaseUnavailable/u.test(code)) {
    return new StoreError(
      'database',
      `Neo4j at ${uri} has no database "${database}" that answers; check NEO4J_DATABASE (Community has "neo4j" only)`,
      { cause },
    );
  }
  if (code === 'ServiceUnavailable' || code === 'SessionExpired') {
    return new StoreError(
      'unreachable',
      `no Neo4j answers at ${uri}; start it (docker compose up -d --wait) or check NEO4J_URI`,
      { cause },
    );
  }
  if (/routing table|handshake|protocol/iu.test(message)) {
    return new StoreError(
      'version',
      `the server at ${uri} does not speak this driver's Bolt; Entente needs Neo4j ${OLDEST[0]} or newer`,
      { cause },
    );
  }
  return cause;
}

/** `shift`: lines that were put before the user's query. */
function queryFault(cause: unknown, options: Neo4jOptions, shift: number): unknown {
  const known = faultOf(cause, options);
  if (known !== cause || !(cause instanceof Neo4jError)) return known;
  const { code, message } = cause;
  if (/AccessMode|Statement\.AccessMode|Forbidden/u.test(code)) return refusal('Neo4j refuses it');
  if (/TransactionTimedOut|Terminated|LockClientStopped/u.test(code)) {
    return new StoreError(
      'query',
      `the query took longer than ${options.queryTimeoutMs} ms; narrow it, or raise the time allowed`,
      { cause },
    );
  }
  if (!code.startsWith('Neo.ClientError.')) return cause;
  const place = /\(line (\d+), column (\d+)/u.exec(message);
  const at = place ? ` at line ${Number(place[1]) - shift}, column ${place[2]}` : '';
  const said = message.split(/\n|\(line/u)[0]!.trim();
  return new StoreError('query', `Cypher${at}: ${said}; see \`entente queries\` for queries that work`, { cause });
}

function refusal(why: string): StoreError {
  return new StoreError(
    'writes',
    `this query would change the graph (${why}), and queries only read; use \`entente ingest\` or \`entente remove\``,
  );
}

/** Refuses what would write, change the schema or read files, by Neo4j's own plan. */
async function refuseWrites(
  session: Session,
  cypher: string,
  parameters: Record<string, unknown>,
  timeout: { readonly timeout?: number },
  options: Neo4jOptions,
): Promise<void> {
  const { summary } = await session.run(`EXPLAIN\n${cypher}`, parameters, timeout).catch((cause: unknown) => {
    throw queryFault(cause, options, 1);
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
  const { uri, username, password, connectTimeoutMs = 10_000 } = options;
  let driver: Driver;
  try {
    driver = neo4j.driver(uri, neo4j.auth.basic(username, password), {
      disableLosslessIntegers: true,
      connectionTimeout: connectTimeoutMs,
      connectionAcquisitionTimeout: connectTimeoutMs * 2,
      // Long enough for a server to be started again under a write: what was under way is then simply done again.
      maxTransactionRetryTime: 90_000,
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

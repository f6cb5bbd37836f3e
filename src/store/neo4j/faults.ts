/** Faults: what the Neo4j driver throws, as the user can act on it. */
import { Neo4jError } from 'neo4j-driver';
import { StoreError } from '../../store.ts';
import { refusal, tooSlow, wrongQuery } from '../faults.ts';

/** The oldest server whose Cypher the files of cypher/ keep to. */
export const OLDEST = [5, 0] as const;

/** What the messages name of the server. */
export interface Server {
  readonly uri: string;
  readonly username: string;
  readonly database?: string;
  readonly queryTimeoutMs?: number;
}

/** A fault of the connection as the user can act on it; anything else is given back as it is. */
export function faultOf(cause: unknown, { uri, username, database }: Server): unknown {
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

/** What is wrong with a user's query; `shift` lines were put before it. */
export function queryFault(cause: unknown, server: Server, shift: number): unknown {
  const known = faultOf(cause, server);
  if (known !== cause || !(cause instanceof Neo4jError)) return known;
  const { code, message } = cause;
  if (/AccessMode|Statement\.AccessMode|Forbidden/u.test(code)) return refusal('Neo4j refuses it');
  if (/TransactionTimedOut|Terminated|LockClientStopped/u.test(code)) return tooSlow(server.queryTimeoutMs, cause);
  if (!code.startsWith('Neo.ClientError.')) return cause;
  const place = /\(line (\d+), column (\d+)/u.exec(message);
  const said = message.split(/\n|\(line/u)[0]!.trim();
  return wrongQuery(said, place ? { line: Number(place[1]) - shift, column: place[2]! } : undefined, cause);
}

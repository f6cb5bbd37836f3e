/** Faults: what Grafeo throws, as the user can act on it. */
import { StoreError } from '../../store.ts';
import { wrongQuery } from '../faults.ts';

/** Why a file could not be opened. */
export function openFault(cause: unknown, path: string): StoreError {
  const reason = (cause as Error).message;
  if (reason.includes('cannot be locked')) {
    return new StoreError('busy', `${path} is open in another process; wait for it to end, or name another --db`, {
      cause,
    });
  }
  if (/header magic|not a database file|Serialization/u.test(reason)) {
    return new StoreError('not-a-store', `${path} is no Entente store; name another --db, or move it away`, { cause });
  }
  const said = reason.replace(/^.*?error: (GRAFEO-\w+: )?/u, '').split('\n')[0];
  return new StoreError('not-a-store', `${path} cannot be opened as a store (${said}); name another --db`, { cause });
}

/** A full disk as the user can act on it; anything else is given back as it is. */
export function faultOf(cause: unknown, path: string): unknown {
  if (!(cause instanceof Error) || !/No space left|os error 28|disk quota/iu.test(cause.message)) return cause;
  return new StoreError(
    'unreachable',
    `no space is left on the disk of ${path}; make some and run again: what was stored before is kept`,
    { cause },
  );
}

/** What is wrong with a user's query; `shift` lines were put before it. */
export function queryFault(cause: unknown, shift: number): StoreError {
  const message = (cause as Error).message;
  const said = message
    .split('\n')[0]!
    .replace(/^.*?(syntax|semantic) error: /u, '')
    .replace(/^(Query|Database) error: (GRAFEO-\w+: )?/u, '')
    .replace('[Cypher] ', '');
  const place = /query:(\d+):(\d+)/u.exec(message);
  const help = /help: (.*)/u.exec(message)?.[1];
  return wrongQuery(
    help ? `${said} (${help})` : said,
    place ? { line: Number(place[1]) - shift, column: place[2]! } : undefined,
    cause,
  );
}

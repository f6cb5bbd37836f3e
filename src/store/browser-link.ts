/** Browser link: an address that opens Neo4j Browser with a query in its editor, ready to run. */
import { toLiteral } from '../graph/cypher.ts';
import type { Value } from '../store.ts';

export interface BrowserPlace {
  /** Where Browser is served, such as `http://localhost:7474/browser/`. */
  readonly page: string;
  /** What it connects to. */
  readonly uri: string;
  readonly username: string;
  readonly database?: string | undefined;
}

/** The address of a server's own Browser: it listens beside Bolt, on a port of its own. */
export function browserPageOf(uri: string): string {
  const { hostname, protocol } = new URL(uri);
  return /\+s(?:sc)?:$/u.test(protocol) ? `https://${hostname}:7473/browser/` : `http://${hostname}:7474/browser/`;
}

/** Browser asks for the password itself: an address is kept in histories, and no place for one. */
export function browserLink({ page, uri, username, database }: BrowserPlace, cypher: string): string {
  const dbms = uri.replace('://', `://${encodeURIComponent(username)}@`);
  const parts = { dbms, ...(database !== undefined && { db: database }), cmd: 'edit', arg: cypher };
  // Browser does not read "+" as a space, so no URLSearchParams.
  const query = Object.entries(parts).map(([name, value]) => `${name}=${encodeAll(value)}`);
  return `${page}${page.includes('?') ? '&' : '?'}${query.join('&')}`;
}

/** Quotes and brackets too, which end an address in terminals and in Markdown. */
function encodeAll(text: string): string {
  const code = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/gu, code);
}

// Text, quoted names and comments come first, so that a "$" in them is no parameter.
const PARAMETERS = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\$(\w+)/gu;

/** The query with its parameters written out: an address can set no parameters beside a query. */
export function writeOut(cypher: string, parameters: Readonly<Record<string, Value>>): string {
  return cypher
    .split('\n')
    .filter((line) => !line.startsWith('// $'))
    .join('\n')
    .replace(PARAMETERS, (whole, name: string | undefined) =>
      name !== undefined && Object.hasOwn(parameters, name) ? toCypher(parameters[name]!) : whole,
    )
    .trim();
}

function toCypher(value: Value): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' || typeof value === 'string') return toLiteral(value);
  if (Array.isArray(value)) return `[${value.map(toCypher).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `\`${key.replaceAll('`', '``')}\`: ${toCypher(item)}`);
  return `{${entries.join(', ')}}`;
}

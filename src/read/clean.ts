/** Clean: the only edits a text sees before it is stored and hashed; every offset points into the result. */

// CSI, OSC (ended by BEL or ST), and the two-byte escapes.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
const ANSI = /\u001b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\u0007\u001b\n]{0,2048}(?:\u0007|\u001b\\)|[@-Z\\^_])/g;
// C0 but tab and line feed, DEL, C1 (U+009B is a CSI of its own), and the bidi embeddings, overrides and isolates.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
// With the u flag a surrogate in the class matches only where it stands alone.
const LONE_SURROGATE = /[\ud800-\udfff]/gu;

/**
 * Takes off the byte order mark, ANSI escapes, control characters (but tab and line feed) and bidi overrides, turns
 * CRLF and CR into LF, and composes to NFC. Lone surrogates, which no UTF-8 can hold, become U+FFFD. Cleaning twice
 * changes nothing.
 */
export function cleanText(raw: string): string {
  return raw
    .replace(/^\ufeff+/, '')
    .replace(/\r\n?/g, '\n')
    .replace(ANSI, '')
    .replace(CONTROLS, '')
    .replace(/^\ufeff+/, '')
    .replace(LONE_SURROGATE, '\ufffd')
    .normalize('NFC');
}

/** One line of a name or a title: cleaned, white space folded; absent where nothing is left. */
export function cleanLine(raw: string | null | undefined): string | undefined {
  const line = cleanText(raw ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  return line === '' ? undefined : line;
}

/** A value as an error message shows it: one line, quoted, at most 80 characters. */
export function quoteValue(value: unknown): string {
  const line = cleanLine(typeof value === 'string' ? value : String(value)) ?? '';
  return `"${line.length > 80 ? `${line.slice(0, 79)}…` : line}"`;
}

/** Colour: ANSI styles on a terminal that wants them. */

export interface Colours {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
}

const ESCAPE = '\u001b[';

function style(open: number, close: number): (text: string) => string {
  return (text) => `${ESCAPE}${open}m${text}${ESCAPE}${close}m`;
}

const plain: Colours = { bold: String, dim: String, red: String, green: String };
const styled: Colours = { bold: style(1, 22), dim: style(2, 22), red: style(31, 39), green: style(32, 39) };

/** NO_COLOR (no-color.org) and `--no-color` win over the terminal. */
export function openColours(stream: { readonly isTTY?: boolean }, wanted: boolean): Colours {
  const allowed = wanted && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  return allowed && stream.isTTY ? styled : plain;
}

/** Print text of articles: what a terminal would obey is shown, never sent. */

// C0 and C1 controls (ANSI escapes begin with one) and the marks that turn the direction of writing.
const COMMANDS = /[\p{Cc}\p{Bidi_Control}]/gu;

/** The text on one line, each control character as its escape. */
export function toPlain(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/gu, ' ').replace(COMMANDS, (character) => {
    if (character === '\t') return ' ';
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** At most `width` characters, with an ellipsis where the text was longer. */
export function shorten(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, Math.max(1, width - 1)).join('')}…`;
}

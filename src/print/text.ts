/** Print text of articles: what a terminal would obey is shown, never sent. */

// C0 and C1 controls (ANSI escapes begin with one) and the marks that turn the direction of writing.
const COMMANDS = /[\p{Cc}\p{Bidi_Control}]/gu;

/** The text on one line, each control character as its escape. */
export function toPlain(text: string): string {
  return text
    .replace(/\s*[\r\n]+\s*/gu, ' ')
    .replace(COMMANDS, (character) => (character === '\t' ? ' ' : escapeCharacter(character)));
}

/** JSON with those characters escaped, too, that a terminal obeys and JSON lets stand. */
export function toPlainJson(json: string): string {
  return json.replace(/[\u007f-\u009f\p{Bidi_Control}]/gu, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u{ff01}-\u{ff60}]/u;

/** Columns of a terminal that the text takes: marks none, ideographs and emoji two. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/\p{M}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1), 0);
}

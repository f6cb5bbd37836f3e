/** XML: text made safe for an element or an attribute. */

// Characters that XML 1.0 has no way to hold, not even escaped.
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeXml(value: string | number): string {
  return String(value)
    .replace(FORBIDDEN, '\u{fffd}')
    .replace(/[&<>"]/gu, (character) => ENTITIES[character]!)
    .replace(/[\t\n\r]/gu, (character) => `&#${character.charCodeAt(0)};`);
}

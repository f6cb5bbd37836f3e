/** Decode: bytes into text, strictly: what is no text, or not in the encoding it claims, is refused with the place. */
import { isUtf8 } from 'node:buffer';
import { quoteValue } from './clean.ts';
import { UnreadableInput } from './unreadable.ts';

const MAGIC: readonly (readonly [string, string])[] = [
  ['%PDF-', 'a PDF'],
  ['PK\u0003\u0004', 'a zip, docx or odt'],
  ['\u001f\u008b', 'a gzip'],
  ['\u0089PNG', 'a PNG picture'],
  ['\u00ff\u00d8\u00ff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Office'],
  ['{\\rtf', 'an RTF'],
  ['SQLite format 3', 'an SQLite'],
];
const HEAD_BYTES = 8192;
/** Plain text with a stray NUL is text; one control byte in ten is not. */
const BINARY_SHARE = 0.1;

/** Throws where the first bytes are those of a picture, an archive or another format that is no text. */
export function refuseBinary(bytes: Buffer, place: string): void {
  const head = bytes.subarray(0, HEAD_BYTES);
  const latin1 = head.toString('latin1');
  const kind = MAGIC.find(([magic]) => latin1.startsWith(magic))?.[1];
  if (kind !== undefined)
    throw new UnreadableInput(`${place}: is ${kind} file, not text; save it as text or HTML first`);
  if (byteOrderMark(bytes)) return;
  let controls = 0;
  for (const byte of head) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27) controls += 1;
  if (controls > head.length * BINARY_SHARE) {
    throw new UnreadableInput(`${place}: is binary, not text (or UTF-16 without its mark); save it as UTF-8 text`);
  }
}

function byteOrderMark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/**
 * The text of `bytes`: by its byte order mark, else by the encoding it declares (HTTP header, `<meta charset>`, XML
 * declaration), else UTF-8. `firstByte` is where `bytes` begin in their file, for the message.
 */
export function decodeText(bytes: Buffer, place: string, declared?: string, firstByte = 0): string {
  const encoding = byteOrderMark(bytes) ?? declared?.toLowerCase() ?? 'utf-8';
  if (encoding === 'utf-8' || encoding === 'utf8') {
    if (isUtf8(bytes)) return bytes.toString('utf8');
    const offset = firstInvalidByte(bytes);
    const value = (bytes[offset] ?? 0).toString(16).padStart(2, '0');
    throw new UnreadableInput(
      `${place}: byte 0x${value} at offset ${firstByte + offset} is not UTF-8; save the file as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)`,
    );
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError) {
      throw new UnreadableInput(`${place}: unknown encoding ${quoteValue(encoding)}; save the file as UTF-8`, {
        cause: error,
      });
    }
    if (error instanceof TypeError) {
      throw new UnreadableInput(
        `${place}: is not in the encoding it declares, ${quoteValue(encoding)}; save it as UTF-8`,
        {
          cause: error,
        },
      );
    }
    throw error;
  }
}

/** A lenient decoder puts U+FFFD where bytes are broken; the first one that the bytes do not spell out is the fault. */
function firstInvalidByte(bytes: Buffer): number {
  const text = bytes.toString('utf8');
  let offset = 0;
  let from = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', from)) {
    offset += Buffer.byteLength(text.slice(from, at));
    if (!(bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd)) return offset;
    offset += 3;
    from = at + 1;
  }
  return offset;
}

/** The encoding that a page or a feed declares in its first kilobyte. */
export function declaredEncoding(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 1024).toString('latin1');
  return (/<\?xml[^>]{0,200}\sencoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(head) ??
    /<meta[^>]{0,200}\scharset\s*=\s*["']?([\w.:-]{1,40})/i.exec(head) ??
    /<meta[^>]{0,200}\scontent\s*=\s*["'][^"'>]{0,100}charset=([\w.:-]{1,40})/i.exec(head))?.[1];
}

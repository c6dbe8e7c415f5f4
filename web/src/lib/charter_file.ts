// A charter from a file, read in the browser, and the title that a charter gives itself.

const utf16 = (bytes: Uint8Array) =>
  bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;

/** UTF-8, UTF-16 with its mark, or else GB18030. Line ends become "\n". */
export function decodeText(bytes: Uint8Array): string {
  const decode = (encoding: string, fatal: boolean) => new TextDecoder(encoding, { fatal }).decode(bytes).replace(/\r\n?/g, '\n');
  const marked = utf16(bytes);
  if (marked) return decode(marked, false);
  try {
    return decode('utf-8', true);
  } catch {
    return decode('gb18030', false);
  }
}

/** What only a word processor's file needs; anything else is text. */
export const isWordFile = (name: string) => /\.docx$/i.test(name);
export const isTextFile = (name: string, type: string) => /\.(md|markdown|txt|text)$/i.test(name) || type.startsWith('text/');

/** The first heading, else the first line when it is short enough to be one; '' when there is none. */
export function titleOf(text: string): string {
  const body = text.replace(/^(---|\+\+\+)\n[\s\S]*?\n\1(\n|$)/, '');
  const heading = /^#{1,6}\s+(.+?)\s*#*\s*$/m.exec(body)?.[1];
  const first = body.split('\n').map((line) => line.trim()).find((line) => line !== '') ?? '';
  const title = heading ?? first;
  return title.length <= 80 && !/[。.!！?？;；:：]$/.test(title) ? title : '';
}

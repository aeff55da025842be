/**
 * Text of a part as xml.ts reads it, one byte a character of its UTF-8. Its encoding is what its mark, its first bytes or
 * its declaration say. Throws for bytes that are not of that encoding, and for a document type.
 */
export function partText(content: Buffer): string {
  const encoding = encodingOf(content);
  const text =
    encoding === "utf-8" ? content.toString("latin1") : inUtf8(content, encoding).toString("latin1");
  if (text.includes("<!DOCTYPE")) throw new Error("XML with a document type");
  return text;
}

function inUtf8(content: Buffer, encoding: string): Buffer {
  return Buffer.from(new TextDecoder(encoding, {fatal: true}).decode(content), "utf8");
}

/** The mark of UTF-16, or "<" as two bytes where there is none. */
const WIDE: Record<string, string> = {
  fffe: "utf-16le",
  "3c00": "utf-16le",
  feff: "utf-16be",
  "003c": "utf-16be",
};

function encodingOf(content: Buffer): string {
  const wide = WIDE[content.subarray(0, 2).toString("hex")];
  if (wide) return wide;
  const head = content.toString("latin1", 0, 200);
  const declared = /<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1]?.toLowerCase();
  // One that says UTF-16 of single bytes was written by a program that changed the encoding and not the words.
  return declared === undefined || /^(utf-?8|utf-?16.*|us-ascii)$/.test(declared) ? "utf-8" : declared;
}

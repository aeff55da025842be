/** CP932 (Windows-31J) to UTF-8, bytes to bytes: what TextDecoder("shift_jis") knows, without the detour over UTF-16. */

const LEADS = {first: 0x81, last: 0xfc};
const TRAILS = {first: 0x40, last: 0xfc};

let characters: Uint16Array | undefined;

/** Code unit of every single byte and, at (lead << 8 | trail), of every pair; 0 where there is none. */
export function cp932Characters(): Uint16Array {
  if (characters) return characters;
  const table = new Uint16Array(0x10000);
  const decoder = new TextDecoder("shift_jis");
  for (let byte = 1; byte <= 0xff; byte += 1) table[byte] = codeUnit(decoder, [byte]);
  for (let lead = LEADS.first; lead <= LEADS.last; lead += 1)
    for (let trail = TRAILS.first; trail <= TRAILS.last; trail += 1)
      table[(lead << 8) | trail] = codeUnit(decoder, [lead, trail]);
  characters = table;
  return table;
}

function codeUnit(decoder: InstanceType<typeof TextDecoder>, bytes: number[]): number {
  const text = decoder.decode(Uint8Array.from(bytes));
  return text.length === 1 && text !== "\ufffd" ? text.charCodeAt(0) : 0;
}

/** The text as UTF-8, or the offset of the first byte that is not CP932. NUL counts as wrong: no office file has one. */
export function cp932ToUtf8(bytes: Uint8Array): Buffer | number {
  const table = cp932Characters();
  const out = Buffer.allocUnsafe(bytes.length * 3);
  let to = 0;
  for (let from = 0; from < bytes.length; from += 1) {
    const byte = bytes[from] ?? 0;
    if (byte < 0x80 && byte !== 0) {
      out[to++] = byte;
      continue;
    }
    let unit = table[byte] ?? 0;
    if (unit === 0) {
      unit = from + 1 < bytes.length ? (table[(byte << 8) | (bytes[from + 1] ?? 0)] ?? 0) : 0;
      if (unit === 0 || byte === 0) return from;
      from += 1;
    }
    if (unit > 0x7ff) {
      out[to++] = 0xe0 | (unit >> 12);
      out[to++] = 0x80 | ((unit >> 6) & 0x3f);
    } else {
      out[to++] = 0xc0 | (unit >> 6);
    }
    out[to++] = 0x80 | (unit & 0x3f);
  }
  return out.subarray(0, to);
}

/** Text to CP932 (Windows-31J), for office programs that read nothing else. What cannot be written is told, never dropped. */

export interface Cp932Text {
  bytes: Uint8Array;
  /** Characters that CP932 does not have, each time they occur; 〓 stands in their place. */
  unwritable: UnwritableCharacter[];
}

interface UnwritableCharacter {
  char: string;
  /** "U+1F600" */
  codePoint: string;
  /** Line and character of the line, both from 1. */
  line: number;
  column: number;
}

/** The same characters of JIS X 0208 under the code points of other systems: macOS, Java and Unix write the left ones. */
const TWINS: [string, string][] = [
  ["〜", "～"],
  ["−", "－"],
  ["—", "―"],
  ["‖", "∥"],
  ["¢", "￠"],
  ["£", "￡"],
  ["¬", "￢"],
];
const GETA = 0x81ac;
/** NEC's selection repeats IBM's extensions; Windows writes the latter. */
const NEC_SELECTION = {first: 0xed, last: 0xee};

let codes: Uint16Array | undefined;

/** Code unit → byte or pair of bytes, 0 where there is none: what TextDecoder reads, turned round. */
function codeTable(): Uint16Array {
  if (codes) return codes;
  const table = new Uint16Array(0x10000);
  for (const lead of range(0x81, 0xfc))
    if (lead < NEC_SELECTION.first || lead > NEC_SELECTION.last) addPairs(table, lead);
  for (const byte of [...range(0x01, 0x7f), ...range(0xa1, 0xdf)]) add(table, [byte]);
  for (const [char, twin] of TWINS) table[char.charCodeAt(0)] = table[twin.charCodeAt(0)] ?? 0;
  codes = table;
  return table;
}

function addPairs(table: Uint16Array, lead: number): void {
  for (const trail of range(0x40, 0xfc)) add(table, [lead, trail]);
}

/** The lower code wins where two say the same: 81 and 87 before FA. */
function add(table: Uint16Array, bytes: number[]): void {
  const text = new TextDecoder("shift_jis").decode(Uint8Array.from(bytes));
  if (text.length !== 1 || text === "\ufffd") return;
  const unit = text.charCodeAt(0);
  if (table[unit] === 0) table[unit] = bytes.reduce((code, byte) => (code << 8) | byte, 0);
}

function range(first: number, last: number): number[] {
  return Array.from({length: last - first + 1}, (_, index) => first + index);
}

/** The whole text in CP932, private-use characters (外字) included, and every place where it lost a character. */
export function encodeCp932(text: string): Cp932Text {
  const table = codeTable();
  const bytes = new Uint8Array(text.length * 2);
  const unwritable: UnwritableCharacter[] = [];
  let size = 0;
  let line = 1;
  let column = 0;
  for (const char of text) {
    column += 1;
    let code = char.length === 1 ? (table[char.charCodeAt(0)] ?? 0) : 0;
    if (code === 0 && char !== "\0") {
      unwritable.push({char, codePoint: codePointOf(char), line, column});
      code = GETA;
    }
    if (code > 0xff) bytes[size++] = code >> 8;
    bytes[size++] = code & 0xff;
    if (char !== "\n") continue;
    line += 1;
    column = 0;
  }
  return {bytes: bytes.subarray(0, size), unwritable};
}

/** "U+20BB7" */
function codePointOf(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

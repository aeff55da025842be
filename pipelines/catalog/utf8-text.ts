import {UserError} from "../../schemas/errors.ts";

/** Text of a file that a city has written. UserError with the line of the first byte that is no UTF-8; `place` is how the file is named to people. */
export function utf8Text(bytes: Buffer, place: string): string {
  try {
    return decoded(bytes);
  } catch (cause) {
    throw new UserError(
      `${place} の${lineOfOddByte(bytes)}行目: 文字コードが UTF-8 ではありません。メモ帳などで開き、文字コードを UTF-8 にして保存し直してください。`,
      {cause},
    );
  }
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", {fatal: true}).decode(bytes);
}

/** No sign of UTF-8 holds the byte of a line's end. */
function lineOfOddByte(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf("\n", start);
    const stop = end === -1 ? bytes.length : end + 1;
    try {
      decoded(bytes.subarray(start, stop));
    } catch {
      return line;
    }
    start = stop;
  }
  return 1;
}

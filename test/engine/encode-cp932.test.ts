import fc from "fast-check";
import iconv from "iconv-lite";
import {describe, expect, test} from "vitest";
import {encodeCp932} from "../../pipelines/engine/encode-cp932.ts";

const decode = (bytes: Uint8Array) => new TextDecoder("shift_jis", {fatal: true}).decode(bytes);
const everyCharacter = Array.from({length: 0x10000 - 1}, (_, index) => String.fromCharCode(index + 1)).filter(
  (char) => !/[\ud800-\udfff]/.test(char),
);

describe("text to CP932", () => {
  test("what is written is read back as it was, or is told", () => {
    const twins = new Map(Array.from("〜−—‖¢£¬", (char, index) => [char, Array.from("～－―∥￠￡￢")[index]]));
    const wrong = everyCharacter.filter((char) => {
      const {bytes, unwritable} = encodeCp932(char);
      return decode(bytes) !== (unwritable.length > 0 ? "〓" : (twins.get(char) ?? char));
    });
    expect(wrong).toEqual([]);
  });

  test("the bytes are those that another library writes, and what it cannot write is told", () => {
    const differing = everyCharacter.filter((char) => {
      if (char < " " || char === "\u007f") return false; // the library swaps control characters as IBM did
      const other = iconv.encode(char, "cp932");
      const {bytes, unwritable} = encodeCp932(char);
      const isMissing = char !== "?" && other.toString("latin1") === "?";
      return isMissing ? unwritable.length === 0 : !other.equals(bytes);
    });
    // Beyond the library: twins of other systems and private use. Below it: ¥ and ‾ as \\ and ~, byte 80.
    expect(differing.join("")).toMatch(/^[\u0080¢£¥¬—‖‾−〜\ue000-\ue757]*$/);
    expect(encodeCp932("〜−—").unwritable).toEqual([]);
  });

  test("places are lines and characters", () => {
    expect(encodeCp932("氏名\r\n𠮷野,表\n😀é").unwritable).toEqual([
      {char: "𠮷", codePoint: "U+20BB7", line: 2, column: 1},
      {char: "😀", codePoint: "U+1F600", line: 3, column: 1},
      {char: "é", codePoint: "U+00E9", line: 3, column: 2},
    ]);
  });

  test("private-use characters go back to the bytes they came from", () => {
    const gaiji = Buffer.from([0xf0, 0x40, 0xf9, 0xfc]);
    expect(Buffer.from(encodeCp932(decode(gaiji)).bytes)).toEqual(gaiji);
  });

  test("any text: one told character for each 〓 more than before", () => {
    const geta = (text: string) => text.split("〓").length - 1;
    fc.assert(
      fc.property(fc.string({unit: "grapheme", maxLength: 40}), (text) => {
        const {bytes, unwritable} = encodeCp932(text);
        expect(geta(decode(bytes)) - geta(text)).toBe(unwritable.length);
      }),
    );
  });
});

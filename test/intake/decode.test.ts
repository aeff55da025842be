import {writeFileSync} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import iconv from "iconv-lite";
import {describe, expect, test} from "vitest";
import {cp932ToUtf8} from "../../pipelines/intake/read/cp932.ts";
import {encodingOf, fingerprint} from "../../pipelines/intake/read/decode.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const MEGABYTE = 1024 * 1024;

describe("CP932", () => {
  const decoder = new TextDecoder("shift_jis", {fatal: true});
  const byDecoder = (bytes: Uint8Array) => {
    try {
      return decoder.decode(bytes);
    } catch {
      return undefined;
    }
  };
  const byTable = (bytes: Uint8Array) => {
    const text = cp932ToUtf8(bytes);
    return typeof text === "number" ? undefined : text.toString("utf8");
  };

  test("every byte and every pair is read as the standard decoder reads it", () => {
    // The decoder swaps these three control characters, as old IBM code pages did; here they stay what they are.
    const swapped = new Set([0x1a, 0x1c, 0x7f]);
    const codes = Array.from({length: 255}, (_, index) => index + 1).filter((code) => !swapped.has(code));
    for (const lead of codes) {
      expect([lead, byTable(Uint8Array.of(lead))]).toEqual([lead, byDecoder(Uint8Array.of(lead))]);
      for (const trail of codes) {
        const pair = Uint8Array.of(lead, trail);
        if (byTable(pair) !== byDecoder(pair))
          expect([lead, trail, byTable(pair)]).toEqual([lead, trail, byDecoder(pair)]);
      }
    }
  });

  test("texts of any characters survive", () => {
    const sign = fc.constantFrom(...'亜髙﨑①Ⅳ㈱～－―ｱﾞabc,"\n表ソ能予 ');
    fc.assert(
      fc.property(fc.string({unit: sign, maxLength: 200}), (text) => {
        expect(byTable(iconv.encode(text, "cp932"))).toBe(text);
      }),
    );
  });

  test("the first wrong byte is named", () => {
    expect(cp932ToUtf8(Buffer.concat([iconv.encode("表A", "cp932"), Buffer.from([0xff, 0x41])]))).toBe(3);
    expect(cp932ToUtf8(Buffer.from([0x41, 0x95]))).toBe(1);
    expect(cp932ToUtf8(Buffer.from([0x41, 0x00]))).toBe(1);
  });
});

describe("a file's encoding", () => {
  test.each([
    ["UTF-8", Buffer.from("職員番号,年月\n")],
    ["UTF-8", Buffer.from("\ufeff職員番号,年月\n")],
    ["UTF-8", Buffer.from("plain,ascii\n")],
    ["CP932", iconv.encode("職員番号,年月\n", "cp932")],
    ["UTF-16", iconv.encode("職員番号,年月\n", "utf16le", {addBOM: true})],
    ["CP932", Buffer.from("職員").subarray(0, 4)],
  ])("%s", (encoding, bytes) => {
    const path = join(temporaryFolder(), "file.csv");
    writeFileSync(path, bytes);
    expect(encodingOf(fingerprint(path))).toBe(encoding);
  });

  test("a character across two pieces of a large file is no wrong byte", () => {
    const path = join(temporaryFolder(), "large.csv");
    for (const shift of ["", "a", "ab"]) {
      writeFileSync(path, shift + "職".repeat(6 * MEGABYTE));
      expect(encodingOf(fingerprint(path))).toBe("UTF-8");
    }
  });
});

import {randomBytes} from "node:crypto";
import {readFileSync, truncateSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {fingerprintOf} from "../../pipelines/installation/fingerprint-of.ts";
import {fingerprintOfSealed, sealDurably, unseal} from "../../pipelines/installation/seal.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const CHUNK = 1024 * 1024;
const STORED_CHUNK = CHUNK + 16;
const HEAD = 41;
const KEY = randomBytes(32);

function sealed(size: number): {plain: string; file: string; out: string} {
  const folder = temporaryFolder();
  const [plain, file, out] = ["plain", "file.sealed", "out"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(plain, randomBytes(size));
  sealDurably(plain, {to: file, key: KEY});
  return {plain, file, out};
}

test.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])(
  "%i bytes come back as they were, and no two sealings are alike",
  (size) => {
    const {plain, file, out} = sealed(size);
    unseal(file, {to: out, key: KEY});
    expect(readFileSync(out).equals(readFileSync(plain))).toBe(true);
    expect(fingerprintOfSealed(file, KEY)).toEqual(fingerprintOf(plain));
    const before = readFileSync(file);
    sealDurably(plain, {to: file, key: KEY});
    expect(readFileSync(file).equals(before)).toBe(false);
    if (size > 20) expect(before.includes(readFileSync(plain).subarray(0, 20))).toBe(false);
  },
);

/** What is said of a file of three chunks after somebody did something to it. */
function said(harm: (file: string) => void, key = KEY): string {
  const {file, out} = sealed(2 * CHUNK + 100);
  harm(file);
  try {
    unseal(file, {to: out, key});
  } catch (error) {
    return String(error);
  }
  return "nothing";
}

function changed(at: number): (file: string) => void {
  return (file) => {
    const bytes = readFileSync(file);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file, bytes);
  };
}

function parts(file: string): Buffer[] {
  const bytes = readFileSync(file);
  const chunk = (index: number) =>
    bytes.subarray(HEAD + index * STORED_CHUNK, HEAD + (index + 1) * STORED_CHUNK);
  return [bytes.subarray(0, HEAD), chunk(0), chunk(1), chunk(2)];
}

describe("what happened to a sealed file is told apart", () => {
  test.each<[string, (file: string) => void, string]>([
    ["a byte of the first chunk", changed(HEAD + 5), "1番目のかたまりが、書き換えられているか、壊れています"],
    ["a byte of the last chunk", changed(HEAD + 2 * STORED_CHUNK + 5), "3番目のかたまりが"],
    ["a byte of the second seal", changed(HEAD + 2 * STORED_CHUNK - 1), "2番目のかたまりが"],
    ["a byte of the head's chance", changed(HEAD - 9), "1番目のかたまりが"],
    ["another form", changed(0), "この設備が暗号化したファイルではない"],
    ["a later version", changed(8), "新しいプログラム"],
    ["the key's mark", changed(10), "別の鍵で暗号化"],
    ["cut between chunks", (file) => truncateSync(file, HEAD + 2 * STORED_CHUNK), "途中で切れています"],
    [
      "cut within the last chunk",
      (file) => truncateSync(file, HEAD + 2 * STORED_CHUNK + 50),
      "途中で切れています",
    ],
    ["cut within the first chunk", (file) => truncateSync(file, HEAD + 1000), "途中で切れています"],
    ["cut within the head", (file) => truncateSync(file, 20), "途中で切れています"],
    ["cut behind the head", (file) => truncateSync(file, HEAD), "途中で切れています"],
    ["cut to nothing", (file) => truncateSync(file, 0), "途中で切れています"],
    [
      "chunks exchanged",
      (file) => {
        const [head, first, second, third] = parts(file);
        writeFileSync(file, Buffer.concat([head, second, first, third].filter((part) => part !== undefined)));
      },
      "1番目のかたまりが",
    ],
    [
      "a chunk left out",
      (file) => {
        const [head, first, , third] = parts(file);
        writeFileSync(file, Buffer.concat([head, first, third].filter((part) => part !== undefined)));
      },
      "途中で切れています",
    ],
    ["something behind the end", (file) => writeFileSync(file, "x", {flag: "a"}), "余分なものが付いています"],
  ])("%s", (_, harm, message) => {
    expect(said(harm)).toContain(message);
  });

  test("a wrong key is no damage", () => {
    const message = said(() => {}, randomBytes(32));
    expect(message).toContain("別の鍵で暗号化したファイルです（ファイルは壊れていません");
  });
});

import {execFileSync} from "node:child_process";
import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import {temporaryFolder} from "../temporary-folder.ts";

const WRITE_LITTLE = fileURLToPath(new URL("./write-little.ts", import.meta.url));

/** As on a disk that becomes full, the system takes the first bytes and says only how many those were. */
test("what takes only a part of what is written is told, and leaves what was there", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "whole"), "before");
  writeFileSync(join(folder, "log"), "first\n");
  writeFileSync(join(folder, "utf16.csv"), Buffer.from(`\ufeff${"x".repeat(3000)}`, "utf16le"));
  const run = 'ulimit -f 2; exec "$0" "$@"';
  const said = execFileSync("sh", ["-c", run, process.execPath, WRITE_LITTLE, folder], {encoding: "utf8"});
  expect(JSON.parse(said)).toEqual({
    told: {
      "a file that is replaced": "EFBIG",
      "a line of the log": "EFBIG",
      "a line of the journal": "EFBIG",
      "a text that is brought into UTF-8": "EFBIG",
    },
    whole: "before",
    last: "first",
  });
});

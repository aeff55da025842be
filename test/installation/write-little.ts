import {readFileSync} from "node:fs";
import {join} from "node:path";
import {appendLines, lastLineOf} from "../../pipelines/access/line-log.ts";
import {writeDown} from "../../pipelines/due/journal.ts";
import {writeWhole} from "../../pipelines/installation/write-whole.ts";
import {fingerprint, readableText} from "../../pipelines/intake/read/decode.ts";

/* node write-little.ts FOLDER: in a process that may write files of a kilobyte only, says which ways of writing told that they could not. */
const [folder = ""] = process.argv.slice(2);
const at = (name: string) => join(folder, name);
const LONG = "x".repeat(3000);

const WAYS: Record<string, () => void> = {
  "a file that is replaced": () => writeWhole(at("whole"), LONG),
  "a line of the log": () => appendLines(at("log"), () => [LONG]),
  "a line of the journal": () =>
    writeDown(at("journal"), {
      kind: "failed",
      job: "a",
      period: "b",
      input: "c",
      at: "2025-06-02T00:00:00Z",
      why: LONG,
    }),
  "a text that is brought into UTF-8": () =>
    void readableText(at("utf16.csv"), fingerprint(at("utf16.csv")), at("utf8.csv")),
};

const told = Object.fromEntries(
  Object.entries(WAYS).map(([name, write]) => {
    try {
      write();
      return [name, "nothing"];
    } catch (error) {
      return [name, (error as NodeJS.ErrnoException).code];
    }
  }),
);
process.stdout.write(
  JSON.stringify({told, whole: readFileSync(at("whole"), "utf8"), last: lastLineOf(at("log"))}),
);

import {mkdirSync, readFileSync, symlinkSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {beforeEach, expect, test} from "vitest";
import {recordAccess} from "../../pipelines/access/record.ts";
import {noteFault} from "../../pipelines/installation/fault-log.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {openToAdd} from "../../pipelines/installation/plain-file.ts";
import {fingerprint, readableText} from "../../pipelines/intake/read/decode.ts";
import {read} from "../access/small-log.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const NOW = new Date("2025-06-10T00:00:00Z");

let home: Home;
let victim = "";
beforeEach(() => {
  const folder = temporaryFolder();
  home = openHome(join(folder, "home"));
  victim = join(folder, "victim.txt");
  writeFileSync(victim, "somebody else's");
});

function linkAt(place: string): string {
  mkdirSync(dirname(place), {recursive: true});
  symlinkSync(victim, place);
  return place;
}

const WRITING: [what: string, write: (home: Home) => unknown][] = [
  ["the list of workbooks for mending", ({mendingNotes}) => openToAdd(linkAt(mendingNotes))],
  [
    "the log of faults",
    (home) => {
      linkAt(home.faultLog);
      noteFault(home, {about: "x", error: new Error("x"), now: NOW});
    },
  ],
  [
    "the log of who read what, before its first line",
    (home) => {
      linkAt(home.accessLog);
      recordAccess(home, read("export"), NOW);
    },
  ],
  [
    "the text of a file in another form",
    ({inbox, scratch}) => {
      const sent = join(inbox, "送付.csv");
      writeFileSync(sent, Buffer.from("\ufeff年度,値\n", "utf16le"));
      readableText(sent, fingerprint(sent), linkAt(join(scratch, "reading-1.csv")));
    },
  ],
];

test.each(WRITING)("%s is a link: that is told, and nothing is written where it leads", (_, write) => {
  expect(() => write(home)).toThrow("ふつうのファイルではありません");
  expect(readFileSync(victim, "utf8")).toBe("somebody else's");
});

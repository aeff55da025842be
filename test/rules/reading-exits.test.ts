import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {READS_NOTHING} from "../../commands/record-reading.ts";

const ROOT = join(import.meta.dirname, "../..");
const CLI = readFileSync(join(ROOT, "cli.ts"), "utf8");
const NAMES = [...CLI.matchAll(/^ {2}"?([a-z-]+)"?: \(\) => import/gm)].map(([, name = ""]) => name);

/** What lets figures, data of people or whole files out of an installation. */
const EXITS =
  /withRelease|withPrintedRelease|openRelease|exportRelease|explainFigure|diffReleases|mendingWorkbook|replyTo|propose\(|openLoggedSession|backUp\(|figuresText|releasePlanText|intakeStatus\(/;

/** Print into the output folder what they publish, and record that themselves. */
const PRINTING = ["run"];

describe("every command is recorded before it lets anything out", () => {
  test("by one door, which stands before all of them", () => {
    expect(CLI).toContain(
      "cli.middleware(({_: [command], ...options}) => recordReading(String(command), options));",
    );
  });

  test("but those of a list that names each with its reason, and no others", () => {
    expect(Object.keys(READS_NOTHING).filter((name) => !NAMES.includes(name))).toEqual([]);
    expect(Object.values(READS_NOTHING).every((reason) => reason.length > 10)).toBe(true);
  });

  test.each(Object.keys(READS_NOTHING).filter((name) => !PRINTING.includes(name)))(
    "%s, which stands in the list, opens no exit",
    (name) => {
      expect(EXITS.exec(readFileSync(join(ROOT, `commands/${name}.ts`), "utf8"))?.[0] ?? "").toBe("");
    },
  );

  test.each([
    "kpi",
    "scoreboard",
    "explain",
    "sql",
    "export",
    "docs",
    "workbook",
    "packet",
    "scorecard",
    "verify",
    "diff",
    "plan",
    "status",
    "quarantine",
    "reply",
    "map",
    "disclosure",
    "audit-disclosure",
    "rebuild",
    "discard",
    "backup",
    "upgrade",
  ])("%s is recorded", (name) => {
    expect(NAMES).toContain(name);
    expect(Object.keys(READS_NOTHING)).not.toContain(name);
  });
});

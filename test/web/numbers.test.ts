import {readFileSync} from "node:fs";
import {basename} from "node:path";
import {parse} from "csv-parse/sync";
import {expect, test} from "vitest";
import {typedMarts} from "../../pipelines/engine/kysely.ts";
import {openRelease} from "../../pipelines/releases/open.ts";
import {usualPrinting} from "../../reports/print/with-browser.ts";
import {type PrintScorecardOptions, printScorecards} from "../../reports/scorecard/print-scorecard.ts";
import {readBureauCards} from "../../reports/scorecard/read-bureau-cards.ts";
import {readScorecard} from "../../reports/scorecard/read-scorecard.ts";
import {knownQuarters} from "../../reports/values/read-scores.ts";
import {readPdf} from "../../reports/verify/read-pdf.ts";
import {withoutSpaces} from "../../reports/verify/without-spaces.ts";
import {type FiscalQuarter, quarterCode} from "../../schemas/fiscal-time.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {type Browserless, officeForTests} from "./office.ts";

const office = officeForTests();

type Printed = Omit<PrintScorecardOptions, "printing" | "folder" | "log">;

/** Rows of all tables of each printed document, by its file, each as its cells without spaces. */
async function printedRows(what: Printed): Promise<Map<string, string[][]>> {
  const files = await printScorecards({
    ...{...what, printing: usualPrinting()},
    folder: temporaryFolder(),
    log: {info: () => {}},
  });
  const documents = new Map<string, string[][]>();
  for (const file of files) {
    const {pages} = await readPdf(readFileSync(file));
    documents.set(
      basename(file, ".pdf"),
      pages.flatMap(({rows}) => rows),
    );
  }
  return documents;
}

/** The board as the window gives it away: what stands in it is what the page shows. */
async function boardRows(visitor: Browserless, quarter: FiscalQuarter): Promise<Record<string, string>[]> {
  const answer = await visitor.get(`/scoreboard.csv?period=${quarterCode(quarter)}`);
  const [, ...lines] = (await answer.text()).split("\r\n");
  return parse(lines.join("\n"), {columns: true, skip_empty_lines: true});
}

/** Cells of the tables of a page, as they stand in its markup. */
function cellsIn(html: string): string[] {
  return [...html.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)]
    .map(([, cell = ""]) => withoutSpaces(cell.replace(/<[^>]*>/g, "")))
    .filter((text) => text !== "");
}

test("the numbers of the scoreboard are those of the PDF, for every period", async () => {
  const {home} = office();
  const visitor = await office().signedIn("viewer");
  const release = await openRelease(home);
  try {
    const marts = typedMarts(release);
    const quarters = await knownQuarters(marts);
    expect(quarters.length).toBeGreaterThan(2);
    for (const quarter of quarters) {
      const [printed = []] = (await printedRows({marts, quarter, whose: "city"})).values();
      const board = await boardRows(visitor, quarter);
      expect(board.length).toBeGreaterThan(20);
      const page = await (await visitor.get(`/?period=${quarterCode(quarter)}`)).text();
      for (const row of board) {
        const name = withoutSpaces(row.指標 ?? "");
        const own =
          printed.find(([first = "", , third = ""]) => first.startsWith(name) && third !== "") ?? [];
        const latest = `${row.最新の値}${row.年度}${row["速報・改定"]}`;
        const shown = [`${row.基準値}${row.基準年度}`, latest, row.必要水準, row.状況];
        // On paper the page that tells what is done about it stands beside the status.
        const onPaper = own.slice(1, 5).map((cell) => cell.replace(/対応\d+頁$/, ""));
        expect([name, ...shown.map((text) => withoutSpaces(text ?? ""))]).toEqual([name, ...onPaper]);
        for (const value of [row.途中の値, row.年度末見込み].filter((text) => text !== ""))
          expect(own.some((cell) => cell.startsWith(withoutSpaces(value ?? "")))).toBe(true);
        for (const value of [row.基準値, row.最新の値, row.必要水準, row.途中の値, row.年度末見込み])
          expect(page).toContain(value);
      }
    }
  } finally {
    release.close();
  }
}, 240_000);

test("the numbers of every bureau's page are those of its PDF, for every period", async () => {
  const {home} = office();
  const visitor = await office().signedIn("viewer");
  const release = await openRelease(home);
  let compared = 0;
  try {
    const marts = typedMarts(release);
    for (const quarter of await knownQuarters(marts)) {
      const printed = await printedRows({marts, quarter, whose: "bureaus"});
      const cards = await readBureauCards(marts, await readScorecard(marts, quarter, {}), "all");
      expect(printed.size).toBe(cards.length);
      for (const {bureau, namePart} of cards) {
        const file = [...printed.keys()].find((name) => name.includes(`_${namePart}_`)) ?? "";
        const onPaper = new Set(printed.get(file)?.flat());
        const path = `/bureaus/${bureau.bureau_code}?period=${quarterCode(quarter)}`;
        const cells = cellsIn(await (await visitor.get(path)).text());
        expect(cells.filter((cell) => !onPaper.has(cell))).toEqual([]);
        compared += cells.length;
      }
    }
  } finally {
    release.close();
  }
  expect(compared).toBeGreaterThan(500);
}, 240_000);

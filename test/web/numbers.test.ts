import {readFileSync} from "node:fs";
import {parse} from "csv-parse/sync";
import {expect, test} from "vitest";
import {type Marts, typedMarts} from "../../pipelines/engine/kysely.ts";
import {openRelease} from "../../pipelines/releases/open.ts";
import {usualPrinting} from "../../reports/print/with-browser.ts";
import {printScorecards} from "../../reports/scorecard/print-scorecard.ts";
import {knownQuarters} from "../../reports/values/read-scores.ts";
import {readPdf} from "../../reports/verify/read-pdf.ts";
import {withoutSpaces} from "../../reports/verify/without-spaces.ts";
import {type FiscalQuarter, quarterCode} from "../../schemas/fiscal-time.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {type Browserless, officeForTests} from "./office.ts";

const office = officeForTests();

/** Rows of all tables of the printed pages, each as its cells without spaces. */
async function printedRows(
  marts: Marts,
  quarter: FiscalQuarter,
  whose: "city" | {bureauCode: string},
): Promise<string[][]> {
  const printing = usualPrinting();
  const [file = ""] = await printScorecards({
    ...{marts, quarter, whose, printing},
    folder: temporaryFolder(),
    log: {info: () => {}},
  });
  const {pages} = await readPdf(readFileSync(file));
  return pages.flatMap(({rows}) => rows);
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

test("the numbers of scoreboard and bureaus' pages are those of the PDF, for every period", async () => {
  const {home} = office();
  const visitor = await office().signedIn("viewer");
  const release = await openRelease(home);
  try {
    const marts = typedMarts(release);
    const quarters = await knownQuarters(marts);
    expect(quarters.length).toBeGreaterThan(2);
    for (const quarter of quarters) {
      const printed = await printedRows(marts, quarter, "city");
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
    const quarter = quarters.at(-1);
    if (!quarter) throw new Error("no quarter");
    const printed = new Set((await printedRows(marts, quarter, {bureauCode: "1010"})).flat());
    const page = await (await visitor.get(`/bureaus/1010?period=${quarterCode(quarter)}`)).text();
    const cells = cellsIn(page);
    expect(cells.length).toBeGreaterThan(40);
    expect(cells.filter((cell) => !printed.has(cell))).toEqual([]);
  } finally {
    release.close();
  }
}, 240_000);

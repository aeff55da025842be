import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {typedMarts} from "../../pipelines/engine/kysely.ts";
import {openReadOnly} from "../../pipelines/engine/open.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {releaseFile} from "../../pipelines/releases/files.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import {boardNotes} from "../../reports/scorecard/board-notes.ts";
import {indicatorView} from "../../reports/scorecard/indicator-view.ts";
import {readScorecard} from "../../reports/scorecard/read-scorecard.ts";
import {scorecardTables} from "../../reports/scorecard/scorecard-tables.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";
import {publishedCity, runRelease, send} from "./small-city.ts";

const {folder, remove} = lastingFolder();
const root = join(folder, "city");
let home: Home;

/** Leave of a city that forgot its second quarter. */
beforeAll(async () => {
  home = await publishedCity(root);
  for (const quarter of ["1", "3", "4"])
    send(home, {
      [`年休_R6Q${quarter}.csv`]: `期間,職員番号,取得日数,取得時間\n令和6年度第${quarter}四半期,000001,3,0:00\n令和6年度第${quarter}四半期,000002,2,0:00`,
    });
  await runRelease(home, "2025-06-05T00:00:00Z");
});
afterAll(remove);

const WHY = "R6年度は、年次休暇取得状況の7～9月が届いていないので出せない";

test("a year that is blank for want of a quarter says so on page 1, on its page, and in the tables of the workbook", async () => {
  const marts = typedMarts(await openReadOnly(releaseFile(home, currentRelease(home)?.releaseId ?? "")));
  const scorecard = await readScorecard(marts, {fiscalYear: 2024, quarter: 4});
  await marts.destroy();
  const leave = scorecard.indicators.find(({kpi}) => kpi.kpi_id === "annual_leave_days");
  if (!leave) throw new Error("no leave");
  expect(leave.score.value).toBeNull();
  expect(indicatorView(leave, scorecard.programme).blanks).toBe(`${WHY}。`);
  expect(boardNotes(scorecard).join("\n")).toContain(`空欄のわけ：${leave.kpi.short_name}の${WHY}`);
  const tables = scorecardTables(scorecard);
  expect(tables[0]?.notes.join("")).toContain(WHY);
  expect(tables.find(({id}) => id === "annual-leave-days")?.notes).toEqual([
    WHY,
    expect.stringContaining("出来事：① R2.4.7～R5.5.7"),
  ]);
});

test("explain says of a figure that is not there which file it waits for", () => {
  const {status, stderr} = kaikaku(root, ["explain", "F-annual_leave_days-R6"]);
  expect([status, stderr]).toEqual([1, expect.stringContaining(`${WHY}。`)]);
  const toDate = kaikaku(root, ["explain", "F-annual_leave_days-R6Q3"]);
  expect(toDate.stderr).toContain("R6年度（12月まで）は、年次休暇取得状況の7～9月が届いていないので出せない");
});

import {cpSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {correctiveActions} from "../../pipelines/catalog/corrective-actions.ts";
import {namesOfIndicators} from "../../pipelines/catalog/indicator-names.ts";
import {readKpiCatalog} from "../../pipelines/catalog/kpi-catalog.ts";
import {rowsOfIndicators} from "../../pipelines/catalog/of-indicators.ts";
import {catalogTables} from "../../schemas/catalog.ts";
import {SAMPLE_CITY} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const EVENTS = "# 出来事\nstarts_on,ends_on,bureau_code,kpi_id,event\n";
const ACTIONS = "kpi_id,bureau_code,cause,measure,owner,decided_on,due_on,done_on,opinion,answer\n";

function cityWith(file: string, text: string): string {
  const city = join(temporaryFolder(), "city");
  cpSync(SAMPLE_CITY, city, {recursive: true});
  writeFileSync(join(city, file), text);
  return city;
}

function eventsIn(lines: string) {
  const city = cityWith("events.csv", EVENTS + lines);
  return rowsOfIndicators(
    {city, file: "events.csv", schema: catalogTables.events},
    namesOfIndicators(readKpiCatalog(city)),
  );
}

test("an event is of all indicators, or of one that is called by its id or by its name", () => {
  expect(
    eventsIn(
      "2020-04-07,2020-05-25,,,緊急事態宣言\n2021-10-31,,,480時間超の職員,選挙\n2021-10-31,,,paper_sheets,選挙\n",
    ).map(({kpi_id}) => kpi_id),
  ).toEqual([null, "overtime_over_480h", "paper_sheets"]);
});

test.each([
  ["2020-04-07,2020-04-01,,,逆", /events\.csv の3行目.*ends_on: 終わった日が、始まった日より前です/],
  ["2020-04-07,,,残業の職員,選挙", /events\.csv の3行目: 指標「残業の職員」はありません。近いもの: /],
  [
    "2020-04-07,,,,𠮷田町の選挙",
    /events\.csv の3行目: event の「𠮷」（U\+20BB7）は、印刷の書体にない文字です/,
  ],
  [`2020-04-07,,,,${"長".repeat(41)}`, /3行目.*event: 40文字までで書いてください/],
  ["令和2年4月7日,,,,選挙", /3行目.*starts_on/],
])("an event that cannot be is refused with its place: %s", (line, message) => {
  expect(() => eventsIn(`${line}\n`)).toThrow(message);
});

const ACTION = "480時間超の職員,,わけ,対応,人事課,2024-05-31,2025-01-31,,,";

test("the register says what is done about which indicator", () => {
  expect(correctiveActions(cityWith("corrective-actions.csv", `${ACTIONS}${ACTION}\n`))).toMatchObject([
    {kpi_id: "overtime_over_480h", short_name: "480時間超の職員", due_on: "2025-01-31", done_on: null},
  ]);
});

test.each([
  [ACTION.replace("2025-01-31", "2024-01-31"), /2行目.*due_on: 期限が、決めた日より前です/],
  [ACTION.replace("2025-01-31,", "2025-01-31,2023-01-01"), /2行目.*done_on: 済んだ日が、決めた日より前です/],
  [`${ACTION}答え`, /2行目.*opinion: 答え（answer）があるのに、委員会の意見が空です/],
  [ACTION.replace("480時間超の職員", ""), /2行目.*kpi_id/],
])("an entry that cannot be is refused with its place: %s", (line, message) => {
  expect(() => correctiveActions(cityWith("corrective-actions.csv", `${ACTIONS}${line}\n`))).toThrow(message);
});

import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {cellsOfRows} from "../../pipelines/intake/read/cell-blocks.ts";
import {clockTexts} from "../../pipelines/intake/read/clock-texts.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {fieldsOf} from "../../schemas/contract.ts";
import {overtime} from "../../schemas/sources/overtime.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const FIELDS = fieldsOf(overtime);
const HOURS = FIELDS.findIndex(({name}) => name === "worked_minutes");

/** The questions about a column of such hours, and its texts as they are read with the answers. */
function read(hours: string[], answers: string[] = []) {
  const rows = hours.map((cell) => FIELDS.map((_, index) => (index === HOURS ? cell : "")));
  const source = clockTexts(
    cellsOfRows({rows, places: rows.map(() => ""), fieldCount: FIELDS.length}),
    overtime,
    answers,
  );
  const texts = source.texts[HOURS];
  return {
    asked: source.questions().map((question) => question.text),
    texts: Array.from({length: texts?.count ?? 0}, (_, number) => texts?.textAt(number)),
  };
}

test.each([
  ["31.35", "1.45", "12.30"],
  ["38.45"],
  ["３８．４５"],
  ["7.5", "7.05"],
  ["12:30", "1.4"],
  ["1.23時間", "2"],
])("%s and so on: asked about, since the point may part hours and minutes", (...hours) => {
  const {asked} = read(hours);
  expect(asked).toEqual([expect.stringContaining("--as 時分")]);
  expect(asked[0]).toContain("--as 小数");
});

test.each([
  ["7.5", "7.25", "7.75", "8"],
  ["7.5", "1.0", "3"],
  ["31.35", "0.60"],
  ["1.45", "2.95"],
  ["31:35", "12時間30分"],
  ["31.355"],
])("%s and so on: not asked about", (...hours) => {
  expect(read(hours).asked).toEqual([]);
});

test("each answer has its meaning, and what was answered is asked all the same", () => {
  const hours = ["31.35", "12.3", "8", "７．０５", "1:00"];
  expect(read(hours, ["時分"]).texts).toEqual(["31:35", "12:30", "8", "7:05", "1:00"]);
  expect(read(hours, ["時分"]).asked).toHaveLength(1);
  expect(read(hours, ["小数"]).texts).toEqual(hours);
});

test("a file is held by the question, and counts as it is answered", async () => {
  const home = sampleHome(temporaryFolder());
  const ledger = await openLedger(home);
  try {
    const load = (name: string, answers: string[]) => {
      const path = join(home.scratch, name);
      const rows = ["31.35", "1.45"].map((hours, index) => `00000${index},2022-04,平日時間外,通常,${hours}`);
      writeFileSync(path, ["職員番号,年月,勤務区分,事由,時間数", ...rows].join("\n"));
      return ingestFile(ledger, path, {home, now: new Date("2024-10-08"), answers});
    };
    expect(await load("時間外.csv", [])).toMatchObject({
      kind: "held",
      holds: [
        {text: expect.stringContaining("「時間数」の「31.35」は、31時間35分とも、31.35時間とも読めます")},
      ],
    });
    expect(await load("時間外.csv", ["時分"])).toMatchObject({kind: "accepted"});
    const rows = await ledger.rows(
      "select worked_minutes from raw.overtime where batch_id = 2 order by worked_minutes",
    );
    expect(rows).toEqual([{worked_minutes: 105}, {worked_minutes: 1895}]);
  } finally {
    ledger.close();
  }
});

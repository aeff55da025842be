import {expect, test} from "vitest";
import {BUREAUS, buildTinyCity, HEADINGS, rosterLine} from "./tiny-city.ts";

const MINUTES_A_DAY = 465;
const CORRECTED_MINUTES = 2550;
const PEOPLE = {large: 60, small: 50};

/** What a release says of leave where the first of the fifty people of bureau 1020 took so many minutes. */
async function published(minutes: number) {
  const people = [
    ...Array.from({length: PEOPLE.large}, (_, index) => ({person: String(100_000 + index), bureau: "1010"})),
    ...Array.from({length: PEOPLE.small}, (_, index) => ({person: String(200_000 + index), bureau: "1020"})),
  ];
  const city = await buildTinyCity({
    "局区.csv": BUREAUS,
    "名簿.csv": [HEADINGS.staff, ...people.map((of) => rosterLine({day: "2024-04-01", ...of}))].join("\n"),
    "時間外.csv": [HEADINGS.overtime, "100000,2024-06,平日時間外,通常,1:00"].join("\n"),
    "休暇.csv": [
      "期間,職員番号,取得日数,取得時間",
      ...people.map(({person}) => leaveLine(person, minutes)),
    ].join("\n"),
  });
  try {
    return await city.rows(
      `select period_kind, period_end, bureau_code, value, numerator, denominator from marts.fct_kpi_values
       where kpi_id = 'annual_leave_days' order by all`,
    );
  } finally {
    city.close();
  }
}

function leaveLine(person: string, minutes: number): string {
  const taken = person === "200000" ? minutes : 3 * MINUTES_A_DAY + 17;
  const rest = taken % MINUTES_A_DAY;
  const time = `${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, "0")}`;
  return `R6Q1,${person},${Math.floor(taken / MINUTES_A_DAY)},${time}`;
}

test("what was corrected for one person stands in no difference of two releases, nor in one times the people", async () => {
  const [before, after] = [
    await published(10 * MINUTES_A_DAY),
    await published(10 * MINUTES_A_DAY - CORRECTED_MINUTES),
  ];
  expect(before.map(({bureau_code, denominator}) => [bureau_code, denominator])).toEqual(
    expect.arrayContaining([
      [null, PEOPLE.large + PEOPLE.small],
      ["1020", PEOPLE.small],
    ]),
  );
  const minutesMoved = before.flatMap(({value, denominator, numerator}, index) => {
    const row = after[index];
    const days = [
      (Number(value) - Number(row?.value)) * Number(denominator),
      Number(numerator) - Number(row?.numerator),
    ];
    return days.map((count) => Math.abs(count) * MINUTES_A_DAY);
  });
  expect(minutesMoved.some((minutes) => minutes > 0)).toBe(true);
  expect(minutesMoved.filter((minutes) => Math.abs(minutes - CORRECTED_MINUTES) < 30)).toEqual([]);
  expect(before.map(({numerator}) => numerator)).toEqual(before.map(() => null));
  expect(before.map(({value}) => Number(value))).toEqual(
    before.map(({value}) => Number(Number(value).toFixed(1))),
  );
});

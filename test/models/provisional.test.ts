import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";
import {BUREAUS, buildTinyCity, HEADINGS, rosterLine} from "./tiny-city.ts";

/** Months of one person's overtime up to a month of the tiny city's release, which is made on 8 October 2024. */
function months(from: string, count: number): string[] {
  const [year = 0, month = 1] = from.split("-").map(Number);
  return Array.from({length: count}, (_, index) =>
    new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 7),
  );
}

interface Told {
  status: unknown;
  /** "2024-06-30 2023-12-01 ": the month that settles it, how far overtime has come, who is missing. */
  why: string;
}

async function statusOfQuarter(sent: string[]): Promise<Told> {
  const city = await buildTinyCity({
    "局区.csv": BUREAUS,
    "名簿.csv": [HEADINGS.staff, rosterLine({day: "2023-04-01", person: "000001"})].join("\n"),
    "時間外.csv": [HEADINGS.overtime, ...sent.map((month) => `000001,${month},平日時間外,通常,9:00`)].join(
      "\n",
    ),
  });
  try {
    const [row] = await city.rows(
      `select observation_status as status, concat_ws(' ', settles_on, sent_until, missing_from) as why
       from metrics.kpi_values_shown
       left join metrics.provisional_reasons using (kpi_id, period_start, period_end)
       where kpi_id = 'overtime_over_480h' and period_end = '2023-12-31' and bureau_code is null`,
    );
    return {status: row?.status, why: String(row?.why ?? "")};
  } finally {
    city.close();
  }
}

test.each([
  ["the months of the quarter", months("2023-04", 9), "provisional", "2024-06-30 2023-12-01"],
  ["and six months more, which settle it", months("2023-04", 15), "final", ""],
  [
    "and one that is mistyped and still to come",
    [...months("2023-04", 9), "2025-06"],
    "provisional",
    "2024-06-30 2023-12-01",
  ],
  [
    "and one that is over but comes after a gap",
    [...months("2023-04", 9), "2024-09"],
    "provisional",
    "2024-06-30 2023-12-01",
  ],
])("what is provisional, and why: %s", async (_, sent, status, why) => {
  expect(await statusOfQuarter(sent)).toEqual({status, why});
});

test("who has still to send is named by kind of file, three of them and how many more", async () => {
  const {rows, close} = await modelsOn(["metrics.provisional_reasons"], {
    "catalog.releases": {columns: "created_on date", rows: ["'2024-10-08'"]},
    "catalog.kpis": {columns: "kpi_id varchar, settled_after_months integer", rows: ["'days_off', 0"]},
    "catalog.sources": {
      columns: "source varchar, source_title varchar",
      rows: ["'leave', '年休'", "'paper', '用紙'"],
    },
    "intermediate.int_overtime_months": {columns: "month date, month_index integer", rows: []},
    "staging.stg_staff": {columns: "as_of_date date", rows: ["'2024-04-01'"]},
    "staging.stg_bureaus": {
      columns: "bureau_code varchar, bureau_name varchar",
      rows: ["甲", "乙", "丙", "丁"].map((name, index) => `'${index}', '${name}部'`),
    },
    "raw.missing_units": {
      columns: "source varchar, period date, unit varchar",
      rows: [
        ...["0", "1", "2", "3", "9"].map((unit) => `'leave', '2024-04-01', '${unit}'`),
        "'leave', '2024-07-01', '0'",
        "'paper', '2024-05-01', '丁部'",
        "'overtime', '2024-04-01', '0'",
      ],
    },
    "metrics.kpi_values": {
      columns: "kpi_id varchar, period_start date, period_end date",
      rows: ["'days_off', '2024-04-01', '2024-06-30'", "'days_off', '2023-04-01', '2024-03-31'"],
    },
    "metrics.kpi_sources": {
      columns: "kpi_id varchar, source varchar",
      rows: ["'days_off', 'leave'", "'days_off', 'paper'"],
    },
  });
  const found = await rows("select period_end::varchar, missing_from from metrics.provisional_reasons");
  close();
  expect(lines(found)).toEqual(["2024-06-30 年休（9、丁部、丙部ほか2）、用紙（丁部）"]);
});

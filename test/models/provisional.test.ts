import {expect, test} from "vitest";
import {BUREAUS, buildTinyCity, HEADINGS, rosterLine} from "./tiny-city.ts";

/** Months of one person's overtime up to a month of the tiny city's release, which is made on 8 October 2024. */
function months(from: string, count: number): string[] {
  const [year = 0, month = 1] = from.split("-").map(Number);
  return Array.from({length: count}, (_, index) =>
    new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 7),
  );
}

async function statusOfQuarter(sent: string[]): Promise<unknown> {
  const city = await buildTinyCity({
    "局区.csv": BUREAUS,
    "名簿.csv": [HEADINGS.staff, rosterLine({day: "2023-04-01", person: "000001"})].join("\n"),
    "時間外.csv": [HEADINGS.overtime, ...sent.map((month) => `000001,${month},平日時間外,通常,9:00`)].join(
      "\n",
    ),
  });
  try {
    const [row] = await city.rows(
      `select observation_status as status from metrics.kpi_values_shown
       where kpi_id = 'overtime_over_480h' and period_end = '2023-12-31' and bureau_code is null`,
    );
    return row?.status;
  } finally {
    city.close();
  }
}

test.each([
  ["the months of the quarter", months("2023-04", 9), "provisional"],
  ["and six months more, which settle it", months("2023-04", 15), "final"],
  ["and one that is mistyped and still to come", [...months("2023-04", 9), "2025-06"], "provisional"],
  ["and one that is over but comes after a gap", [...months("2023-04", 9), "2024-09"], "provisional"],
])("what is provisional: %s", async (_, sent, status) => {
  expect(await statusOfQuarter(sent)).toBe(status);
});

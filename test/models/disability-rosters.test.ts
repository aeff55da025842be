import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

// 障害者任免状況通報: of the staff on 1 June the roster before it and the next after it tell who was there.
test("a day of report rests on the last roster until it and on the next after it", async () => {
  const {rows, close} = await modelsOn(["metrics.disability_rate"], {
    "intermediate.int_disability_rate_parts": {
      columns: "as_of_date date, counted_persons double, staff_base double",
      rows: ["2024-06-01", "2025-04-01", "2026-06-01"].map((day) => `'${day}', 3, 100`),
    },
    "staging.stg_staff": {
      columns: "as_of_date date",
      rows: ["2023-04-01", "2024-04-01", "2024-04-01", "2025-04-01", "2026-04-01"].map((day) => `'${day}'`),
    },
    "catalog.disability_legal_rates": {
      columns: "appointing_authority varchar, legal_rate double, valid_from date, valid_to date",
      rows: ["null, 2.8, '2024-04-01', null"],
    },
  });
  const found = await rows(
    "select as_of_date::varchar, roster_on::varchar, next_roster_on::varchar from metrics.disability_rate order by all",
  );
  close();
  expect(lines(found)).toEqual([
    "2024-06-01 2024-04-01 2025-04-01",
    "2025-04-01 2025-04-01 2026-04-01",
    "2026-06-01 2026-04-01 －",
  ]);
});

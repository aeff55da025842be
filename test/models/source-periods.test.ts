import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

test("every period of which a file is in force, to its last day, with who has still to send", async () => {
  const {rows, close} = await modelsOn(["marts.fct_source_periods"], {
    "raw.current_periods": {
      columns: "source varchar, period date, batch_id integer",
      rows: [
        "'overtime', '2024-01-01', 1",
        // A month of two files is one.
        "'overtime', '2024-02-01', 2",
        "'overtime', '2024-02-01', 3",
        "'leave', '2024-01-01', 4",
        "'survey', '2023-04-01', 5",
        "'staff', '2024-04-01', 6",
        "'bureaus', '1900-01-01', 7",
        "'corrections', '2024-02-01', 8",
        "'no source of ours', '2024-02-01', 9",
      ],
    },
    "raw.missing_units": {
      columns: "source varchar, period date, unit varchar",
      rows: [
        "'overtime', '2024-02-01', '20'",
        "'overtime', '2024-02-01', '10'",
        "'leave', '2023-10-01', '10'",
        "'leave', '2024-02-01', '10'",
      ],
    },
    "staging.stg_bureaus": {columns: "bureau_code varchar, bureau_name varchar", rows: ["'10', '総務局'"]},
    "catalog.sources": {
      columns: "source varchar, source_title varchar, period_months integer, is_correction boolean",
      rows: [
        "'overtime', '時間外', 1, false",
        "'leave', '休暇', 3, false",
        "'survey', '調査', 12, false",
        "'staff', '名簿', null, false",
        "'bureaus', '一覧', null, false",
        "'corrections', '訂正', 1, true",
      ],
    },
  });
  const found = lines(
    await rows(
      `select source, period_start::varchar as since, period_end::varchar as until, missing_bureaus
       from marts.fct_source_periods order by source, period_start`,
    ),
  );
  close();
  expect(found).toEqual([
    "leave 2024-01-01 2024-03-31 －",
    "overtime 2024-01-01 2024-01-31 －",
    "overtime 2024-02-01 2024-02-29 総務局、20",
    "staff 2024-04-01 2024-04-01 －",
    "survey 2023-04-01 2024-03-31 －",
  ]);
});

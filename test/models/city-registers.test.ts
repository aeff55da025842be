import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

const BUREAUS = {
  "staging.stg_bureaus": {
    columns: "bureau_code varchar, bureau_name varchar",
    rows: ["'1010', '総務局'"],
  },
};

test("an event of one day ends on it; a bureau that no list has is called by its code", async () => {
  const {rows, close} = await modelsOn(["marts.dim_events"], {
    ...BUREAUS,
    "catalog.events": {
      columns: "starts_on date, ends_on date, bureau_code varchar, kpi_id varchar, event varchar",
      rows: [
        "'2021-10-31', null, '1010', 'overtime', '選挙'",
        "'2020-04-07', '2020-05-25', null, null, '宣言'",
        "'2022-01-01', null, '9999', null, '改正'",
      ],
    },
  });
  const found = await rows("select starts_on, ends_on, bureau_name, kpi_id, event from marts.dim_events");
  close();
  expect(lines(found)).toEqual([
    "2020-04-07 2020-05-25 － － 宣言",
    "2021-10-31 2021-10-31 総務局 overtime 選挙",
    "2022-01-01 2022-01-01 9999 － 改正",
  ]);
});

test("an action is told with its bureau's name, the earlier day first", async () => {
  const {rows, close} = await modelsOn(["marts.dim_corrective_actions"], {
    ...BUREAUS,
    "catalog.corrective_actions": {
      columns:
        "kpi_id varchar, bureau_code varchar, cause varchar, measure varchar, owner varchar, decided_on date, due_on date, done_on date, opinion varchar, answer varchar",
      rows: [
        "'paper', '1010', 'わけ', '乙', '課', '2024-05-01', '2025-01-31', null, null, null",
        "'paper', '9999', 'わけ', '丙', '課', '2024-05-01', '2025-02-28', null, null, null",
        "'paper', null, 'わけ', '甲', '課', '2024-05-01', '2024-08-31', '2024-08-23', '意見', '答え'",
      ],
    },
  });
  const found = await rows(
    "select measure, bureau_name, due_on, done_on, opinion, answer from marts.dim_corrective_actions",
  );
  close();
  expect(lines(found)).toEqual([
    "甲 － 2024-08-31 2024-08-23 意見 答え",
    "乙 総務局 2025-01-31 － － －",
    "丙 9999 2025-02-28 － － －",
  ]);
});

import {afterAll, beforeAll, expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";
import {BUREAUS, buildTinyCity, type TinyCity} from "./tiny-city.ts";

const DEVICES = [
  "機器番号,局区コード,配備日,返却日,修理開始日,修理終了日",
  "TW0001,1010,2024-06-25,2024-06-29,,",
  // Gone on the day it is given back.
  "TW0002,1010,2024-06-24,2024-06-27,,",
  // Away from the first to the last day of its repair.
  "TW0003,1020,2024-06-24,2024-06-29,2024-06-25,2024-06-26",
  // Not back from repair, in a bureau that has become 1010.
  "TW0004,1001,2024-06-24,2024-06-29,2024-06-27,",
  "TW0005,1020,2024-07-01,2024-07-02,,",
  "TW0006,1010,2024-07-02,2024-07-04,,",
  // Never given back: 31 July, 21 opening days of August, 19 of September.
  "TW0007,1020,2024-07-31,,,",
  "TW0009,1020,2024-04-30,2024-05-02,,",
].join("\n");

/** Used on these days; those marked are no day on which the device was available. */
const USAGE = [
  "利用日,機器番号",
  ...["2024-04-30,TW0009", "2024-05-01,TW0009"],
  ...["2024-06-25,TW0001", "2024-06-28,TW0001", "2024-06-30,TW0001" /* a Sunday */],
  ...["2024-06-24,TW0002", "2024-06-27,TW0002" /* given back */],
  ...["2024-06-26,TW0003" /* in repair */, "2024-06-27,TW0003"],
  "2024-06-28,TW0005" /* not yet there */,
  ...["2024-07-03,TW0006", "2024-08-01,TW0006", "2024-09-02,TW0006"],
  // A month alone: October makes no third quarter.
  "2024-10-01,TW0006",
].join("\n");

let city: TinyCity;
beforeAll(async () => {
  city = await buildTinyCity({
    "局区.csv": `${BUREAUS}\n1001,旧局,市長事務部局,1972-04-01,2020-03-31,1010,,9`,
    "PC台帳.csv": DEVICES,
    "PC利用.csv": USAGE,
    "活動.csv": [
      "期間,項目,件名,実施日,数量",
      "R6Q1,紙文書コーチング,総務,,1",
      "R6Q4,紙文書コーチング,総務,,1",
    ].join("\n"),
  });
});
afterAll(() => city?.close());

// 使った台数×日 ÷ 配備台数×開庁日 (city/parameters.csv). Available: 1010 has 25–28, 24–26 and 24–26 June = 10; 1020
// has 30 April and 1 May, and 24, 27 and 28 June = 5; from July on 1010 has 2 and 3 July, 1020 has 1 July and 41 days.
test("use of what was available on opening days, from April to each quarter's end", async () => {
  const rows = await city.rows(
    `select quarter, period_start::varchar as period_start, period_end::varchar as period_end,
       coalesce(bureau_code, '市') as bureau, numerator, denominator, round(value, 6) as percent
     from metrics.kpi_telework_pc_utilisation order by period_end, bureau_code nulls first`,
  );
  expect(lines(rows)).toEqual([
    "1 2024-04-01 2024-06-30 市 6 15 40",
    "1 2024-04-01 2024-06-30 1010 3 10 30",
    "1 2024-04-01 2024-06-30 1020 3 5 60",
    "2 2024-04-01 2024-09-30 市 7 59 11.864407",
    "2 2024-04-01 2024-09-30 1010 4 12 33.333333",
    "2 2024-04-01 2024-09-30 1020 3 47 6.382979",
  ]);
});

// 10 + 5 device days until June, 12 + 47 − 10 − 5 from July on: on other opening days of these months there is no device.
test("a day without a device is none of its days", async () => {
  const rows = await city.rows(
    `select count(*) as days, count(device_id) as of_devices from intermediate.int_telework_device_days where day < '2024-10-01'`,
  );
  expect(lines(rows)).toEqual(["59 59"]);
});

test("a city that sends no overtime has no counts of it", async () => {
  expect(await city.rows("from metrics.overtime_counts")).toEqual([]);
});

test("days of a month whose use was not sent are not counted", async () => {
  const rows = await city.rows(
    "select distinct month::varchar as month from intermediate.int_telework_measured order by 1",
  );
  // The device that was never given back is there in January, too, of which another file came, but not this one.
  expect(lines(rows)).toEqual(["04", "05", "06", "07", "08", "09", "10"].map((month) => `2024-${month}-01`));
});

/** What each way of measuring divides by what: a device used on two of three days, one on none of two. */
async function measured(measure: string): Promise<string[]> {
  const {rows, close} = await modelsOn(["intermediate.int_telework_measured"], {
    "intermediate.int_telework_device_days": {
      columns: "day date, device_id varchar, bureau_code varchar, is_used boolean",
      rows: [
        "'2024-06-03', 'TW0001', '1001', true",
        "'2024-06-04', 'TW0001', '1001', true",
        "'2024-06-05', 'TW0001', '1001', false",
        "'2024-06-04', 'TW0002', '1001', false",
        "'2024-06-05', 'TW0002', '1001', false",
        "'2024-06-05', 'TW0003', '1020', true",
        "'2024-07-01', 'TW0003', '1020', false",
        // Of a bureau that is on no list: the city has to say whose it is.
        "'2024-07-01', 'TW0004', '9999', true",
      ],
    },
    "catalog.parameters": {
      columns: "parameter varchar, value varchar",
      rows: [
        "'leave_minutes_per_day', '465'",
        `'telework_measure', '${measure}'`,
        // Another choice of the city's may have the same words.
        "'another_choice', 'device_days'",
        "'another_choice', 'devices_in_month'",
      ],
    },
    "intermediate.int_bureaus_today": {
      columns: "bureau_code varchar, today_code varchar",
      rows: ["'1001', '1010'", "'1020', '1020'"],
    },
  });
  try {
    return lines(
      await rows(
        `select month::varchar as month, bureau_code, used_count, available_count
         from intermediate.int_telework_measured order by month, bureau_code`,
      ),
    );
  } finally {
    close();
  }
}

test("a city may count days, or devices that were used at all in a month", async () => {
  expect(await measured("device_days")).toEqual([
    "2024-06-01 1010 2 5",
    "2024-06-01 1020 1 1",
    "2024-07-01 1020 0 1",
  ]);
  expect(await measured("devices_in_month")).toEqual([
    "2024-06-01 1010 1 2",
    "2024-06-01 1020 1 1",
    "2024-07-01 1020 0 1",
  ]);
});

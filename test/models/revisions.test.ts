import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

/** "kpi year kind period_end scope bureau": value said before and its status → value now and its status. */
const FIGURES: [
  identity: string,
  before: [number | null, string] | undefined,
  now: [number | null, string],
][] = [
  ["pay 2023 year 2024-03-31 programme 市", [10, "final"], [12, "final"]],
  // The last bits of a sum are no difference, nor are digits that are no longer shown.
  ["pay 2023 year 2024-03-31 programme A", [0.3, "final"], [0.30000000000000004, "final"]],
  ["mean 2023 year 2024-03-31 programme 市", [2.26, "final"], [2.3, "final"]],
  ["mean 2022 year 2023-03-31 programme 市", [2.24, "final"], [2.3, "provisional"]],
  // Other periods, scopes and bureaus are other figures.
  ["pay 2023 quarter 2024-03-31 programme 市", [11, "final"], [11, "final"]],
  ["pay 2023 year 2023-06-30 programme 市", [13, "final"], [13, "final"]],
  ["pay 2023 year 2024-03-31 all 市", [14, "final"], [14, "final"]],
  ["pay 2023 year 2024-03-31 programme B", [15, "final"], [15, "final"]],
  // Withheld before or now: not compared.
  ["pay 2023 year 2024-03-31 programme C", [9, "final"], [null, "withheld"]],
  ["pay 2023 year 2024-03-31 programme D", [null, "withheld"], [9, "final"]],
  ["pay 2023 year 2024-03-31 programme E", [null, "final"], [3, "final"]],
  ["pay 2023 year 2024-03-31 programme F", undefined, [3, "final"]],
];

function identity(figure: string): string {
  const [kpi, year, kind, end, scope, bureau] = figure.split(" ");
  return `'${kpi}', ${year}, '${kind}', '${end}', '${scope}', ${bureau === "市" ? "null" : `'${bureau}'`}`;
}

const MARTS = ["marts.fct_revisions", "marts.fct_packet_revisions"];

const IDENTITY =
  "kpi_id varchar, fiscal_year integer, period_kind varchar, period_end date, scope_id varchar, bureau_code varchar";

/** What nothing is compared by. */
const PASSED_ON = "period_start date, numerator double, denominator double, settled_from date";

test("figures that say something else than when they were last printed, with the cause, and no others", async () => {
  const {rows, close} = await modelsOn([...MARTS, "metrics.revisions", "metrics.figures"], {
    "metrics.kpi_values_shown": {
      columns: `${IDENTITY}, value double, observation_status varchar, ${PASSED_ON}`,
      rows: FIGURES.map(
        ([figure, , [value, status]]) => `${identity(figure)}, ${value}, '${status}', null, null, null, null`,
      ),
    },
    "catalog.last_figures": {
      columns: `document_kind varchar, ${IDENTITY}, value double, observation_status varchar, release_id varchar, released_on date`,
      rows: [
        ...FIGURES.flatMap(([figure, before]) =>
          before
            ? [`'scorecard', ${identity(figure)}, ${before[0]}, '${before[1]}', 'r1', '2024-05-01'`]
            : [],
        ),
        // Readers of the packet know the first as it is, and another one otherwise.
        `'packet', ${identity("pay 2023 year 2024-03-31 programme 市")}, 12, 'final', 'r1', '2024-05-01'`,
        `'packet', ${identity("pay 2023 year 2024-03-31 programme B")}, 16, 'final', 'r1', '2024-05-01'`,
      ],
    },
    "catalog.kpis": {
      columns: "kpi_id varchar, privacy varchar, decimals integer",
      rows: ["'pay', 'open', 0", "'mean', 'means', 1"],
    },
    "catalog.privacy": {
      columns: "domain varchar, sums_shown boolean",
      rows: ["'open', true", "'means', false"],
    },
    "catalog.change_causes": {
      columns:
        "kpi_id varchar, fiscal_year integer, period_end date, previous_release_id varchar, cause varchar",
      rows: [
        "'pay', 2023, '2024-03-31', 'r1', '差し替え'",
        "'pay', 2023, '2024-03-31', 'r0', '前の版'",
        "'pay', 2022, '2024-03-31', 'r1', 'ほかの年度'",
        "'pay', 2023, '2023-06-30', 'r1', 'ほかの期間'",
        "'mean', 2023, '2024-03-31', 'r1', '定義'",
        "'mean', 2022, '2023-03-31', 'r1', '定義'",
      ],
    },
  });
  const revised = await rows(
    `select document_kind, kpi_id, period_kind, period_end::varchar as period_end, scope_id, coalesce(bureau_code, '市') as bureau,
       previous_value, value, previous_release_id, cause, settled_status
     from metrics.revisions order by all`,
  );
  const statuses = await rows(
    `select observation_status as status, count(*) as figures from metrics.figures group by 1 order by 1`,
  );
  const marked = await rows(
    `select kpi_id, period_end::varchar as period_end, coalesce(bureau_code, '市') as bureau
     from metrics.figures where observation_status = 'revised' order by all`,
  );
  const [scorecard, packet] = await Promise.all(
    MARTS.map((mart) =>
      rows(`select kpi_id, coalesce(bureau_code, '市') as bureau from ${mart} order by all`),
    ),
  );
  close();
  expect(lines(scorecard ?? [])).toEqual(["mean 市", "pay E", "pay 市"]);
  expect(lines(packet ?? [])).toEqual(["pay B"]);
  expect(lines(revised)).toEqual([
    "packet pay year 2024-03-31 programme B 16 15 r1 差し替え final",
    "scorecard mean year 2023-03-31 programme 市 2.2 2.3 r1 定義 provisional",
    "scorecard pay year 2024-03-31 programme E － 3 r1 差し替え final",
    "scorecard pay year 2024-03-31 programme 市 10 12 r1 差し替え final",
  ]);
  expect(lines(marked)).toEqual(["mean 2023-03-31 市", "pay 2024-03-31 E", "pay 2024-03-31 市"]);
  expect(lines(statuses)).toEqual(["final 8", "revised 3", "withheld 1"]);
});

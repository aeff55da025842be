import {existsSync} from "node:fs";
import {expect, test} from "vitest";
import {readJobs} from "../../pipelines/due/read-jobs.ts";
import {typedMarts} from "../../pipelines/engine/kysely.ts";
import {publishedReleases} from "../../pipelines/releases/history.ts";
import {openRelease} from "../../pipelines/releases/open.ts";
import {usualPrinting} from "../../reports/print/with-browser.ts";
import {printScorecardsInto} from "../../reports/scorecard/latest-scorecard.ts";
import {parseQuarter} from "../../schemas/fiscal-time.ts";
import {ledgerRows} from "../figures/small-city.ts";
import {BUREAUS, HEADINGS, rosterLine} from "../models/tiny-city.ts";
import {SAMPLE_CITY} from "../sample-city.ts";
import {type ServedOffice, servedOffice, waiting} from "./service-city.ts";

/** Monthly overtime and the scorecard, by the office's own rules; other files are nobody's debt in this city. */
function jobs() {
  const {sources, reports} = readJobs(SAMPLE_CITY);
  return {
    sources: sources.filter(({source}) => source === "overtime"),
    reports: reports.filter(({report}) => report === "scorecard"),
  };
}

function overtime(month: string, hours = "12:00"): string {
  return [HEADINGS.overtime, `000001,${month},平日時間外,通常,${hours}`].join("\n");
}

/** What arrives on which day: July's overtime five days late, August's with a month that does not exist. */
const POST: Record<string, [name: string, text: string]> = {
  "2024-07-05": ["見本_時間外_6月.csv", overtime("2024-06")],
  "2024-08-20": ["見本_時間外_7月.csv", overtime("2024-07")],
  "2024-09-10": ["見本_時間外_8月.csv", `${overtime("2024-08")}\n000002,2024-13,平日時間外,通常,1:00`],
  "2024-09-12": ["見本_時間外_8月訂正.csv", overtime("2024-08", "20:00")],
  "2024-10-08": ["見本_時間外_9月.csv", overtime("2024-09")],
};

function days(first: string, last: string): string[] {
  const count = (Date.parse(last) - Date.parse(first)) / 86_400_000;
  return Array.from({length: count + 1}, (_, index) =>
    new Date(Date.parse(first) + index * 86_400_000).toISOString().slice(0, 10),
  );
}

function office(): ServedOffice {
  const served: ServedOffice = servedOffice({
    start: "2024-06-24T00:00:00Z",
    jobs: jobs(),
    settings: {due_from: "2024-07-01"},
    print: async ({period, releaseId}) => {
      const {output: folder} = served.home;
      const release = await openRelease(served.home, releaseId);
      const options = {
        folder,
        printing: usualPrinting(),
        quarter: parseQuarter(period),
        log: {info: () => {}},
      };
      const printed = await printScorecardsInto(typedMarts(release), options).finally(() => release.close());
      return printed.join();
    },
  });
  served.send("見本_局区.csv", BUREAUS);
  served.send(
    "見本_名簿.csv",
    [
      HEADINGS.staff,
      rosterLine({day: "2024-04-01", person: "000001"}),
      rosterLine({day: "2024-04-01", person: "000002"}),
    ].join("\n"),
  );
  served.send("見本_時間外_4月.csv", overtime("2024-04"));
  served.send("見本_時間外_5月.csv", overtime("2024-05"));
  return served;
}

test("a quarter with a late file, a held one and ten days without power ends with both scorecards, each printed once", async () => {
  const served = office();
  const printedOn = new Map<string, string>();
  for (const day of days("2024-06-24", "2024-11-08")) {
    const post = POST[day];
    if (post) served.send(...post);
    if (day > "2024-10-15" && day < "2024-10-26") continue;
    if (day === "2024-10-26") served.restart(`${day}T00:00:00Z`);
    await served.look(`${day}T00:00:00Z`);
    for (const file of served.printed()) if (!printedOn.has(file)) printedOn.set(file, day);
  }

  const files = [...printedOn.keys()];
  expect(files.map((file) => /scorecard_(R\dQ\d)/.exec(file)?.[1])).toEqual(["R6Q1", "R6Q2"]);
  expect(files.every((file) => existsSync(file))).toBe(true);
  // 22 July is the 15th opening day; the second quarter's day, 22 October, passed without power.
  expect([...printedOn.values()]).toEqual(["2024-07-22", "2024-10-26"]);

  expect(waiting(served.home)).toEqual([]);
  expect(publishedReleases(served.home).map(({releasedOn}) => releasedOn)).toEqual([
    "2024-06-24",
    "2024-07-05",
    "2024-08-20",
    "2024-09-12",
    "2024-10-08",
  ]);
  const stories = served
    .told()
    .filter((line) => /未着|保留/.test(line))
    .map((line) => line.replace(/ \d\d:\d\d:\d\d /, " ").replace(/。.*/, ""));
  expect(stories).toEqual([
    "2024-08-16 発生［注意］未着: 時間外勤務実績（令和6年7月、人事課、期限令和6年8月15日）",
    "2024-08-20 解消 未着: 時間外勤務実績（令和6年7月、人事課、期限令和6年8月15日）",
    "2024-09-10 発生［注意］保留: 見本_時間外_8月.csv（時間外勤務実績、人事課、受付番号7）",
    "2024-09-12 解消 保留: 見本_時間外_8月.csv（時間外勤務実績、人事課、受付番号7）",
  ]);
  const accounting = await ledgerRows(
    served.home,
    "select state, count(*)::integer as files, sum(row_count - accepted_count - quarantined_count - ignored_count)::integer as lost from intake.batches group by all order by state",
  );
  expect(accounting).toEqual([
    {state: "accepted", files: 8, lost: 0},
    {state: "held", files: 1, lost: 0},
  ]);
}, 300_000);

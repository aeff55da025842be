import {expect, test} from "vitest";
import {runChecks} from "../../pipelines/catalog/run-checks.ts";
import {SAMPLE_CITY} from "../sample-city.ts";
import {BUREAUS, buildTinyCity} from "./tiny-city.ts";

const HEADING = "年度,調査名,調査対象,設問,選択肢,判定,回答数,対象者数";

function survey(positive: number, negative: number): string {
  const question = "R4,働き方についてのアンケート調査,職員,コスト意識";
  return [HEADING, `${question},思う,肯定,${positive},100`, `${question},思わない,否定,${negative},100`].join(
    "\n",
  );
}

test.each([
  ["as many answers as people asked pass", 60, 40, []],
  [
    "one more answer stops the release, naming survey and question",
    60,
    41,
    ["令和4年度 働き方についてのアンケート調査 コスト意識 101 100"],
  ],
])("%s", async (_, positive, negative, wrong) => {
  const city = await buildTinyCity({"bureaus.csv": BUREAUS, "survey.csv": survey(positive, negative)});
  try {
    const findings = await runChecks(city.warehouse, SAMPLE_CITY);
    const found = findings.find(({check}) => check === "checks.survey_answers_are_within_those_asked");
    const rows = (found?.examples ?? []).map((row) => Object.values(row).join(" "));
    expect(rows).toEqual(wrong);
    expect(found?.severity).toBe(wrong.length > 0 ? "blocking" : undefined);
  } finally {
    city.close();
  }
});

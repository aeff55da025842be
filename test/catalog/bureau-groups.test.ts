import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {checkBureauGroups} from "../../pipelines/catalog/bureau-groups.ts";
import {SAMPLE_CITY} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const GROUPS = "group_code,bureau_group_name,bureau_code,first_fiscal_year,last_fiscal_year";
const PRIVACY = "domain,min_cell,shown_by_bureau,sums_shown,periods,groups,several_years,reason\n";

/** The message for these lines of the two files. */
function fault(groups: string[], rule = "5,true,true,year,half,true"): string {
  const city = temporaryFolder();
  writeFileSync(join(city, "bureau-groups.csv"), [GROUPS, ...groups, ""].join("\n"));
  writeFileSync(join(city, "privacy.csv"), `${PRIVACY}parental_leave,${rule},取得の状況\n`);
  try {
    checkBureauGroups(city);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

const FINE = ["a,本庁,10,2020,2023", "a,本庁,11,2020,2023", "b,ほか,20,2020,2023"];

test("groups stay as they are for their years, and may be others after them", () => {
  expect(fault([...FINE, "c,すべて,10,2024,2027"])).toBe("");
  expect(() => checkBureauGroups(SAMPLE_CITY)).not.toThrow();
});

test.each<[string, string[], string | undefined, RegExp]>([
  [
    "a group that changes within its years",
    [...FINE, "c,ほか,21,2022,2025"],
    undefined,
    /bureau-groups\.csv の5行目.*2022–2025.*2020–2023.*途中で重なって/,
  ],
  [
    "a bureau in two groups",
    [...FINE, "b,ほか,10,2020,2023"],
    undefined,
    /5行目: 局区「10」.*グループ「a」.*2行目.*一つのグループ/,
  ],
  [
    "a group of two names",
    [...FINE, "b,別の名,21,2020,2023"],
    undefined,
    /5行目: グループ「b」の名前.*「ほか」/,
  ],
  [
    "a group with a bureau's code",
    [...FINE, "10,何か,21,2020,2023"],
    undefined,
    /5行目: グループ「10」と同じコードの局区/,
  ],
  ["years that end before they begin", ["a,本庁,10,2023,2020"], undefined, /2行目.*終わりの年度/],
  [
    "a rule without groups",
    [],
    undefined,
    /privacy\.csv の2行目: 分野「parental_leave」.*グループがありません/,
  ],
  [
    "quarters of bureaus beside groups",
    FINE,
    "5,true,true,quarter,half,true",
    /2行目.*四半期.*両方は示せません/,
  ],
  [
    "several years without groups' years",
    FINE,
    "5,true,true,year,none,true",
    /2行目.*several_years.*groups を year か half/,
  ],
  ["groups of what bureaus never tell", FINE, "5,false,true,year,half,false", /2行目.*shown_by_bureau/],
])("%s is told with file and line", (_, groups, rule, expected) => {
  expect(fault(groups, rule)).toMatch(expected);
});

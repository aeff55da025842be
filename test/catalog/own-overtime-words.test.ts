import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {contractsOf} from "../../pipelines/catalog/contracts-of.ts";
import {fieldsOf} from "../../schemas/contract.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const WORDS = `values:
  cause: { 大雪対応: { own: heavy_snow } }
  hour_kind: { 宿日直: { own: night_duty } }
`;

function cityWith(files: Record<string, string>): string {
  const city = temporaryFolder();
  mkdirSync(join(city, "sources"));
  writeFileSync(join(city, "sources/overtime.yaml"), WORDS);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(city, name), text);
  return city;
}

const CAUSES =
  "cause,cause_name,is_disaster_or_election\nordinary,通常,false\ndisaster,災害対応,true\nelection,選挙事務,true\nepidemic,感染症対応,false\n";
const BASES =
  "basis_id,hour_kind\nreport,weekday\nreport,weekly_day_off\nreport,transfer_outside_week\nall,public_holiday\n";

test("a cause or a kind of hours of the city's own that its tables do not count is refused with the line to add", () => {
  expect(() => contractsOf(cityWith({}))).toThrow(
    /city\/sources\/overtime\.yaml の2行目.*「大雪対応」（heavy_snow）が city\/overtime-causes\.csv にない.*heavy_snow,大雪対応,false の行/,
  );
  expect(() => contractsOf(cityWith({}))).toThrow(
    /の3行目.*「宿日直」（night_duty）が city\/overtime-hour-bases\.csv にない.*none,night_duty/,
  );
});

test("those that its tables count are values like the program's", () => {
  const city = cityWith({
    "overtime-causes.csv": `${CAUSES}heavy_snow,大雪対応,true\n`,
    "overtime-hour-bases.csv": `${BASES}none,night_duty\n`,
  });
  const overtime = contractsOf(city).find(({source}) => source === "overtime");
  const values = (column: string) =>
    overtime && fieldsOf(overtime).find(({name}) => name === column)?.meta.values;
  expect(values("cause")).toContain("heavy_snow");
  expect(values("hour_kind")).toContain("night_duty");
});

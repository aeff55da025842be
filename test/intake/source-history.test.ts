import {join} from "node:path";
import {expect, test} from "vitest";
import type {SourceHistory} from "../../schemas/source-history.ts";
import {overtime, publishedCity, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";

test("every file of a kind by period, with what became of it", async () => {
  const root = join(temporaryFolder(), "home");
  const home = await publishedCity(root);
  send(home, {"時間外_直し.csv": [HEADINGS.overtime, ...overtime("2024-05", "21:00")].join("\n")});
  kaikaku(root, ["plan", "--clock-is-right"]);
  const {status, stdout} = kaikaku(root, ["status", "--history", "時間外勤務実績", "--json"]);
  expect(status).toBe(0);
  const {files} = JSON.parse(stdout) as SourceHistory;
  const may = files.filter(({period}) => period === "2024-05-01");
  expect(may.map(({standing, file_name}) => [standing, file_name === "時間外_直し.csv"])).toEqual([
    ["in_force", true],
    ["replaced", false],
  ]);
  // A held file waits until a mended one has come.
  send(home, {"時間外_6月.csv": [HEADINGS.overtime, ...overtime("2024-06", "2O:00")].join("\n")});
  kaikaku(root, ["plan", "--clock-is-right"]);
  const june = () => {
    const told = kaikaku(root, ["status", "--history", "時間外勤務実績", "--json"]).stdout;
    const found = (JSON.parse(told) as SourceHistory).files.filter(({file_name}) =>
      file_name.startsWith("時間外_6月"),
    );
    return found.map(({file_name, standing}) => `${file_name} ${standing}`);
  };
  expect(june()).toEqual(["時間外_6月.csv held"]);
  send(home, {"時間外_6月_直し.csv": [HEADINGS.overtime, ...overtime("2024-06", "20:00")].join("\n")});
  kaikaku(root, ["plan", "--clock-is-right"]);
  expect(june()).toEqual(["時間外_6月_直し.csv in_force", "時間外_6月.csv replaced"]);
  expect(new Set(files.map(({period}) => period)).size).toBe(12);
  expect(kaikaku(root, ["status", "--history", "時間外勤務実績"]).stdout).toMatch(
    /令和6年5月 .*使っている .*時間外_直し\.csv/,
  );
  expect(kaikaku(root, ["status", "--history", "水道"])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("ファイルの種類「水道」はありません。近いもの: "),
  });
});

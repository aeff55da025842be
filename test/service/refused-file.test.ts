import {symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {servedOffice, waiting} from "./service-city.ts";

test("a file that cannot be read at all is put aside and told once, with the reason", async () => {
  const served = servedOffice({start: "2024-07-01T00:00:00Z", settings: {due_from: "2024-07-01"}});
  served.send("何か.csv", "名前,電話\n山田,1234");
  await served.look("2024-07-01T00:00:00Z");
  await served.look("2024-07-02T00:00:00Z");
  await served.look("2024-07-20T00:00:00Z");
  expect(waiting(served.home)).toEqual([]);
  const told = served.told().filter((line) => line.includes("受付不可"));
  expect(told).toEqual([
    expect.stringMatching(/^2024-07-01 09:00:30 お知らせ［注意］受付不可: 何か\.csv（.+）。送り主に/),
  ]);
});

test("what is no file is put aside by the service, too", async () => {
  const served = servedOffice({start: "2024-07-01T00:00:00Z", settings: {due_from: "2024-07-01"}});
  symlinkSync("/etc/passwd", join(served.home.inbox, "名簿.csv"));
  writeFileSync(Buffer.concat([Buffer.from(`${served.home.inbox}/`), Buffer.from([0x90, 0x45])]), "");
  await served.look("2024-07-01T00:00:00Z");
  await served.look("2024-07-02T00:00:00Z");
  expect(waiting(served.home)).toEqual([]);
  const told = served.told().filter((line) => line.includes("受付不可"));
  expect(told.length).toBe(2);
  expect(told.join("\n")).toContain("名簿.csv（リンク");
  expect(told.join("\n")).toContain("職（ファイルの名前がUTF-8の文字ではありません");
});

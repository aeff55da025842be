import {expect, test} from "vitest";
import {publishedReleases} from "../../pipelines/releases/history.ts";
import {BUREAUS} from "../models/tiny-city.ts";
import {servedOffice, waiting} from "./service-city.ts";

test("while the clock cannot be right the service loads and publishes nothing and says so; once it is right it goes on", async () => {
  const served = servedOffice({start: "2024-07-01T00:00:00Z", settings: {due_from: "2024-07-01"}});
  served.send("見本_局区.csv", BUREAUS);
  await served.look("2024-07-01T00:00:00Z");
  expect([waiting(served.home), publishedReleases(served.home).length]).toEqual([[], 1]);
  served.send("見本_局区2.csv", `${BUREAUS}\n3010,新局,市長事務部局,2020-04-01,,,,4`);
  const told = () => served.told().filter((line) => line.includes("この機械の時計"));
  for (const wrong of ["2015-01-01T00:00:00Z", "2062-01-01T00:00:00Z"]) {
    served.restart(wrong);
    await served.look(wrong);
    expect([waiting(served.home), publishedReleases(served.home).length]).toEqual([["見本_局区2.csv"], 1]);
  }
  expect(told()).toEqual([
    expect.stringMatching(/発生［誤り］.*より遅れています。取込みと公開を止めています。時計を合わせて/),
  ]);
  await served.look("2024-07-02T00:00:00Z");
  expect([waiting(served.home), publishedReleases(served.home).length]).toEqual([[], 2]);
  expect(told().length).toBe(2);
  expect(told()[1]).toContain("解消");
});

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

import fs, {readdirSync} from "node:fs";
import {syncBuiltinESMExports} from "node:module";
import {join} from "node:path";
import {expect, onTestFinished, test} from "vitest";
import {describeFiles} from "../../pipelines/intake/clerk/describe-files.ts";
import {servedOffice, waiting} from "../service/service-city.ts";
import {GOOD, homeWithGoodFile, loadInbox} from "./inbox-home.ts";

/** The NTH call about one file fails as a disk of the network does. */
function failing(call: "statSync" | "openSync", file: string, nth: number): void {
  const original = fs[call];
  let left = nth;
  const struck = (path: unknown, ...rest: unknown[]) => {
    if (String(path) === file && --left === 0)
      throw Object.assign(new Error(`EIO: i/o error, ${call.replace("Sync", "")} '${file}'`), {code: "EIO"});
    return (original as (...given: unknown[]) => unknown)(path, ...rest);
  };
  put(call, struck);
  onTestFinished(() => put(call, original));
}

function put(call: string, work: unknown): void {
  Object.assign(fs, {[call]: work});
  syncBuiltinESMExports();
}

test.each([
  ["openSync", 1],
  ["openSync", 4],
  ["statSync", 2],
  ["statSync", 4],
  ["statSync", 5],
] as const)(
  "a file of which %s fails the %sth time is not put aside, and is loaded in the end",
  async (call, nth) => {
    const home = homeWithGoodFile();
    failing(call, join(home.inbox, GOOD), nth);
    await loadInbox(home);
    await loadInbox(home);
    expect([home.inbox, home.refused, home.archive].map((folder) => readdirSync(folder).length)).toEqual([
      0, 0, 1,
    ]);
  },
);

test("it is told with the word of the system, and that it stays", async () => {
  const home = homeWithGoodFile();
  failing("openSync", join(home.inbox, GOOD), 1);
  const {outcomes} = await loadInbox(home);
  expect(describeFiles(outcomes)).toEqual([
    expect.stringMatching(/^読めず {2}局区一覧\.csv: .*（EIO）.*次の回にもう一度読みます。$/),
  ]);
});

test("a service tries such a file again", async () => {
  const served = servedOffice({start: "2024-07-01T00:00:00Z", settings: {due_from: "2024-07-01"}});
  served.send("何か.csv", "名前,電話\n山田,1234");
  failing("openSync", join(served.home.inbox, "何か.csv"), 1);
  await served.look("2024-07-01T00:00:00Z");
  expect(waiting(served.home)).toEqual(["何か.csv"]);
  await served.look("2024-07-01T01:00:00Z");
  expect(waiting(served.home)).toEqual([]);
});

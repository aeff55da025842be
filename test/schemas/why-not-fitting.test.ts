import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {readJobs} from "../../pipelines/due/read-jobs.ts";
import {readSettings} from "../../pipelines/installation/settings.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return String(error);
  }
  throw new Error("nothing was refused");
}

/** What is no key, file or value that somebody wrote. */
const ENGLISH = /invalid|expected|unrecognized|required|\bat\b/i;

test("a wrong key or value of a file of settings is told in Japanese, with its place", () => {
  const city = temporaryFolder();
  writeFileSync(
    join(city, "jobs.yaml"),
    "sources: []\nreports: []\nwake: 3\nsettle_seconds: 0\nonce: true\n",
  );
  const ofJobs = messageOf(() => readJobs(city));
  expect(ofJobs).toContain("「once」という言葉は使えません");
  expect(ofJobs).toContain("city/jobs.yaml の3行目が正しくありません（wake）");
  expect(ofJobs).not.toMatch(ENGLISH);
  const home = sampleHome(temporaryFolder());
  writeFileSync(join(home.root, "settings.yaml"), "mial: {}\n", {mode: 0o640});
  const ofSettings = messageOf(() => readSettings(home));
  expect(ofSettings).toContain("「mial」という言葉は使えません。 近いもの: mail");
  expect(ofSettings).not.toMatch(ENGLISH);
});

import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {changedDecisions, weakerSettings} from "../../pipelines/keep/weaker-settings.ts";
import type {Settings} from "../../schemas/settings.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const STRICT: Settings = {
  encryption: {key_file: "/k/seal"},
  staff_key_file: "/k/staff",
  access_log: {key_folder: "/k/log", anchor: "/a"},
  questions: {max_rows: 100, max_seconds: 10, max_memory: 512},
  printing: {sandbox: "required"},
  mail: {enabled: true, host: "h", port: 25, security: "tls", from: "a@b.jp", to: ["a@b.jp"]},
};

test("whatever protected before and does not any more is told, and nothing else", () => {
  const loose: Settings = {
    questions: {max_rows: 100, max_seconds: 11},
    mail: {enabled: true, host: "h", port: 25, security: "none", from: "a@b.jp", to: ["a@b.jp"]},
  };
  expect(weakerSettings(STRICT, loose).map((line) => line.split(/[ （]/)[0])).toEqual([
    "encryption",
    "staff_key_file",
    "access_log",
    "access_log",
    "questions",
    "questions",
    "printing",
    "mail",
  ]);
  expect(weakerSettings(STRICT, STRICT)).toEqual([]);
  expect(weakerSettings(loose, STRICT)).toEqual([]);
});

test("a city's decision that is another or gone is named, and after those the new ones", () => {
  const [before, after] = [temporaryFolder(), temporaryFolder()];
  const file = (folder: string, name: string, text: string) => writeFileSync(join(folder, name), text);
  for (const folder of [before, after]) {
    mkdirSync(join(folder, "notes"));
    file(folder, "notes/same.md", "same");
  }
  file(before, "privacy.csv", "10");
  file(after, "privacy.csv", "3");
  file(before, "release-policy.yaml", "four_eyes: required");
  file(after, "new.csv", "");
  expect(changedDecisions(before, after)).toEqual(["privacy.csv", "release-policy.yaml", "new.csv"]);
  expect(changedDecisions(join(before, "none"), after)).toEqual([]);
});

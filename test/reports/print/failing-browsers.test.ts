import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, beforeEach, describe, expect, test} from "vitest";
import {sevenIndicators} from "../fixture-indicators.ts";
import {otherIndicators} from "../fixture-other-indicators.ts";
import {writeFixtureRelease} from "../fixture-release.ts";
import {scorecardRows} from "../fixture-scorecard.ts";
import {type Failure, printWith} from "./failing-browsers.ts";
import {needsBundledBrowser} from "./fake-browser.ts";

let folder: string;
let release: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "kaikaku-failures-"));
  release = join(folder, "release.duckdb");
  await writeFixtureRelease(release, scorecardRows([...sevenIndicators, ...otherIndicators], false));
});

afterAll(() => rmSync(folder, {recursive: true, force: true}));

describe("when the browser fails", () => {
  beforeEach(needsBundledBrowser);

  test.for<[Failure, seconds: string]>([
    ["does not start", "0"],
    ["ends after a while without an answer", "0.1"],
    ["ends after a while without an answer", "0.2"],
    ["ends after a while without an answer", "0.4"],
    ["leaves a helper behind that holds its pipes", "0"],
    ["is killed while it starts or prints", "0.1"],
    ["is killed while it starts or prints", "0.5"],
  ])(
    "and %s (%s s), the process ends by itself with a message, and leaves nothing",
    async ([failure, seconds]) => {
      const {message, ...ending} = await printWith(failure, release, seconds);
      expect(ending).toMatchObject({status: 1, signal: null, left: []});
      expect(message).toMatch(/^エラー {2}PDFを作るブラウザー[^\n]*\n$/);
    },
  );

  test("and does not end when it has printed, it is ended, and the papers are there", async () => {
    const ending = await printWith("does not end when it has printed", release, "0");
    expect(ending).toMatchObject({status: 0, signal: null, message: "", left: []});
  });
});

import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {mustBeFreeForFile} from "../../pipelines/installation/exit.ts";
import {keepVerified} from "../../reports/verify/keep-verified.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

test("a paper takes no name that somebody's file got while it was printed", async () => {
  const [home, place] = [sampleHome(temporaryFolder()), temporaryFolder()];
  const outFile = join(place, "資料.pdf");
  const verifier = {
    verify: async () => {
      writeFileSync(outFile, "years of work");
      return [];
    },
    bookmarks: async () => [],
  };
  const kept = keepVerified({
    pdf: Buffer.from("%PDF"),
    verifier,
    expectation: {
      title: "資料",
      pages: null,
      outline: [],
      contents: null,
      tables: [],
      texts: [],
      fonts: [],
      releaseId: "x",
      isSample: false,
      figures: new Map(),
    },
    outFile,
    mustBeFree: (file) => mustBeFreeForFile(file, {home, force: false}),
  });
  await expect(kept).rejects.toThrow("--force");
  expect(readdirSync(place)).toEqual(["資料.pdf"]);
  expect(readFileSync(outFile, "utf8")).toBe("years of work");
});

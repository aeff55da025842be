import {mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {mustBeFreeForFile} from "../../pipelines/installation/exit.ts";
import type {Fault} from "../../reports/verify/expectation.ts";
import {keepVerified} from "../../reports/verify/keep-verified.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const EXPECTATION = {
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
};

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
    expectation: EXPECTATION,
    outFile,
    mustBeFree: (file) => mustBeFreeForFile(file, {home, force: false}),
  });
  await expect(kept).rejects.toThrow("--force");
  expect(readdirSync(place)).toEqual(["資料.pdf"]);
  expect(readFileSync(outFile, "utf8")).toBe("years of work");
});

test("a paper is kept where it was judged, whatever a link makes of ..", async () => {
  const [elsewhere, place] = [temporaryFolder(), temporaryFolder()];
  mkdirSync(join(elsewhere, "deep"));
  symlinkSync(join(elsewhere, "deep"), join(place, "way"));
  const judged: string[] = [];
  await keepVerified({
    pdf: Buffer.from("%PDF"),
    verifier: {verify: async () => [], bookmarks: async () => []},
    expectation: EXPECTATION,
    outFile: `${place}/way/../資料.pdf`,
    mustBeFree: (file) => judged.push(file),
  });
  expect([readdirSync(elsewhere), readdirSync(place)]).toEqual([["deep"], ["way", "資料.pdf"]]);
  expect(judged[0]).toBe(join(place, "資料.pdf"));
});

test("somebody's file with the name of a paper that is not right is neither replaced nor removed", async () => {
  const [home, place] = [sampleHome(temporaryFolder()), temporaryFolder()];
  const theirs = join(place, "資料.不合格.pdf");
  writeFileSync(theirs, "theirs");
  const keep = (faults: Fault[]) =>
    keepVerified({
      pdf: Buffer.from("%PDF"),
      verifier: {verify: async () => faults, bookmarks: async () => []},
      expectation: EXPECTATION,
      outFile: join(place, "資料.pdf"),
      mustBeFree: (file) => mustBeFreeForFile(file, {home, force: false}),
    });
  await expect(keep([{check: "pages", page: null, text: "ページが足りない"}])).rejects.toThrow(
    "資料.不合格-2.pdf",
  );
  await keep([]);
  expect(readFileSync(theirs, "utf8")).toBe("theirs");
  expect(readdirSync(place).sort()).toEqual(["資料.pdf", "資料.不合格-2.pdf", "資料.不合格.pdf"].sort());
});

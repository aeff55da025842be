import {readFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {leftOut} from "../../reports/packet/left-out.ts";
import {readPdf} from "../../reports/verify/read-pdf.ts";
import {publishedCity} from "../figures/small-city.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";

const {folder, remove} = lastingFolder();
const root = join(folder, "city");
beforeAll(async () => void (await publishedCity(root)));
afterAll(remove);

test("a packet leaves out a document with nothing in it, and its list says so", async () => {
  const file = join(folder, "packet.pdf");
  const {status, stderr} = kaikaku(root, ["packet", "--fy", "R6", "--out", file]);
  expect([status, stderr]).toEqual([0, ""]);
  const {pages, outline} = await readPdf(readFileSync(file));
  const titles = outline.map(({title}) => title.slice(0, 3));
  expect(titles).toContain("資料1");
  expect(titles).toContain("資料3");
  expect(titles).not.toContain("資料2");
  const contents = pages.find(({text}) => text.includes("資料2（取組状況）は"))?.text ?? "";
  expect(contents).toContain(
    "この年度の取組が登録されていないため、付けていません。登録のある年度：令和3年度",
  );
});

test("without sheets of tasks 資料3 is left out, with what the city has otherwise", () => {
  expect(leftOut({registeredYears: [], hasRegister: false, hasSheets: false})).toEqual({
    register: "資料2（取組状況）は、この年度の取組が登録されていないため、付けていません。",
    sheets: "資料3（計画の要約）は、課題の様式が登録されていないため、付けていません。",
  });
  expect(leftOut({registeredYears: [2024], hasRegister: true, hasSheets: true})).toEqual({
    register: null,
    sheets: null,
  });
});

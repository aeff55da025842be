import {readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {TEMPLATES_FOLDER} from "../../pipelines/catalog/city-folder.ts";
import {choosableIndicators} from "../../pipelines/dictionary/choosable-indicators.ts";
import {choosableLines} from "../../reports/terminal/choosable-indicators.ts";

const MINASATO = join(TEMPLATES_FOLDER, "minasato");

test("whoever begins a folder reads in it which formulas can be chosen, as the command lists them", async () => {
  const lines = choosableLines(await choosableIndicators(join(TEMPLATES_FOLDER, "bare")));
  const text = readFileSync(join(TEMPLATES_FOLDER, "bare", "kpis.yaml"), "utf8");
  expect(text).toContain(lines.map((line) => `#   ${line}\n`).join(""));
  expect(lines.length).toBeGreaterThan(40);
});

test("a formula says what it needs, a city's own, too", async () => {
  const found = await choosableIndicators(MINASATO);
  expect(found.find(({model}) => model === "kpi_paper_sheets")).toEqual({
    model: "kpi_paper_sheets",
    title: "学校等を除く用紙の使用量（千枚）",
    unit: "千枚",
    sourceTitles: ["局区一覧", "用紙使用量"],
    isCumulative: false,
    file: "sql/metrics/kpi_paper_sheets.sql",
  });
  expect(found.find(({model}) => model === "kpi_online_procedures")).toMatchObject({
    sourceTitles: ["活動実績"],
    isCumulative: true,
    file: "city/sql/metrics/kpi_online_procedures.sql",
  });
});

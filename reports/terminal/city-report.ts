import type {CityFile, CityIndicator, CityReport} from "../../schemas/city-report.ts";
import {fiscalYearName, japaneseDate} from "../../schemas/fiscal-time.ts";
import {terminalTable} from "./terminal-table.ts";

/** One page: what is wrong first, then what the city has decided and what the program answers in its place. */
export function cityReportText(report: CityReport): string {
  return [
    `市のフォルダー  ${report.folder}`,
    ...part("直すところ", report.faults),
    ...part("確かめるところ", report.warnings),
    ...part("読まれないファイル", report.strangers, "名前が違うか、置き場所が違います。"),
    ...bodyLines(report),
    ...programmeLines(report),
    ...part("指標", indicatorLines(report.indicators)),
    ...part("提出元", sectionLines(report)),
    ...part("ファイル", fileLines(report.files)),
    "",
  ].join("\n");
}

function part(title: string, lines: string[], remark = ""): string[] {
  if (lines.length === 0) return [];
  return ["", `${title} ${lines.length}件${remark && `（${remark}）`}`, ...lines.map((line) => `  ${line}`)];
}

function bodyLines({body}: CityReport): string[] {
  if (!body) return [];
  const {name, kind, committee, office, organisation} = body;
  const said = [
    ...(committee === null ? [] : [`委員会 ${committee}`]),
    ...(office === null ? [] : [`署名 ${office}`]),
  ];
  return [
    "",
    `団体  ${name ?? "（名前が書かれていません）"}（${kind}）${said.length > 0 ? `　${said.join("、")}` : ""}`,
    ...organisation.map(({on, note}) => `組織  ${japaneseDate(on)}　${note}`),
  ];
}

function programmeLines({programme}: CityReport): string[] {
  if (!programme) return [];
  const {name, first_fiscal_year, last_fiscal_year} = programme;
  return [
    "",
    `計画  ${name}（${fiscalYearName(first_fiscal_year)}から${fiscalYearName(last_fiscal_year)}まで）`,
  ];
}

function indicatorLines(indicators: CityIndicator[]): string[] {
  return indicators.map(
    ({name, unit, base, target, owner}) =>
      `${name}: ${levelText(base, unit)} → ${targetText(target, unit)}（${owner}）`,
  );
}

function levelText({value, fiscal_year}: CityIndicator["base"], unit: string): string {
  const level = value === null ? "基準値なし" : `${value.toLocaleString("ja-JP")}${unit}`;
  return `${level}（${fiscalYearName(fiscal_year)}）`;
}

function targetText({words, year_words, ...level}: CityIndicator["target"], unit: string): string {
  return words === null
    ? levelText(level, unit)
    : `${words}（${year_words ?? fiscalYearName(level.fiscal_year)}）`;
}

function sectionLines({sections}: CityReport): string[] {
  return sections.map(({section, source_titles}) => `${section}: ${source_titles.join("、")}`);
}

const DECIDED: Record<NonNullable<CityFile["decided_by"]>, string> = {
  city: "市",
  program: "プログラムの既定",
};

function fileLines(files: CityFile[]): string[] {
  const there = files.flatMap(({name, title, decided_by}) =>
    decided_by === null ? [] : [[name, title, DECIDED[decided_by]]],
  );
  const columns = ["ファイル", "決めること", "だれが"].map((title) => ({title, align: "left" as const}));
  return terminalTable(columns, there);
}

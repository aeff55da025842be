import {BODY_KINDS} from "../../schemas/city.ts";
import type {CityIndicator, CityReport} from "../../schemas/city-report.ts";
import {fiscalYearName, japaneseDate} from "../../schemas/fiscal-time.ts";
import type {Programme} from "../../schemas/programme.ts";
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
    ...part("ファイル", fileLines(report)),
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

function programmeLines({programmes}: CityReport): string[] {
  if (programmes.length === 0) return [];
  return ["", ...programmes.map((programme) => `計画  ${programmeLine(programme, programmes.length > 1)}`)];
}

function programmeLine(
  {id, name, first_fiscal_year, last_fiscal_year, starts_on, ends_on, signatories}: Programme,
  hasOthers: boolean,
): string {
  const isOfYears = starts_on === `${first_fiscal_year}-04-01` && ends_on === `${last_fiscal_year + 1}-03-31`;
  const years = isOfYears
    ? [first_fiscal_year, last_fiscal_year].map(fiscalYearName)
    : [starts_on, ends_on].map(japaneseDate);
  const said = `${name}（${years[0]}から${years[1]}まで）`;
  const signed = signatories.length > 0 ? `　策定 ${signatories.join("、")}` : "";
  return hasOthers ? `${said} ${id}${signed}` : `${said}${signed}`;
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

function fileLines({files, body}: CityReport): string[] {
  const deciders = {city: BODY_KINDS[body?.kind ?? "市"].self, program: "プログラムの既定"};
  const there = files.flatMap(({name, title, decided_by}) =>
    decided_by === null ? [] : [[name, title, deciders[decided_by]]],
  );
  const columns = ["ファイル", "決めること", "だれが"].map((title) => ({title, align: "left" as const}));
  return terminalTable(columns, there);
}

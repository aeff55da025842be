import {workbookBytes} from "../../pipelines/engine/write-workbook.ts";
import type {FullViewRow} from "../../schemas/full-view.ts";
import {
  type DocumentTable,
  heading,
  label,
  numberCell,
  type TableRow,
  textCell,
} from "../values/document-table.ts";
import {SAMPLE_MARK} from "../verify/expectation.ts";
import {tableSheet} from "./table-sheet.ts";

/** Stands on every printed page and above every sheet. */
const RESTRICTED_MARK = "取扱注意（公開しない。人事担当の中だけで使う）";

const HEADS = ["区分", "指標", "対象範囲", "期間", "コード"];
const NUMBER_HEADS = ["値", "分子", "分母", "示す値", "示す分子", "示す分母"];

interface FullViewPaper {
  rows: FullViewRow[];
  isSample: boolean;
  /** "2026-12-01" */
  madeOn: string;
  by: string;
  reason: string;
}

/** Every count beside what is told of it, a sheet per indicator; who wanted it, when and why stand above. */
export function fullViewWorkbook({rows, isSample, madeOn, by, reason}: FullViewPaper): Promise<Uint8Array> {
  const marks = [RESTRICTED_MARK, ...(isSample ? [`${SAMPLE_MARK}（実在の値ではありません）`] : [])];
  const origin = [...marks, `${madeOn} ${by}　理由：${reason}`].join("　");
  const indicators = [...Map.groupBy(rows, ({kpi_id}) => kpi_id).values()];
  const sheets = indicators.map((own, index) =>
    tableSheet(tableOf(own), {name: `${index + 1} 取扱注意`, origin}),
  );
  return workbookBytes({
    title: "取扱注意　局区とグループの全数",
    sheets: sheets.map(({sheet}) => sheet),
    names: {},
  });
}

function tableOf(rows: FullViewRow[]): DocumentTable {
  const [{indicator = ""} = {}] = rows;
  const withheld = rows.filter(({told}) => told === null).length;
  return {
    id: "full-view",
    caption: `${indicator}　局区とグループの全数`,
    head: [
      [
        ...HEADS.map((text) => heading(text)),
        ...NUMBER_HEADS.map((text) => heading(text, {isNumber: true})),
        heading("示さないわけ"),
      ],
    ],
    rows: rows.map(rowOf),
    notes: [
      `${rows.length.toLocaleString("en")}のうち${withheld.toLocaleString("en")}は、いま公開版を作るとしたら示さない値。「示す値」が空欄の行の値は、公開版、資料、窓のどこにも出さない。`,
    ],
  };
}

const DECIMALS = {value: 2, numerator: 0, denominator: 0} as const;

function rowOf({
  unit,
  is_group,
  indicator,
  scope_id,
  period,
  code,
  truth,
  told,
  why_not,
}: FullViewRow): TableRow {
  const numbers = [truth, told].flatMap((own) =>
    (["value", "numerator", "denominator"] as const).map((part) =>
      numberCell(own?.[part] ?? null, {
        decimals: DECIMALS[part],
        ...(own?.[part] == null && {text: ""}),
      }),
    ),
  );
  return {
    kind: "row",
    cells: [
      label(is_group ? `${unit}（グループ）` : unit),
      ...[indicator, scope_id ?? "", period, code].map(textCell),
      ...numbers,
      textCell(why_not ?? ""),
    ],
  };
}

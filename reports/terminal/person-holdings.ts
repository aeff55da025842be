import {japaneseDate} from "../../schemas/fiscal-time.ts";
import type {HeldFile, HeldRows, PersonHoldings} from "../../schemas/person-holdings.ts";
import {someOf} from "../../schemas/some-of.ts";
import {visibleLine} from "../../schemas/visible-text.ts";
import {formatValue} from "../values/format.ts";
import {terminalTable} from "./terminal-table.ts";

const COLUMNS = [
  {title: "受付番号", align: "right"},
  {title: "種類", align: "left"},
  {title: "行数", align: "right"},
  {title: "期間", align: "left"},
  {title: "ファイル", align: "left"},
  {title: "", align: "left"},
] as const;

/** Where one person is held, what to correct and where, for 開示 and 訂正. */
export function personHoldingsText({rows, files, cells, workbooks, unread}: PersonHoldings): string {
  return `${[
    ...section(
      "台帳の行（職員番号ではなく、鍵付きの符号で）",
      rows.length > 0 ? terminalTable([...COLUMNS], rows.map(rowOf)) : [],
    ),
    ...section("職員番号のあるファイル（届いたまま）", files.flatMap(fileLines)),
    ...section(
      "読めなかったセルの記録（職員番号の入ったもの）",
      cells.map(({batch_id, count}) => `受付番号${batch_id}  ${formatValue(count, 0)}件`),
    ),
    ...section("直し用のExcel（このファイルから作ったもの）", workbooks),
    ...section(
      "調べられなかったファイル",
      unread.map(({name, why}) => `${name}: ${why}`),
    ),
    ...(rows.length + files.length + cells.length === 0
      ? ["この設備には、その職員番号はありません。", ""]
      : correcting(files)),
    "公開版には職員ごとの行はありません（集計だけです）。控え（バックアップ）と、印刷したもの、書き出したものは調べていません。",
  ]
    .map(visibleLine)
    .join("\n")}\n`;
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ""];
}

function rowOf({
  batch_id,
  source_title,
  row_count,
  from,
  to,
  file_name,
  is_restricted,
  is_in_force,
}: HeldRows): string[] {
  return [
    String(batch_id),
    source_title,
    formatValue(row_count, 0),
    from === null || to === null ? "" : from === to ? from : `${from}～${to}`,
    file_name,
    [is_in_force ? "数値に使用中" : "使っていない", is_restricted ? "健康・障害（集計だけに使う）" : ""]
      .filter(Boolean)
      .join("、"),
  ];
}

const KINDS = {archive: "保管", refused: "受付不可", inbox: "受け箱"} as const;
const SHOWN = 12;

function fileLines({kind, name, batch_ids, places, count, until}: HeldFile): string[] {
  const numbers = batch_ids.length > 0 ? `（受付番号${batch_ids.join("、")}）` : "";
  const term = until === null ? "" : `、${japaneseDate(until)}から消せる`;
  return [
    `${KINDS[kind]}  ${name}${numbers}  ${formatValue(count, 0)}か所${term}`,
    ...(places.length > 0 ? [`        ${someOf(places.slice(0, SHOWN), places.length, "行")}`] : []),
  ];
}

function correcting(files: HeldFile[]): string[] {
  return [
    "訂正するには: 上のファイルの送り主に、そこに書いた行を直して、同じ期間のファイル全体を送り直してもらいます。受け箱に入れて npx kaikaku run を実行すると、前のファイルと入れ替わります。",
    ...(files.length > 0
      ? ["消すには: npx kaikaku person 職員番号 --delete で、いつから、どの命令で消せるかを見られます。"]
      : []),
    "",
  ];
}

/** Which files may leave today and which not before a day; whether all may. */
export function deletionText(files: HeldFile[], today: string): {text: string; isDue: boolean} {
  const early = files.filter(({until}) => until !== null && until > today);
  const lines = files.map((file) => {
    const {kind, name, until} = file;
    if (until === null && kind === "archive")
      return `保管フォルダーの ${name} は、どの受付にもありません（取込みの途中で止まった跡）。archive フォルダーから消してください。`;
    if (until === null) return `受け箱の ${name} は、まだ取り込んでいません。受け箱から出してください。`;
    const what = kind === "archive" ? String(file.batch_ids.at(-1)) : name;
    if (until > today)
      return `${name} は、残す期間の中なので消せません。${japaneseDate(until)}から消せます。`;
    return `${name} は、もう消せます: npx kaikaku discard ${what} --by 氏名 --reason 理由`;
  });
  const order = [
    "残す期間の前に消す根拠（法令、本人からの求めへの決定）があるときは、npx kaikaku discard 受付番号 --by 氏名 --reason 理由 --order 根拠 を使います。",
  ];
  const rest = [
    "台帳の行は、職員番号でなく鍵付きの符号で残り、後のファイルに置き換わって日数（city/retention.yaml の batches）が過ぎると外れます。一人の行だけを消すには、その人を除いたファイルを同じ期間で送り直してもらいます。",
  ];
  const text = [...lines, ...(early.length > 0 ? order : []), ...rest].map(visibleLine).join("\n");
  return {text: `${text}\n`, isDue: early.length === 0};
}

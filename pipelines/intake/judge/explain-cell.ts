import type {FieldKind} from "../../../schemas/fields.ts";
import {NO_SUCH_WORD, OTHER_SHAPE, TOO_SHORT} from "../../../schemas/map-hint.ts";
import type {JudgedField} from "../../ledger/stored-columns.ts";
import {privateUse} from "./private-use.ts";

const KIND_NAMES: Record<FieldKind, string> = {
  text: "文字",
  choice: "区分",
  day: "年月日",
  month: "年月",
  quarter: "期間（年度と四半期）",
  fiscal_year: "年度",
  integer: "整数",
  decimal: "数（小数は4桁まで）",
  duration: "時間",
  staff_number: "職員番号",
};

/** Signs for a missing value, which differ: none at all, unknown, withheld. None of them is a number. */
const MISSING: Record<string, string> = {
  "－": "該当がない",
  "-": "該当がない",
  "―": "該当がない",
  "−": "該当がない",
  "…": "不詳",
  "...": "不詳",
  x: "秘匿",
  X: "秘匿",
  ｘ: "秘匿",
  "*": "秘匿または参考",
  "＊": "秘匿または参考",
};

/** Why a cell was not accepted and what to write instead, in Japanese. */
export function explainCell(
  {meta, limits, schema}: Pick<JudgedField, "meta" | "limits" | "schema">,
  cell: string,
): string {
  if (cell === "") return `空欄です。値を入れてください（例: ${meta.example}）`;
  if (/^(〃|仝|々|同上|同右|″|”)$/.test(cell))
    return `「${cell}」は「上と同じ」の印です。並べ替えると分からなくなるので、行ごとに値を入れてください。例: ${meta.example}`;
  if (meta.kind === "choice") return `「${cell}」${NO_SUCH_WORD}${Object.keys(meta.choices).join("、")}`;
  if (/^#{3,}$/.test(cell))
    return `「${cell}」は、列の幅が足りずに表示されなかった値です。列を広げて保存し直してください。例: ${meta.example}`;
  if (/^(#[A-Z0-9/_]+[!?A]|(Err|エラー):[0-9]{3})$/.test(cell))
    return `「${cell}」はExcelの計算の誤りです。値を入れ直してください。例: ${meta.example}`;
  if (isNumber(meta.kind) && cell in MISSING)
    return `「${cell}」（${MISSING[cell]}の記号）は、この列では使えません。0なら0とし、分からないときは行を除くか問い合わせてください`;
  if (meta.kind === "staff_number" && meta.code?.digits && cell.length < meta.code.digits)
    return lostZeros(cell, meta.code.digits);
  if (meta.kind === "duration" && /^[0-9]+\.[0-9]{3,}$/.test(cell))
    return `「${cell}」は時間として読めません。1日を1とした値（Excelの時刻）なら、表示形式を「[h]:mm」にして保存し直してください。例: ${meta.example}`;
  if (/（実際の値は.*）$/.test(cell))
    return `「${cell}」は、表示されている時間と中の値が違います。Excelの表示形式を「[h]:mm」にして保存し直してください`;
  const gaiji = privateUse(cell);
  if (gaiji.length > 0) return `「${cell}」に外字（${gaiji.join("、")}）があります。別の字に直してください`;
  const issue = schema.safeParse(cell).error?.issues[0];
  if (issue?.code === "too_small" || issue?.code === "too_big")
    return `「${cell}」は範囲の外です（${range(limits, meta.kind)}）`;
  if (meta.onlyWords.length > 0)
    return `「${cell}」${NO_SUCH_WORD}${meta.onlyWords.join("、")}（市の一覧。city/city.yaml の authorities に加えられます）`;
  if (issue?.code === "invalid_format" && meta.kind === "text")
    return `「${cell}」は${wrongCode(cell, meta)}`;
  if (meta.kind === "integer" && /^[0-9０-９]+[.．][0-9０-９]+$/.test(cell))
    return `「${cell}」は整数ではありません。${meta.fractionHint || "端数のない数を入れてください"}`;
  const kind = `${KIND_NAMES[meta.kind]}${meta.kind === "staff_number" ? `（${meta.code?.name}）` : ""}`;
  return `「${cell}」は${kind}として読めません。例: ${meta.example}`;
}

function lostZeros(cell: string, digits: number): string {
  return `${cell.length}${TOO_SHORT}（数字${digits}桁。Excelでは列を「文字列」にします）`;
}

/** Codes of digits lose their zeros in a spreadsheet, or are taken for the names that they stand for. */
function wrongCode(cell: string, {example, code}: JudgedField["meta"]): string {
  const digits = code?.digits ?? 0;
  if (/^[0-9]+$/.test(cell) && cell.length < digits) return lostZeros(cell, digits);
  if (digits > 0 && !/[0-9０-９]/.test(cell))
    return `番号ではありません。この列には名前ではなく番号を入れてください。例: ${example}`;
  return `${OTHER_SHAPE}${example}`;
}

function isNumber(kind: FieldKind): boolean {
  return kind === "integer" || kind === "decimal" || kind === "duration";
}

function range({minimum, maximum}: JudgedField["limits"], kind: FieldKind): string {
  if (kind === "duration") return `${(minimum ?? 0) / 60}～${(maximum ?? 0) / 60}時間`;
  if (kind === "decimal") return `${(minimum ?? 0) / 10_000}～${(maximum ?? 0) / 10_000}`;
  return `${minimum?.toLocaleString("ja-JP") ?? ""}～${maximum?.toLocaleString("ja-JP") ?? ""}`;
}

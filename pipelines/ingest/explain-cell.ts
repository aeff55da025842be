import type {FieldKind} from "../../schemas/fields.ts";
import type {JudgedField} from "./judge-sql.ts";

const KIND_NAMES: Record<FieldKind, string> = {
  text: "文字",
  choice: "区分",
  day: "年月日",
  month: "年月",
  quarter: "期間（年度と四半期）",
  fiscal_year: "年度",
  integer: "整数",
  duration: "時間",
  staff_number: "職員番号（数字6桁）",
};

/** Why a cell was not accepted and what to write instead, in Japanese. */
export function explainCell(
  {meta, limits, schema}: Pick<JudgedField, "meta" | "limits" | "schema">,
  cell: string,
): string {
  if (cell === "") return `空欄です。値を入れてください（例: ${meta.example}）`;
  if (meta.kind === "choice")
    return `「${cell}」は使えません。次のどれかにしてください: ${Object.keys(meta.choices).join("、")}`;
  const issue = schema.safeParse(cell).error?.issues[0];
  if (issue?.code === "too_small" || issue?.code === "too_big")
    return `「${cell}」は範囲の外です（${range(limits, meta.kind)}）`;
  if (issue?.code === "invalid_format" && meta.kind === "text")
    return `「${cell}」は形が違います。例: ${meta.example}`;
  return `「${cell}」は${KIND_NAMES[meta.kind]}として読めません。例: ${meta.example}`;
}

function range({minimum, maximum}: JudgedField["limits"], kind: FieldKind): string {
  if (kind === "duration") return `0～${(maximum ?? 0) / 60}時間`;
  return `${minimum?.toLocaleString("ja-JP") ?? ""}～${maximum?.toLocaleString("ja-JP") ?? ""}`;
}

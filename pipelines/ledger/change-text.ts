import type {ContractChange, Refusal} from "./contract-changes.ts";

/** A change in words: 「用紙使用量（paper）: 列「再生紙」（recycled_count）を追加。前の行は空欄」. */
export function changeText(change: ContractChange): string {
  if (change.kind === "column_left")
    return `${change.source}: 列 ${change.column} は契約からなくなりました。前の行の値は残します`;
  const source = `${change.contract.title}（${change.contract.source}）`;
  if (change.kind === "source_added") return `新しい種類のファイル ${source}`;
  const {meta, storedName} = change.field;
  return `${source}: 列「${meta.headings[0]}」（${storedName}）${whatOf(change)}`;
}

function whatOf({
  kind,
  field: {meta},
}: Exclude<ContractChange, {kind: "column_left" | "source_added"}>): string {
  const before = meta.valueBefore === null ? "空欄" : `「${meta.valueBefore}」`;
  switch (kind) {
    case "column_added":
      return `を追加。前の行は${before}`;
    case "column_filled":
      return `は必ず書く列になりました。前の行の空欄は${before}`;
    case "choices_changed":
      return "の選択肢を変更";
    case "type_changed":
      return "の型を変更";
    case "column_noted":
      return "のきまりを変更";
    default:
      return kind satisfies never;
  }
}

/** A short name of a change for the name of a file: "paper.recycled_count", "eco_points". */
export function changeName(change: ContractChange): string {
  switch (change.kind) {
    case "source_added":
      return change.contract.source;
    case "column_left":
      return `${change.source}.${change.column}`;
    default:
      return `${change.contract.source}.${change.field.storedName}`;
  }
}

/** Why the program cannot work on this ledger, one line for each reason. */
export function refusalText(refusals: Refusal[]): string {
  return [
    "台帳（ledger.duckdb）を、このプログラムの契約（schemas/sources）に合わせられません。台帳は何も変えていません。",
    ...refusals.map(({where, what, remedy}) => `・${where}: ${what}。直し方: ${remedy}`),
    "プログラムを直すまでは、前のプログラムに戻せば、この台帳でそのまま使えます。",
  ].join("\n");
}

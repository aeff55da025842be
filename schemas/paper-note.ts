import type {MartRow} from "./marts.ts";
import {shortNumber} from "./number-text.ts";

type Size = Pick<MartRow<"marts.dim_kpi_paper_sizes">, "paper_size" | "sheet_weight">;

const NO_SIZE = "unknown";

/** What an indicator of paper takes a sheet of each size for, of those that came (city/paper-sizes.csv); null where there are A4 only. */
export function paperNote(sizes: Size[]): string | null {
  const others = sizes.filter(({paper_size}) => paper_size !== "A4" && paper_size !== NO_SIZE);
  const isUnsaid = sizes.some(({paper_size}) => paper_size === NO_SIZE);
  const said = [
    others.length === 0 ? "" : weightNote(others),
    isUnsaid ? "用紙の大きさの列がないファイルの分は、枚数のまま数える。" : "",
  ];
  return said.join("") === "" ? null : said.join("");
}

function weightNote(sizes: Size[]): string {
  if (sizes.every(({sheet_weight}) => sheet_weight === 1))
    return "用紙は、大きさにかかわらず1枚を1枚と数える。";
  const each = [...sizes]
    .sort((one, other) => other.sheet_weight - one.sheet_weight)
    .map((size) => `${sizeName(size)}は1枚を${shortNumber(size.sheet_weight)}枚`);
  return `用紙は、A4に換算して数える（${each.join("、")}）。`;
}

function sizeName({paper_size}: Size): string {
  return paper_size === "other" ? "その他の大きさ" : paper_size;
}

/** An indicator's assumption with what the sizes of its paper are taken for. */
export function withPaperNote(assumption: string | null, sizes: Size[]): string | null {
  const note = paperNote(sizes);
  if (note === null) return assumption;
  return assumption === null ? note : `${assumption.trim()}${note}`;
}

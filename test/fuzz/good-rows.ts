import {judgedFields} from "../../pipelines/ledger/stored-columns.ts";
import type {Random} from "../../sample/random.ts";
import type {Contract} from "../../schemas/contract.ts";
import {ruledRow} from "../../schemas/row-rules.ts";

type Field = ReturnType<typeof judgedFields>[number];

/** A table as a sender would type it: headings, and rows that the contract accepts. */
export interface GoodTable {
  contract: Contract;
  headings: string[];
  rows: string[][];
}

/** Every cell is right, in one of the ways the contract allows; all rows belong to one period. */
export function goodTable(contract: Contract, random: Random, mostRows = 12): GoodTable {
  const fields = judgedFields(contract);
  const periodCell = new Map(fields.map((field) => [field.name, goodCell(field, random)]));
  const isPeriod = (name: string) => contract.period !== "whole" && contract.period.column === name;
  const row = () =>
    fields.map((field) =>
      isPeriod(field.name) ? (periodCell.get(field.name) ?? "") : goodCell(field, random),
    );
  return {
    contract,
    headings: fields.map(({meta}) => random.pick(meta.headings)),
    rows: Array.from({length: random.between(1, mostRows)}, () => withinRules(contract, row())),
  };
}

/** A cell that contradicts another one of its row is left blank where it may be. */
function withinRules(contract: Contract, cells: string[]): string[] {
  const fields = judgedFields(contract);
  const values = fields.map(({name}, index) => [name, cells[index]]);
  const wrong = ruledRow(contract)
    .safeParse(Object.fromEntries(values))
    .error?.issues.map(({path}) => path[0]);
  return cells.map((cell, index) => {
    const {name, meta} = fields[index] as Field;
    return meta.optional && wrong?.includes(name) ? "" : cell;
  });
}

function goodCell(field: Field, random: Random): string {
  if (field.meta.optional && random.chance(0.3)) return "";
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const cell = cellOfKind(field, random);
    if (field.schema.safeParse(cell).success) return cell;
  }
  throw new Error(`no good cell for ${field.name}`);
}

function cellOfKind({meta, limits}: Field, random: Random): string {
  const digits = (text: string) => text.replace(/[0-9]/g, () => String(random.below(10)));
  const era = random.pick(["R", "令和", "20"]);
  const year = era === "20" ? `20${random.between(19, 25)}` : `${era}${random.between(1, 7)}`;
  switch (meta.kind) {
    case "text":
      return limits.pattern
        ? digits(meta.example)
        : `${meta.example}${random.pick(["", "１", "表", " A", "－"])}`;
    case "choice":
      return random.pick(Object.keys(meta.choices));
    case "day":
      return random.pick([
        `${year}.${random.between(1, 12)}.${random.between(1, 28)}`,
        `${year}年${random.between(1, 12)}月${random.between(1, 28)}日`,
        `2022/${random.between(1, 12)}/${random.between(1, 28)}`,
      ]);
    case "month":
      return random.pick([`${year}.${random.between(1, 12)}`, `2023-${random.between(1, 12)}`]);
    case "quarter":
      return random.pick([`${year}Q${random.between(1, 4)}`, `${year}年度第${random.between(1, 4)}四半期`]);
    case "fiscal_year":
      return random.pick([year, `${year}年度`]);
    case "integer": {
      const value = random.between(
        Math.max(limits.minimum ?? 0, -9_999),
        Math.min(limits.maximum ?? 0, 99_999),
      );
      return random.pick([
        String(value),
        value.toLocaleString("ja-JP"),
        `${value < 0 ? "▲" : ""}${Math.abs(value)}`,
      ]);
    }
    case "decimal":
      return random.pick(["0.5", "1,234.25", "▲12.5", "98.5%", "7"]);
    case "duration":
      return random.pick([
        `${random.below(40)}:${random.between(10, 59)}`,
        `${random.below(40)}時間5分`,
        "7.75",
      ]);
    case "staff_number":
      return digits("000000");
    default:
      return meta.kind satisfies never;
  }
}

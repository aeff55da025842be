import type {Random} from "../../../sample/random.ts";
import {type Draft, type Habit, isCounted, putAt, scale, scaleFacts, widthOf} from "./draft.ts";
import {AROUND, put} from "./place-habits.ts";
import {largerUnits, UNKNOWN} from "./units-around.ts";

/** A text in brackets behind the heading of the amounts, or in a row between the headings and the rows. */
function inHeading(draft: Draft, label: string, random: Random): void {
  const text = random.pick([
    `（${label}）`,
    `(${label})`,
    `（単位：${label}）`,
    `[${label}]`,
    `　${label}`,
    `\n（${label}）`,
  ]);
  const headings = draft.headings.at(-1) ?? [];
  for (const {column} of draft.amounts)
    if (!draft.isAcross || random.chance(0.9)) headings[column] = `${headings[column]}${text}`;
}

const formats = (label: string) => [
  `#,##0"${label}"`,
  `#,##0" ${label}"`,
  `0"${label}"`,
  `#,##0"（${label}）"`,
  `#,##0"${label}";[Red]-#,##0"${label}"`,
  `[=0]"-";#,##0"${label}"`,
  `"${label}"#,##0`,
  `General"${label}"`,
];

function formatted(draft: Draft, format: string): void {
  for (const row of draft.body)
    for (const {column} of draft.amounts) {
      const value = row.cells[column];
      if (typeof value === "number") row.cells[column] = {value, format};
    }
}

/** Units that stand in the table itself, or in how its cells are shown. */
export const UNITS_WITHIN: Habit[] = [
  {
    name: "unit in heading",
    group: "amount",
    apply: (draft, random) => {
      const units = largerUnits(draft);
      if (units.length === 0) return false;
      const [label, size] = random.pick(units);
      inHeading(draft, label, random);
      scale(draft, size);
      return true;
    },
  },
  {
    name: "unit in a row below the headings",
    group: "amount",
    apply: (draft, random) => {
      const units = largerUnits(draft);
      if (units.length === 0) return false;
      const [label, size] = random.pick(units);
      const row: (string | null)[] = Array.from({length: widthOf(draft)}, () => null);
      const text = random.pick([label, `（${label}）`]);
      for (const {column} of draft.amounts) row[column] = text;
      draft.body.unshift({cells: row, facts: []});
      scale(draft, size);
      return true;
    },
  },
  {
    name: "unit in format",
    group: "amount",
    apply: (draft, random) => {
      const units = largerUnits(draft);
      if (units.length === 0) return false;
      const [label, size] = random.pick(units);
      formatted(draft, random.pick(formats(label)));
      scale(draft, size);
      return true;
    },
  },
  {
    name: "unknown unit in format",
    group: "amount",
    apply: (draft, random) => {
      if (!isCounted(draft) || draft.contract.source === "shared_services") return false;
      formatted(draft, random.pick(formats(random.pick(UNKNOWN))));
      draft.isUnclear = true;
      return true;
    },
  },
  {
    name: "shown in thousands, said so",
    group: "amount",
    apply: (draft, random) => {
      const label =
        draft.contract.source === "paper" ? "千枚" : draft.contract.source === "overtime_pay" ? "千円" : "";
      if (label === "") return false;
      formatted(draft, random.pick(["#,##0,", "0,", "#,##0.0,"]));
      put(draft, random.pick(["above", "above-right", "title"]), `（単位：${label}）`, random);
      return true;
    },
  },
  {
    name: "two units",
    group: "amount",
    apply: (draft, random) => {
      const units = largerUnits(draft);
      if (units.length < 2) return false;
      const [first, second] = random.shuffled(units);
      put(draft, random.pick(AROUND), `（単位：${first?.[0]}）`, random);
      put(draft, random.pick(AROUND), random.pick([`（${second?.[0]}）`, `※単位は${second?.[0]}`]), random);
      draft.isUnclear = true;
      return true;
    },
  },
  {
    name: "column of units",
    group: "amount",
    apply: (draft, random) => {
      const units = largerUnits(draft);
      if (units.length === 0) return false;
      const isMixed = random.chance(0.4);
      const [label, size] = random.pick(units);
      const width = widthOf(draft);
      putAt(draft.headings.at(-1) ?? [], width, random.pick(["単位", "単位名", "数量単位"]));
      for (const {cells, facts} of draft.body) {
        const isLarge = !isMixed || random.chance(0.5);
        putAt(cells, width, isLarge ? label : label.slice(-1));
        if (isLarge) scaleFacts(facts, draft.amounts, size);
      }
      return true;
    },
  },
  {
    name: "plain unit",
    group: "amount",
    apply: (draft, random) => {
      const label = {paper: "枚", overtime_pay: "円"}[draft.contract.source];
      if (label === undefined) return false;
      put(
        draft,
        random.pick(AROUND),
        random.pick([`（単位：${label}）`, `単位：${label}`, `（${label}）`]),
        random,
      );
      return true;
    },
  },
  {
    name: "minutes or days for hours",
    group: "amount",
    apply: (draft, random) => {
      if (draft.contract.source !== "overtime") return false;
      const field = draft.amounts[0]?.column ?? 0;
      for (const row of draft.body) {
        row.cells[field] = random.between(1, 700);
        row.facts = row.facts.map((fact) => ({...fact, worked_minutes: Number(row.cells[field])}));
      }
      put(
        draft,
        random.pick(AROUND),
        random.pick(["（単位：分）", "単位：分", "（分）", "※時間数は分単位", "分単位で集計"]),
        random,
      );
      return true;
    },
  },
];

import type {Random} from "../../../sample/random.ts";
import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {paper} from "../../../schemas/sources/paper.ts";
import {shippedContracts as contracts} from "../../../schemas/sources.ts";
import {goodTable} from "../good-rows.ts";
import {type BodyRow, type Cell, type Draft, type Fact, UNNAMED} from "./draft.ts";
import {isoMonth} from "./months.ts";
import {yearText} from "./year-text.ts";

const LISTS = contracts.filter(({source}) =>
  [
    "paper",
    "overtime_pay",
    "activity",
    "shared_services",
    "survey",
    "mental_health",
    "overtime",
    "leave",
  ].includes(source),
);
const BUREAUS = ["総務企画局", "市民局", "建設局", "教育委員会", "消防局", "水道局"];
const SUBJECTS = [
  "旅費認定",
  "給与支払",
  "文書収受",
  "研修管理",
  "物品調達",
  "健康診断",
  "郵便発送",
  "備品登録",
];

/** A table as it should be sent, in one of the layouts that are read. */
export function goodDraft(random: Random): Draft {
  return random.chance(0.45) ? monthsAcross(random) : list(random.pick(LISTS), random);
}

function monthsAcross(random: Random): Draft {
  const year = random.between(2019, 2023);
  const months = Array.from({length: random.pick([12, 12, 12, 6, 9])}, (_, index) => index);
  const style = random.pick(["title", "title", "over", "inline"]);
  const keys = random.shuffled(
    BUREAUS.flatMap((bureau) =>
      ["A4", "A3"].map((size): [string, string, string] => [bureau, "学校等以外", size]),
    ),
  );
  const body = keys
    .slice(0, random.between(3, 8))
    .sort()
    .map((key): BodyRow => {
      const amounts = months.map(() => random.between(11, 9_999));
      return {
        cells: [...key, ...amounts],
        facts: months.map((index) => paperFact(key, isoMonth(year, index), amounts[index])),
      };
    });
  return {
    ...empty(paper, year),
    title: style === "title" ? `${yearText(year, random)}　用紙使用量` : random.pick(["", "用紙使用量"]),
    headings: headingsAcross({year, months, style}, random),
    merges: [],
    amounts: months.map((index) => ({column: index + 3, field: "sheet_count"})),
    isAcross: true,
    yearInTitle: style === "title" ? year : undefined,
    body,
  };
}

function paperFact([bureau, , size]: [string, string, string], month: string, amount = 0): Fact {
  return {bureau_name: bureau, place_kind: "office", paper_size: size, month, sheet_count: amount};
}

interface Across {
  year: number;
  months: number[];
  style: string;
}

function headingsAcross({year, months, style}: Across, random: Random): Cell[][] {
  const KEYS = ["局区名", "区分", "用紙"];
  const number = (index: number) => ((index + 3) % 12) + 1;
  const calendarYear = (index: number) => (index < 9 ? year : year + 1);
  const era = random.chance(0.5);
  const written = (index: number) =>
    era ? `令和${calendarYear(index) - 2018}年` : `${calendarYear(index)}年`;
  if (style === "inline") return [[...KEYS, ...months.map((index) => `${written(index)}${number(index)}月`)]];
  const plain = [...KEYS, ...months.map((index) => `${number(index)}月`)];
  if (style === "title") return [plain];
  const over = months.map((index) => (index === 0 || index === 9 ? written(index) : ""));
  return [["", "", "", ...over], plain];
}

function list(contract: Contract, random: Random): Draft {
  const year = random.between(2019, 2023);
  const fields = fieldsOf(contract);
  const {headings, rows} = goodTable(contract, random, 10);
  const isYearAbove = contract.layout.kind === "list" && contract.layout.yearAbove && random.chance(0.5);
  const isShort = isYearAbove === true || (contract.source === "paper" && random.chance(0.5));
  const month = random.below(12);
  const body = rows.map((texts, row) => {
    const facts: Fact = Object.fromEntries(
      fields.map(({name, schema}, index) => [name, schema.parse(texts[index]) as Fact[string]]),
    );
    return tidied(contract, {texts, facts, row, month: isShort ? isoMonth(year, month) : undefined}, random);
  });
  const layout = contract.layout.kind === "list" ? contract.layout : contract.otherLayouts?.[0];
  const totals = (layout?.totals ?? []) as string[];
  return {
    ...empty(contract, year),
    title: isShort ? `${yearText(year, random)}　${contract.title}` : random.pick(["", contract.title]),
    headings: [headings],
    amounts: totals.map((field) => ({column: fields.findIndex(({name}) => name === field), field})),
    yearInTitle: isShort ? year : undefined,
    body: withoutSameKeys(contract, body),
  };
}

interface Raw {
  texts: string[];
  facts: Fact;
  row: number;
  /** Where all rows are of one month that is written without its year. */
  month: string | undefined;
}

/** Numbers become numbers; names become those that a city has. */
function tidied(contract: Contract, {texts, facts, row, month}: Raw, random: Random): BodyRow {
  const cells = fieldsOf(contract).map(({name, meta, schema}, index): Cell => {
    if (meta.kind === "integer" && facts[name] !== null) {
      const usual = random.between(11, 9_999);
      const isUsual = random.chance(0.8) && schema.safeParse(String(usual)).success;
      const value = isUsual ? usual : Number(facts[name]);
      facts[name] = value;
      return value;
    }
    if (name === "held_on") {
      facts[name] = null;
      return "";
    }
    const named = NAMED[name]?.[row % 6];
    if (named !== undefined) {
      facts[name] = named;
      return named;
    }
    if (meta.kind === "month" && month !== undefined) {
      facts[name] = month;
      return `${Number(month.slice(5, 7))}月`;
    }
    return texts[index] ?? "";
  });
  return {cells, facts: [facts]};
}

const NAMED: Record<string, string[]> = {
  bureau_name: BUREAUS,
  subject: SUBJECTS,
  task_name: SUBJECTS,
  option_text: SUBJECTS,
};

function withoutSameKeys({grain}: Contract, body: BodyRow[]): BodyRow[] {
  const known = new Set<string>();
  return body.filter(({facts: [fact]}) => {
    const key = grain.map((name) => fact?.[name]).join("|");
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

function empty(contract: Contract, year: number): Draft {
  return {
    contract,
    fileName: contract.title,
    sheetName: UNNAMED,
    title: "",
    titleEnd: "",
    above: [],
    headings: [],
    amounts: [],
    isAcross: false,
    yearInTitle: year,
    body: [],
    below: [],
    merges: [],
    isUnclear: false,
    mustTell: [],
  };
}

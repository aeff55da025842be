import type {Random} from "../../../sample/random.ts";
import {fieldsOf} from "../../../schemas/contract.ts";
import {type BodyRow, type Cell, type Draft, type Habit, putAt, records, widthOf} from "./draft.ts";

const SUMS = [
  ...[
    "計",
    "合計",
    "総計",
    "小計",
    "中計",
    "全庁計",
    "市計",
    "全税目",
    "累計用",
    "合　計",
    "Ｔｏｔａｌ",
    "TOTAL",
    "total",
    "総合計",
  ],
  ...[
    "年間計",
    "全体",
    "全局",
    "市全体",
    "本庁計",
    "【計】",
    "（合計）",
    "計（A）",
    "A計",
    "総数",
    "総額",
    "延べ",
    "延数",
    "のべ計",
    "全事務",
  ],
  ...[
    "全件",
    "全研修",
    "上記計",
    "以上合計",
    "総和",
    "合算",
    "合計①",
    "Σ",
    "集計",
    "一般会計計",
    "事務局計",
    "ごうけい",
    "けい",
    "トータル",
    "まとめ",
  ],
  ...[
    "全て",
    "すべて",
    "全部",
    "全件数",
    "全項目",
    "件数計",
    "人数合計",
    "計　",
    "　計",
    "当月計",
    "当期計",
    "再掲",
    "うち本庁",
    "（再掲）本庁",
    "内数",
    "うち管理職",
  ],
];
const OTHERS = [
  ...[
    "前年度",
    "前年同期",
    "前年度実績",
    "昨年度",
    "増減",
    "対前年度比",
    "対前年",
    "差引",
    "差",
    "平均",
    "月平均",
    "一人当たり",
    "最大",
    "最小",
  ],
  ...[
    "構成比",
    "目標",
    "目標値",
    "目標値（年間）",
    "予算",
    "予算額",
    "計画",
    "計画値",
    "参考",
    "参考値",
    "達成率",
    "見込",
    "見込値",
    "今後の予定",
    "基準値",
    "定員",
  ],
];

/** Columns of texts in which a label can stand. */
function labelColumns({contract, isAcross}: Draft): number[] {
  const free = fieldsOf(contract).flatMap(({meta}, column) => (meta.kind === "text" ? [column] : []));
  return isAcross ? [0, 1, 2] : free.length > 0 ? free : [0];
}

function sumOf(rows: BodyRow[], column: number): Cell {
  const values = rows.map(({cells}) => cells[column]);
  return values.every((value) => typeof value === "number")
    ? values.reduce((sum, value) => sum + value, 0)
    : "";
}

/** A row like the others, but its label is another and its amounts are given. */
function extraRow(
  draft: Draft,
  like: BodyRow,
  {label, amount}: {label: string; amount: (column: number) => Cell},
  random: Random,
): BodyRow {
  const column = random.pick(labelColumns(draft));
  const amounts = new Set(draft.amounts.map((each) => each.column));
  const isBlank = random.chance(0.7);
  const cells = like.cells.map((cell, index): Cell => {
    if (index === column) return label;
    if (amounts.has(index)) return amount(index);
    return isBlank && typeof cell === "string" && random.chance(0.9) ? "" : cell;
  });
  return {cells, facts: []};
}

function totalRow(place: "end" | "top" | "group"): Habit {
  return {
    name: `total row ${place}`,
    group: "row",
    apply: (draft, random) => {
      const rows = records(draft);
      const to = place === "group" ? random.between(2, rows.length) : rows.length;
      const summed = rows.slice(0, to);
      const [like] = summed;
      if (!like || summed.length < 2 || sumOf(summed, draft.amounts[0]?.column ?? 0) === "") return false;
      const label = random.pick(SUMS);
      const row = extraRow(draft, like, {label, amount: (column) => sumOf(summed, column)}, random);
      draft.body.splice(place === "top" ? 0 : draft.body.indexOf(summed.at(-1) as BodyRow) + 1, 0, row);
      return true;
    },
  };
}

const OTHER_ROW: Habit = {
  name: "row that is no record",
  group: "row",
  apply: (draft, random) => {
    const like = random.pick(records(draft));
    const isNumeric = draft.amounts.every(({column}) => typeof like.cells[column] === "number");
    if (!isNumeric) return false;
    const label = random.pick(OTHERS);
    const row = extraRow(draft, like, {label, amount: () => random.between(11, 9_999)}, random);
    draft.body.splice(random.pick([0, draft.body.length]), 0, row);
    return true;
  },
};

const COLUMN_SUMS = [
  "計",
  "合計",
  "年間計",
  "年計",
  "年度計",
  "累計",
  "総計",
  "上期計",
  "上半期",
  "下期",
  "第1四半期計",
  "1Q",
  "4～6月計",
  "通年",
  "合計（枚）",
  "TOTAL",
  "年度",
  "令和4年度",
  "全期間",
  "期間計",
];
const COLUMN_OTHERS = [
  "前年度",
  "前年同月",
  "対前年比",
  "増減",
  "平均",
  "月平均",
  "構成比",
  "目標",
  "予算",
  "備考",
  "順位",
  "コード",
  "前年度計",
  "計画値",
  "今年度見込",
  "達成率",
  "職員数",
  "定員",
  "面積",
  "A",
  "①",
  "参考",
  "ID",
  "No.",
  "",
];

/** A column of numbers at the end or between the months. */
function otherColumn(name: string, headings: string[], isSum: boolean): Habit {
  return {
    name,
    group: "column",
    apply: (draft, random) => {
      if (!draft.isAcross) return false;
      const heading = random.pick(headings);
      const at = random.pick([3, 6, 9, 12, widthOf(draft)]);
      if (at > widthOf(draft)) return false;
      for (const row of draft.headings) row.splice(at, 0, row === draft.headings.at(-1) ? heading : "");
      for (const row of draft.above) if (row.length > at) row.splice(at, 0, ""); // what stands over a column stays there
      for (const row of draft.body) {
        const sum = row.cells
          .slice(3, at)
          .reduce<number>((total, cell) => total + (typeof cell === "number" ? cell : 0), 0);
        row.cells.splice(at, 0, isSum ? sum : random.between(10, 9_999));
      }
      draft.amounts = draft.amounts.map(({column, field}) => ({
        column: column >= at ? column + 1 : column,
        field,
      }));
      return true;
    },
  };
}

const COLUMN_BESIDE_LIST: Habit = {
  name: "column beside a list",
  group: "column",
  apply: (draft, random) => {
    if (draft.isAcross) return false;
    const width = widthOf(draft);
    putAt(
      draft.headings.at(-1) ?? [],
      width,
      random.pick(["累計", "前年度", "目標", "備考", "増減", "構成比", "計", "", "参考"]),
    );
    for (const {cells} of draft.body) putAt(cells, width, random.between(1, 999));
    return true;
  },
};

export const TOTAL_HABITS: Habit[] = [
  totalRow("end"),
  totalRow("end"),
  totalRow("top"),
  totalRow("group"),
  OTHER_ROW,
  OTHER_ROW,
  otherColumn("column of sums", COLUMN_SUMS, true),
  otherColumn("column that is no month", COLUMN_OTHERS, false),
  COLUMN_BESIDE_LIST,
];

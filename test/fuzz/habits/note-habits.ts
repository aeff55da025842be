import {type Habit, putAt, widthOf} from "./draft.ts";
import {IN_CELLS, put} from "./place-habits.ts";

const NOTES = [
  "※休職者を含む",
  "（注）端数処理のため合計と一致しないことがある。",
  "出典：財務会計システム",
  "作成：総務課　山田",
  "お問い合わせ　内線2345",
  "1/2ページ",
  "最終更新 R5.4.1",
  "取扱注意",
  "別紙1",
  "様式第3号",
  "資料：人事課調べ",
  "注1　学校を除く。",
  "（総務課）",
  "印",
  "確認済",
  "以上",
  "以下余白",
];

const NOTE: Habit = {
  name: "note",
  group: "note",
  apply: (draft, random) => {
    put(draft, random.pick(IN_CELLS), random.pick(NOTES), random);
    return true;
  },
};

const BLANK_ROWS: Habit = {
  name: "blank rows",
  group: "note",
  apply: (draft, random) => {
    draft.body.splice(random.below(draft.body.length), 0, {cells: [], facts: []});
    return true;
  },
};

const HEADINGS_AGAIN: Habit = {
  name: "headings again",
  group: "note",
  apply: (draft, random) => {
    const again = draft.headings.map((cells) => ({cells: [...cells], facts: []}));
    draft.body.splice(random.between(1, draft.body.length), 0, ...again);
    return true;
  },
};

const GROUP_ROW: Habit = {
  name: "name of a group in a row",
  group: "note",
  apply: (draft, random) => {
    const name = random.pick(["【本庁】", "■出先機関", "１　一般会計", "（本庁）", "Ⅰ 市長部局"]);
    draft.body.splice(random.below(draft.body.length), 0, {cells: [name], facts: []});
    return true;
  },
};

const SMALL_TABLE_BESIDE: Habit = {
  name: "small table beside",
  group: "beside",
  apply: (draft, random) => {
    const column = widthOf(draft) + 1 + random.below(2);
    putAt(draft.headings.at(-1) ?? [], column, random.pick(["参考", "前年度", "凡例", ""]));
    for (const {cells} of draft.body.slice(0, 3)) {
      putAt(cells, column, random.pick(["前年度", "目標", "A4", "職員数"]));
      putAt(cells, column + 1, random.between(1, 9_999));
    }
    return true;
  },
};

const SMALL_TABLE_BELOW: Habit = {
  name: "small table below",
  group: "below",
  apply: (draft, random) => {
    draft.below.push(
      [],
      [random.pick(["参考", "（参考）前年度", "内訳"])],
      ["項目", "数量"],
      ["本庁", random.between(1, 999)],
      ["出先", random.between(1, 999)],
    );
    return true;
  },
};

/** What was aimed at stands below under the same headings. */
const TARGETS_BELOW: Habit = {
  name: "table of targets below",
  group: "below",
  apply: (draft, random) => {
    const amounts = new Set(draft.amounts.map(({column}) => column));
    const rows = draft.body.map(({cells}) => ({
      cells: cells.map((cell, column) =>
        amounts.has(column) && typeof cell === "number" ? cell + 100 : cell,
      ),
      facts: [],
    }));
    const half = random.chance(0.5) ? rows : rows.slice(0, 1);
    draft.body.push(
      {cells: [], facts: []},
      {cells: [random.pick(["目標", "【計画】", "前年度実績", "（参考）見込"])], facts: []},
      ...draft.headings.map((cells) => ({cells: [...cells], facts: []})),
      ...half,
    );
    return true;
  },
};

export const NOTE_HABITS: Habit[] = [
  NOTE,
  NOTE,
  BLANK_ROWS,
  HEADINGS_AGAIN,
  GROUP_ROW,
  SMALL_TABLE_BESIDE,
  SMALL_TABLE_BELOW,
  TARGETS_BELOW,
];

import {type Draft, type Habit, putAt, records, widthOf} from "./draft.ts";
import {OF_THE_TABLE, put} from "./place-habits.ts";

const EXPECTED = ["見込", "見込み", "予測", "推計", "予定", "見通し", "計画", "目標", "予想", "見込値"];
const PROVISIONAL = ["速報", "速報値", "暫定", "概算", "仮集計", "未確定", "概数", "暫定値"];
const WORDS = [...EXPECTED, ...PROVISIONAL];

/** The last months are no actual values. */
const LAST_MONTHS: Habit = {
  name: "months to come",
  group: "state",
  apply: (draft, random) => {
    if (!draft.isAcross || draft.isUnclear) return false;
    const word = random.pick(WORDS);
    const from = draft.amounts.length - random.between(1, 4);
    const headings = draft.headings.at(-1) ?? [];
    const written = random.pick([
      `（${word}）`,
      `(${word})`,
      `${word}`,
      ` ${word}`,
      `[${word}]`,
      `\n${word}`,
      `＜${word}＞`,
      `【${word}】`,
    ]);
    const isBefore = random.chance(0.2);
    for (const {column} of draft.amounts.slice(from))
      headings[column] = isBefore ? `${written}${headings[column]}` : `${headings[column]}${written}`;
    dropFrom(draft, from);
    draft.mustTell.push("除外", word);
    return true;
  },
};

/** 実績 over the first months, 見込 over the others. */
const STATES_OVER: Habit = {
  name: "states over the months",
  group: "state",
  apply: (draft, random) => {
    if (!draft.isAcross || draft.isUnclear) return false;
    const from = draft.amounts.length - random.between(1, 4);
    const row = Array.from({length: widthOf(draft)}, () => "");
    const [first, other] = [draft.amounts[0]?.column ?? 0, draft.amounts[from]?.column ?? 0];
    row[first] = random.pick(["実績", "実績値", "確定"]);
    row[other] = random.pick(WORDS);
    const isBetween = random.chance(0.5) && draft.headings.length === 1;
    if (isBetween) draft.headings.unshift(row);
    else draft.above.push(row);
    dropFrom(draft, from);
    draft.mustTell.push("除外", row[other] ?? "");
    return true;
  },
};

function dropFrom(draft: Draft, from: number): void {
  for (const row of draft.body) if (row.facts.length > 0) row.facts = row.facts.slice(0, from);
}

/** What is said of all numbers or of some, in a note. */
const NOTED: Habit = {
  name: "state in a note",
  group: "state",
  apply: (draft, random) => {
    const word = random.pick(WORDS);
    const texts = [
      `（${word}）`,
      `${word}`,
      `※${word}`,
      `※数値は${word}`,
      `（注）${word}を含む。`,
      `※2月、3月は${word}`,
      `（注）一部${word}`,
      `注：${word}である。`,
      `【${word}】`,
    ];
    put(draft, random.pick(OF_THE_TABLE), random.pick(texts), random);
    draft.mustTell.push(word);
    return true;
  },
};

/** A column 備考 or 区分 says it of a row. */
const ROW_STATES: Habit = {
  name: "state beside a row",
  group: "state",
  apply: (draft, random) => {
    const word = random.pick(WORDS);
    const width = widthOf(draft);
    putAt(draft.headings.at(-1) ?? [], width, random.pick(["備考", "状態", "実績区分", "摘要", ""]));
    for (const {cells} of random.shuffled(records(draft)).slice(0, 2))
      putAt(
        cells,
        width,
        random.pick([word, `（${word}）`, `${word.replace(/値$/, "")}値`, `※${word}`, `3月は${word}で計上`]),
      );
    draft.mustTell.push(word);
    return true;
  },
};

const IN_A_CELL: Habit = {
  name: "state in a cell",
  group: "amount",
  apply: (draft, random) => {
    const row = random.pick(records(draft));
    const {column} = random.pick(draft.amounts);
    if (typeof row.cells[column] !== "number") return false;
    const word = random.pick(WORDS);
    const value = row.cells[column].toLocaleString("ja-JP");
    row.cells[column] = random.pick([
      `${value}（${word}）`,
      `（${word}）${value}`,
      `${word}${value}`,
      `${value}${word}`,
    ]);
    draft.isUnclear = true;
    return true;
  },
};

const CUMULATIVE = [
  "累計",
  "累積",
  "年度累計",
  "（累計）",
  "4月からの累計",
  "各月末累計",
  "累加",
  "※各月の数値は4月からの累計",
  "年度当初からの合計",
  "各月末現在の累計値",
  "積上げ",
  "通算",
];

/** Every month holds all before it. */
const RUNNING: Habit = {
  name: "running sums",
  group: "amount",
  apply: (draft, random) => {
    if (!draft.isAcross || draft.amounts.length < 6 || draft.mustTell.length > 0) return false;
    for (const {cells} of draft.body) {
      let sum = 0;
      for (const {column} of draft.amounts) {
        sum += Number(cells[column]);
        cells[column] = sum;
      }
    }
    const isSaid = random.chance(0.75) || records(draft).length < 3;
    if (isSaid) put(draft, random.pick(OF_THE_TABLE), random.pick(CUMULATIVE), random);
    draft.isUnclear = true;
    return true;
  },
};

const RUNNING_LIST: Habit = {
  name: "running list",
  group: "amount",
  apply: (draft, random) => {
    if (draft.isAcross) return false;
    put(draft, random.pick(OF_THE_TABLE), random.pick(CUMULATIVE), random);
    draft.isUnclear = true;
    return true;
  },
};

export const STATE_HABITS: Habit[] = [
  LAST_MONTHS,
  LAST_MONTHS,
  STATES_OVER,
  NOTED,
  NOTED,
  ROW_STATES,
  IN_A_CELL,
  RUNNING,
  RUNNING,
  RUNNING_LIST,
];

import type {Random} from "../../../sample/random.ts";
import {type Draft, type Habit, putAt, records, widthOf} from "./draft.ts";
import {put} from "./place-habits.ts";
import {yearText} from "./year-text.ts";

/** The title says the year; a habit says it otherwise, or another one beside it. */
function yearHabit(name: string, change: (draft: Draft, year: number, random: Random) => void): Habit {
  return {
    name,
    group: "year",
    apply: (draft, random) => {
      if (draft.yearInTitle === undefined) return false;
      change(draft, draft.yearInTitle, random);
      return true;
    },
  };
}

const what = ({contract}: Draft) => contract.title;

const PUBLISHED = yearHabit("year of the paper and of the numbers", (draft, year, random) => {
  const [of, next] = [yearText(year, random), yearText(year + 1, random)];
  draft.title = random.pick([
    `${next}　事務事業評価（${of}実績）`,
    `${next}版　${of}${what(draft)}`,
    `${next}予算要求資料　${of}${what(draft)}`,
    `${of}${what(draft)}（${next}作成）`,
    `${of}実績・${next}計画`,
    `${next}へ向けた${of}の${what(draft)}`,
  ]);
});

const TWO_ROWS = yearHabit("years in two rows", (draft, year, random) => {
  const rows = random.shuffled([`${yearText(year + 1, random)}　事務概要`, `${yearText(year, random)}実績`]);
  draft.title = rows[0] ?? "";
  draft.above.unshift([rows[1] ?? ""]);
});

const MADE_ON = yearHabit("day on which it was made", (draft, year, random) => {
  put(
    draft,
    random.pick(["above", "above-right", "below"]),
    random.pick([
      `令和${year - 2017}年5月10日作成`,
      `R${year - 2017}.4.1現在`,
      `${year + 1}/4/20`,
      `作成日：令和${year - 2017}年4月`,
    ]),
    random,
  );
});

const SPAN = yearHabit("span of years", (draft, year, random) => {
  const other = year + (year === 2019 ? 1 : random.pick([-1, 1]));
  const [from, to] = other < year ? [other, year] : [year, other];
  const join = random.pick(["～", "・", "－", "及び", "から", "、", "~"]);
  const short = random.chance(0.5) ? `令和${from - 2018}` : `令和${from - 2018}年度`;
  draft.title = `${short}${join}${random.pick(["", "令和"])}${to - 2018}年度　${what(draft)}`;
  draft.isUnclear = true;
});

const ONLY_ELSEWHERE = yearHabit("year in a name only", (draft, year, random) => {
  draft.title = random.pick(["", what(draft)]);
  const text = random.pick([yearText(year, random), `R${year - 2018}`, `令和${year - 2018}年度分`]);
  if (random.chance(0.5)) draft.sheetName = text;
  else draft.fileName = `${text}_${draft.fileName}`;
});

const CONTRADICTED = yearHabit("another year in a name", (draft, year, random) => {
  const text = yearText(year + random.pick([-1, 1]), random);
  if (random.chance(0.5)) draft.sheetName = text;
  else draft.fileName = `${text}${draft.fileName}`;
  draft.isUnclear = true;
});

const BELOW = yearHabit("year below", (draft, year, random) => {
  draft.title = what(draft);
  draft.below.push([random.pick([`※${yearText(year, random)}の実績`, `${yearText(year, random)}分`])]);
});

/** What stands below or beside is of another year than the title says. */
const OTHER_YEAR_ASIDE = yearHabit("another year below or beside", (draft, year, random) => {
  const text = yearText(year + random.pick([-1, 1]), random);
  put(
    draft,
    random.pick(["below", "beside"]),
    random.pick([text, `※${text}の実績`, `（注）数値は${text}分`]),
    random,
  );
  draft.isUnclear = true;
});

const IN_A_COLUMN = yearHabit("year in a column", (draft, year, random) => {
  const isTitled = random.chance(0.5);
  if (!isTitled) draft.title = what(draft);
  const isOther = isTitled && random.chance(0.5);
  const width = widthOf(draft);
  const written = yearText(isOther ? year + 1 : year, random);
  putAt(draft.headings.at(-1) ?? [], width, random.pick(["年度", "対象年度"]));
  for (const {cells} of records(draft)) putAt(cells, width, written);
  draft.isUnclear = isOther;
});

const MONTHS = Array.from({length: 12}, (_, index) => index + 1);

/** The title of a list of one month names another month. */
const OTHER_MONTH: Habit = {
  name: "title of another month",
  group: "year",
  apply: (draft, random) => {
    const months = new Set(records(draft).map(({facts: [fact]}) => String(fact?.month ?? "")));
    if (draft.isAcross || months.has("")) return false;
    const [first = ""] = months;
    const known = new Set([...months].map((month) => Number(month.slice(5, 7))));
    const other = random.pick(MONTHS.filter((month) => !known.has(month)));
    const year = Number(first.slice(0, 4));
    draft.titleEnd += random.pick([`（${other}月分）`, `　令和${year - 2018}年${other}月分`]);
    draft.isUnclear = true;
    return true;
  },
};

/** The months of a calendar year in place of those of a fiscal year; what else a heading says stays. */
function fromJanuary({headings, amounts}: Draft): void {
  const months = headings.at(-1) ?? [];
  for (const [index, {column}] of amounts.entries())
    months[column] = String(months[column]).replace(/^\d+月/, `${index + 1}月`);
}

const CALENDAR: Habit = {
  name: "calendar year under a fiscal year",
  group: "year",
  apply: (draft) => {
    if (!draft.isAcross || draft.yearInTitle === undefined || draft.amounts.length < 12) return false;
    const headings = draft.headings.at(-1) ?? [];
    if (headings.length !== 15) return false;
    fromJanuary(draft);
    draft.isUnclear = true;
    return true;
  },
};

const CALENDAR_SAID: Habit = {
  name: "calendar year",
  group: "year",
  apply: (draft, random) => {
    if (!draft.isAcross || draft.yearInTitle === undefined || draft.amounts.length < 12) return false;
    const headings = draft.headings.at(-1) ?? [];
    if (headings.length !== 15) return false;
    const year = draft.yearInTitle;
    fromJanuary(draft);
    draft.title = `${yearText(year, random, "年")}${random.pick(["", "（暦年）", "1月～12月"])}　用紙使用量`;
    for (const {facts} of records(draft))
      for (const [index, fact] of facts.entries())
        fact.month = `${year}-${String(index + 1).padStart(2, "0")}-01`;
    return true;
  },
};

/** Last year's table stands below, under its own title and the same headings. */
const STACKED: Habit = {
  name: "last year's table below",
  group: "year",
  apply: (draft, random) => {
    const {yearInTitle: year, headings} = draft;
    if (year === undefined) return false;
    const rows = records(draft);
    const isOther = random.chance(0.5);
    const half = isOther ? rows.splice(Math.ceil(rows.length / 2)) : rows;
    const older = half.map(({cells, facts}) => ({
      cells: [...cells],
      facts: facts.map((fact) => ({...fact, month: yearBefore(fact.month)})),
    }));
    if (older.length === 0) return false;
    const kept = isOther ? draft.body.filter((row) => !half.includes(row)) : draft.body;
    if (kept.every(({facts}) => facts.length === 0)) return false;
    const title = {
      cells: [random.pick([yearText(year - 1, random), `${yearText(year - 1, random)}（参考）`])],
      facts: [],
    };
    draft.body = [
      ...kept,
      {cells: [], facts: []},
      title,
      ...headings.map((cells) => ({cells: [...cells], facts: []})),
      ...older,
    ];
    return true;
  },
};

function yearBefore(month: string | number | null | undefined): string {
  return `${Number(String(month).slice(0, 4)) - 1}${String(month).slice(4)}`;
}

export const YEAR_HABITS: Habit[] = [
  PUBLISHED,
  PUBLISHED,
  TWO_ROWS,
  MADE_ON,
  SPAN,
  ONLY_ELSEWHERE,
  CONTRADICTED,
  BELOW,
  OTHER_YEAR_ASIDE,
  IN_A_COLUMN,
  OTHER_MONTH,
  CALENDAR,
  CALENDAR_SAID,
  STACKED,
];

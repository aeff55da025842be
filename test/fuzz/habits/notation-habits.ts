import {type Cell, type Draft, type Fact, type Habit, records} from "./draft.ts";

const KNOWN = [
  (value: string) => `　${value} `,
  (value: string) => full(value),
  (value: string) => `${value}\n`,
  (value: string) => full(value.replaceAll(",", "")),
  (value: string) => `${value}.0`,
  (value: string) => `+${value}`,
];
const UNKNOWN = [
  (value: string) => `約${value}`,
  (value: string) => `${value}程度`,
  (value: string) => `${value}～${value}`,
  (value: string) => `${value}※`,
  (value: string) => `${value}*`,
  (value: string) => `${value}(注1)`,
  (value: string) => `${value}1)`,
  (value: string) => `r${value}`,
  (value: string) => `${value}p`,
  (value: string) => `${value}以上`,
  (value: string) => `${value}?`,
  (value: string) => `${value}/12`,
  (value: string) => `${value.replaceAll(",", ".")}.`,
  (value: string) => value.replaceAll(",", " ").replace(/^([0-9])/, "$1 "),
  (value: string) => `${value}千`,
  (value: string) => `${value}箱`,
  (value: string) => `${value}％`,
  (value: string) => `${value}ヶ月`,
  () => "〃",
  () => "同上",
  () => "未集計",
  () => "集計中",
  () => "***",
  () => "×",
  () => "N/A",
  () => "調査中",
  () => "#####",
  () => "→",
  () => "③",
  () => "十二",
];

function full(text: string): string {
  return text.replace(/[0-9,]/g, (sign) => "０１２３４５６７８９，"["0123456789,".indexOf(sign)] ?? sign);
}

function someCell(
  draft: Draft,
  pick: <T>(list: readonly T[]) => T,
): {cells: Cell[]; column: number; value: number} | undefined {
  const {cells, facts} = pick(records(draft));
  const {column} = pick(draft.isAcross ? draft.amounts.slice(0, facts.length) : draft.amounts);
  const value = cells[column];
  return typeof value === "number" ? {cells, column, value} : undefined;
}

const WRITTEN_OTHERWISE: Habit = {
  name: "number written otherwise",
  group: "amount",
  apply: (draft, random) => {
    const found = someCell(draft, random.pick);
    if (!found) return false;
    found.cells[found.column] = random.pick(KNOWN)(found.value.toLocaleString("ja-JP"));
    return true;
  },
};

const NOT_A_NUMBER: Habit = {
  name: "number that says more",
  group: "amount",
  apply: (draft, random) => {
    const found = someCell(draft, random.pick);
    if (!found) return false;
    found.cells[found.column] = random.pick(UNKNOWN)(found.value.toLocaleString("ja-JP"));
    draft.isUnclear = true;
    return true;
  },
};

const ERRORS: Habit = {
  name: "error cell",
  group: "amount",
  apply: (draft, random) => {
    const {cells} = random.pick(records(draft));
    const amounts = new Set(draft.amounts.map(({column}) => column));
    const keys = draft.isAcross ? 3 : Object.keys(draft.contract.row.shape).length;
    const columns = [...cells.keys()].filter(
      (column) => (column < keys || amounts.has(column)) && cells[column] !== "" && cells[column] !== null,
    );
    cells[random.pick(columns)] = {error: random.pick(["#N/A", "#REF!", "#DIV/0!", "#VALUE!"])};
    draft.isUnclear = true;
    return true;
  },
};

const FRACTION: Habit = {
  name: "number with a fraction",
  group: "amount",
  apply: (draft, random) => {
    const found = someCell(draft, random.pick);
    if (!found) return false;
    found.cells[found.column] = found.value + 0.5;
    draft.isUnclear = true;
    return true;
  },
};

/** Minutes of each record, and the column in which they stand. */
function durations(draft: Draft): {cells: Cell[]; column: number; minutes: number; fact: Fact}[] {
  const amount = draft.amounts.find(({field}) => field.endsWith("_minutes"));
  if (!amount) return [];
  return records(draft).flatMap(({cells, facts: [fact]}) =>
    fact ? [{cells, column: amount.column, minutes: Number(fact[amount.field]), fact}] : [],
  );
}

/** Hours and a half, written 6.5, are six and a half hours for everybody: 6:50 is not written so by one who writes 6:15, too. */
function isTold(minutes: number): boolean {
  return ![0, 25, 50].includes(minutes % 60);
}

function pointedHabit(name: string, write: (minutes: number) => Cell): Habit {
  const {apply, ...habit} = durationHabit(name, write, false);
  return {
    ...habit,
    apply: (draft, random) => durations(draft).some(({minutes}) => isTold(minutes)) && apply(draft, random),
  };
}

function durationHabit(name: string, write: (minutes: number) => Cell, isUnclear: boolean): Habit {
  return {
    name,
    group: "amount",
    apply: (draft) => {
      const found = durations(draft);
      if (found.length === 0) return false;
      for (const {cells, column, minutes} of found) cells[column] = write(minutes);
      draft.isUnclear ||= isUnclear;
      return true;
    },
  };
}

const hours = (minutes: number) => Math.floor(minutes / 60);
const rest = (minutes: number) => String(minutes % 60).padStart(2, "0");

export const NOTATION_HABITS: Habit[] = [
  WRITTEN_OTHERWISE,
  NOT_A_NUMBER,
  NOT_A_NUMBER,
  ERRORS,
  FRACTION,
  pointedHabit("minutes behind a point", (minutes) => Number(`${hours(minutes)}.${rest(minutes)}`)),
  pointedHabit("minutes behind a point, as text", (minutes) => `${hours(minutes)}.${rest(minutes)}`),
  durationHabit("times of Excel", (minutes) => ({value: minutes / 1440, format: "[h]:mm"}), false),
  durationHabit(
    "times of Excel shown as hours of a day",
    (minutes) => ({value: minutes / 1440, format: "h:mm"}),
    false,
  ),
  durationHabit("days as a fraction", (minutes) => Math.round((minutes / 1440) * 1e6) / 1e6, false),
  durationHabit("minutes", (minutes) => `${minutes}分`, false),
  durationHabit("hours and minutes in letters", (minutes) => `${hours(minutes)}h${rest(minutes)}m`, false),
  durationHabit("hours", (minutes) => Math.round(minutes / 0.6) / 100, false),
];

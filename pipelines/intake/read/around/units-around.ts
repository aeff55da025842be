import {type Contract, fieldsOf} from "../../../../schemas/contract.ts";
import {answerAmong, question} from "../../../ledger/hold.ts";
import {type AroundCell, isRemark, quotedPlace} from "./cells-around.ts";
import type {UnitReading} from "./unit-reading.ts";
import {isUnknownBracket, sizeOfScale, type UnitSaid, unitSaid} from "./unit-words.ts";

/** Counts of one each, under which a number is what it says. */
const PLAIN = /^(人|名|件|回|日|台|票|枚|円|校|課|局|室|所|か所|箇所|通|時間|時間[:：]分|h|H)$/;
/** 12:30 says by itself what it is. */
const HOURS = /^(時間[:：]分|h|H)$/;
const NOTHING_SAID: UnitReading = {units: [], isAnswered: false, holds: [], reading: []};

/** The labels of the units that a contract knows, with their sizes. */
type Sizes = Record<string, number>;

/** What is asked around a table: its cells, the units that its own headings give, and how its numbers are shown. */
export interface AroundUnits {
  cells: AroundCell[];
  /** Said where nobody can doubt it: in the heading of the amounts, by the format of their cells. */
  certain: UnitSaid[];
  /** Powers of a thousand by which cells show less than they hold; 0 for all that are shown as they are. */
  shownLess: number;
}

/** Reads the units that stand around a table. What is not said plainly is asked, with the units that the contract knows. */
export function unitsAround(
  {cells, certain, shownLess}: AroundUnits,
  contract: Contract,
  answers: string[],
): UnitReading {
  const sizes = sizesIn(contract);
  const unknown = cells.filter(isUnknownBracket).map((cell) => ({...cell, labels: [""], isExplicit: false}));
  const said = asMeant([...certain, ...cells.flatMap(unitsIn), ...unknown], sizes);
  const isCounted = countsOneByOne(contract) && !isOfTimesOnly(contract);
  if (shownLess === 0 && said.every((one) => isPlainly(one, {sizes, isCounted}))) return NOTHING_SAID;
  const clear = clearUnit(said, {sizes, isCounted, shownLess});
  if (clear) return clear;
  const hold = question(whatIsSaid(said, shownLess), meaningsOf(said, sizes));
  const answer = answerAmong(hold.answers, answers);
  const units = answer === undefined ? [] : [answer];
  return {units, isAnswered: answer !== undefined, holds: [hold], reading: []};
}

function unitsIn(cell: AroundCell): UnitSaid[] {
  const said = cell.where === "name" ? unitsInName(cell) : unitSaid(cell);
  return isRemark(cell) ? said.map((one) => ({...one, isExplicit: false})) : said;
}

/** 千枚単位_用紙: each part of a name speaks for itself. */
function unitsInName({place, text}: AroundCell): UnitSaid[] {
  const parts = text.split(/[_＿\s]+/).flatMap((part) => unitSaid({place, text: part}));
  const explicit = parts.filter(({isExplicit}) => isExplicit).map((one) => ({...one, text}));
  return explicit.length > 0 ? explicit : unitSaid({place, text});
}

/** 人, 件 and the like, in a source that counts them one by one. */
export function isPlainCount(label: string, contract: Contract): boolean {
  return PLAIN.test(label) && countsOneByOne(contract);
}

/** All amounts are times: 1.5 days are no hour and a half. */
function isOfTimesOnly(contract: Contract): boolean {
  const amounts = fieldsOf(contract).filter(({meta}) => meta.kind !== "text" && meta.range !== null);
  return amounts.length > 0 && amounts.every(({meta}) => meta.kind === "duration");
}

/** No amount comes in units but times. */
function countsOneByOne(contract: Contract): boolean {
  return fieldsOf(contract).every(
    ({meta}) => meta.kind === "duration" || Object.keys(meta.units).length === 0,
  );
}

/** The units that a source knows. Of several kinds of amounts one has units, or they are the same. */
export function sizesIn(contract: Contract): Sizes {
  return Object.fromEntries(fieldsOf(contract).flatMap(({meta}) => Object.entries(meta.units)));
}

/** thousands, ×1000 and the like say no more than the unit of that size that is said plainly beside them. */
function asMeant(said: UnitSaid[], sizes: Sizes): UnitSaid[] {
  const plainly = said.filter(({isExplicit}) => isExplicit).flatMap(({labels}) => labels);
  const meant = (label: string) => {
    if (HOURS.test(label) && "時間" in sizes) return "時間";
    const size = sizeOfScale(label);
    return (size !== undefined && plainly.find((unit) => sizes[unit] === size)) || label;
  };
  return said.map((one) => ({...one, labels: one.labels.map(meant)}));
}

/** Says nothing but that a number is what it says. */
function isPlainly({labels, isExplicit}: UnitSaid, {sizes, isCounted}: Counting): boolean {
  return !isExplicit && labels.every((label) => (isCounted ? PLAIN.test(label) : sizes[label] === 1));
}

interface Counting {
  sizes: Sizes;
  isCounted: boolean;
}

/** The one unit that is said, where it is said plainly and agrees with how the cells are shown. */
function clearUnit(
  said: UnitSaid[],
  {sizes, isCounted, shownLess}: Counting & {shownLess: number},
): UnitReading | undefined {
  const [first] = said;
  const isUnderstood = (label: string) => label in sizes || PLAIN.test(label);
  if (!first || new Set(said.map(({labels}) => labels.join())).size > 1) return undefined;
  if (!said.some(({isExplicit}) => isExplicit) || !first.labels.every(isUnderstood)) return undefined;
  if (!isCounted && !first.labels.some((label) => label in sizes)) return undefined;
  const plainest = said.find(({isExplicit}) => isExplicit) ?? first;
  const reading = [`単位 ${first.labels.join("・")}（${quotedPlace(plainest)}）`];
  if (shownLess === 0) return {...NOTHING_SAID, units: first.labels, reading};
  // 120 (千枚) is shown where 120000 stands: what stands there is in single sheets.
  const plain = Object.keys(sizes).find((label) => sizes[label] === 1);
  if (plain === undefined || first.labels.some((label) => sizes[label] !== 1000 ** shownLess))
    return undefined;
  return {
    ...NOTHING_SAID,
    units: [plain],
    isAnswered: true,
    reading: [...reading, `表示が${thousands(shownLess)}の1なので、入っている値を${plain}として`],
  };
}

function whatIsSaid(said: UnitSaid[], shownLess: number): string {
  const shown = shownLess > 0 ? [`セルの値が${thousands(shownLess)}の1で表示されています`] : [];
  const texts = [...new Set(said.map(quotedPlace))];
  const found = texts.length > 0 ? [`${texts.join("、")}とあります`] : [];
  return [...found, ...shown, "数の単位が決められません"].join("。");
}

function thousands(power: number): string {
  return power === 1 ? "千分" : power === 2 ? "百万分" : `${1000 ** power}分`;
}

/** The words for the units that are said and known, and for the plain one; for the usual ones where none of those said is. */
function meaningsOf(said: UnitSaid[], sizes: Sizes): Record<string, string> {
  const labels = new Set(said.flatMap((one) => one.labels));
  const found = Object.keys(sizes).filter((unit) => labels.has(unit) && sizes[unit] !== 1);
  const plainOnes = Object.keys(sizes).filter((unit) => sizes[unit] === 1);
  const usual = Object.keys(sizes).filter((unit) => sizes[unit] === 1000);
  const words = found.length + usual.length > 0 ? [...(found.length > 0 ? found : usual), ...plainOnes] : [];
  if (words.length === 0) return {そのまま: "書いてある数のまま"};
  return Object.fromEntries(words.map((unit) => [unit, `${unit}単位`]));
}

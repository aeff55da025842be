import {type Contract, fieldsOf} from "../../../../schemas/contract.ts";
import {answerAmong, type Hold, question} from "../../../ledger/hold.ts";
import {plain} from "../grid.ts";
import type {AroundCell} from "./cells-around.ts";

/** The unit in which a table's amounts stand, as far as anything around it says so. */
export interface UnitReading {
  /** Labels of units; a field takes the one that it knows. */
  units: string[];
  holds: Hold[];
  reading: string[];
}

interface UnitSaid extends AroundCell {
  labels: string[];
  /** It says that it is a unit; a bare （千枚） does not. */
  isExplicit: boolean;
}

/** Counts of one each, under which a number is what it says. */
const PLAIN = /^(人|名|件|回|日|台|票|枚|円|校|課|局|室|所|か所|箇所|時間|時間[:：]分|h|H)$/;
const SCALED = "[十百千万億]{1,3}";
const COUNTED = "枚|円|人|名|件|箱|束|締|冊|台|個|時間|分|秒|回|票|㎏|kg|ｋｇ|トン|㎡|％|%";

/** Reads the units that stand around a table. What is not said plainly is asked, with the units that the contract knows. */
export function unitsAround(cells: AroundCell[], contract: Contract, answers: string[]): UnitReading {
  const said = cells.flatMap(unitSaid);
  const known = fieldsOf(contract).flatMap(({meta}) => Object.keys(meta.units));
  const isUnderstood = (label: string) => known.includes(label) || (known.length === 0 && PLAIN.test(label));
  const [first] = said;
  if (!first) return {units: [], holds: [], reading: []};
  const isOne = new Set(said.map(({labels}) => labels.join())).size === 1;
  if (isOne && first.isExplicit && first.labels.every(isUnderstood))
    return {units: first.labels, holds: [], reading: [`単位 ${first.labels.join("・")}（${quoted(first)}）`]};
  const hold = question(
    `${[...new Set(said.map(quoted))].join("、")}とありますが、数の単位が決められません`,
    meaningsOf(said, contract),
  );
  const answer = answerAmong(hold.answers, answers);
  return {units: answer === undefined ? [] : [answer], holds: [hold], reading: []};
}

function quoted({place, text}: AroundCell): string {
  return `${place}の「${text.trim()}」`;
}

/** The words for the units that are said and known, and for the plain one; for all known ones where none of those said is. */
function meaningsOf(said: UnitSaid[], contract: Contract): Record<string, string> {
  const scales = Object.assign({}, ...fieldsOf(contract).map(({meta}) => meta.units)) as Record<
    string,
    number
  >;
  const labels = new Set(said.flatMap((one) => one.labels));
  const found = Object.keys(scales).filter((unit) => labels.has(unit) && scales[unit] !== 1);
  const plainOnes = Object.keys(scales).filter((unit) => scales[unit] === 1);
  const words = found.length > 0 ? [...found, ...plainOnes] : Object.keys(scales);
  if (words.length === 0) return {そのまま: "書いてある数のまま"};
  return Object.fromEntries(words.map((unit) => [unit, `${unit}単位`]));
}

function unitSaid(cell: AroundCell): UnitSaid[] {
  const text = plain(cell.text);
  const explicit =
    /単位[:：は]?(.+?)[）)\]］〕】。]?$/.exec(text)?.[1] ??
    /^[（(［[〔【]?(.{1,6}?)単位[）)］\]〕】]?$/.exec(text)?.[1];
  if (explicit) return [{...cell, labels: explicit.split(/[、，,・]/), isExplicit: true}];
  const bracketed = new RegExp(`[（(［\\[〔【]((?:${SCALED})?(?:${COUNTED}))[）)］\\]〕】]$`).exec(text)?.[1];
  return bracketed ? [{...cell, labels: [bracketed], isExplicit: false}] : [];
}

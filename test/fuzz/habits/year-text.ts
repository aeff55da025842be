import type {Random} from "../../../sample/random.ts";

const FULL = "０１２３４５６７８９";

/** 令和4年度, 2022年度, R4年度, 令和４年度. */
export function yearText(year: number, random: Random, ending = "年度"): string {
  if (year < 2019)
    return random.pick([`平成${year - 1988}${ending}`, `${year}${ending}`, `H${year - 1988}${ending}`]);
  const number = year === 2019 ? random.pick(["元", "1"]) : String(year - 2018);
  const full = number.replace(/[0-9]/g, (digit) => FULL[Number(digit)] ?? digit);
  return random.pick([
    `令和${number}${ending}`,
    `令和${number}${ending}`,
    `${year}${ending}`,
    `令和${full}${ending}`,
    `R${year - 2018}${ending}`,
  ]);
}

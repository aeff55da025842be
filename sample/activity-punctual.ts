import {fiscalYearOf} from "../schemas/fiscal-time.ts";
import type {Activity} from "./activity-row.ts";
import {quarterOf} from "./calendar.ts";
import {punctualLeaveDays} from "./calibration-programme.ts";
import {countForRate} from "./count-for-rate.ts";
import type {Published} from "./published.ts";
import {createRandom} from "./random.ts";

const EXPECTED = 12_100;

/** ワーク・ライフ・バランスデー: people due to leave on time and those who did, so that the rate is the published one. */
export function punctualLeave(published: Published): Activity[] {
  const random = createRandom("punctual leave");
  const printed = published
    .rows("punctual-leave-days")
    .map((row) => [String(row.held_on), Number(row.value)] as const);
  return [...printed, ...punctualLeaveDays].flatMap(([heldOn, percent]) => {
    const {whole, part} = countForRate({percent, about: EXPECTED + random.below(500)});
    const day = {fiscalYear: fiscalYearOf(heldOn), quarter: quarterOf(heldOn), heldOn};
    const subject = "ワーク・ライフ・バランスデー";
    return [
      {...day, item: "定時退庁日の対象者", subject, amount: whole},
      {...day, item: "定時退庁日の定時退庁者", subject, amount: part},
    ];
  });
}

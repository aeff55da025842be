import {someOf} from "../../../schemas/some-of.ts";
import {answerAmong, type Hold, question} from "../../ledger/hold.ts";
import type {Replaced} from "../../ledger/replaces.ts";
import type {Earlier, NewBatch} from "./earlier-batches.ts";
import {type IntakeLimit, isWithin} from "./intake-limits.ts";

/** The word for a file that counts beside the others of its period. */
const BESIDE = "追加";
/** The word for a file that takes the place of the others; with the number of a batch, of that one alone. */
const INSTEAD = "差替え";

/**
 * Which earlier batches a new one takes the place of, period by period: those with which it shares rows. A list that is
 * sent whole takes the place of every one before; what a person says goes before both.
 */
export function replacedBy({contract, readAs}: NewBatch, earlier: Earlier[]): Replaced[] {
  if (answerAmong([BESIDE], readAs) !== undefined) return [];
  const named = readAs.filter((word) => word.startsWith(INSTEAD)).map((word) => word.slice(INSTEAD.length));
  const isReplaced = ({batchId, sharedCount, isCompacted, standing}: Earlier) => {
    if (named.includes("")) return true;
    if (named.length > 0 && standing !== "past") return named.includes(String(batchId));
    return contract.period === "whole" || sharedCount > 0 || isCompacted;
  };
  return earlier.filter(isReplaced).map(({batchId, period}) => ({replaced_id: batchId, period}));
}

/**
 * Asked of a file that has no row in common with another one of its period, which may be another section's, or lacks many of
 * its rows: what stands in both cannot tell whether the other one still counts.
 */
export function partQuestions({readAs}: NewBatch, earlier: Earlier[], limit: IntakeLimit): Hold[] {
  const others = earlier.filter(
    (one) => one.standing !== "past" && one.earlierCount > 0 && !isBesideOwn(one, earlier),
  );
  const found = [...Map.groupBy(others, ({batchId}) => batchId).values()].flatMap((periods) =>
    doubtOn(periods, limit),
  );
  const inForce = earlier.filter(({standing}) => standing === "in_force");
  const numbers = [...new Set(inForce.map(({batchId}) => batchId))];
  if (found.length > 0) return [question(found.join("。"), meaningsOf(numbers))];
  // A word that was right when it was said stays right when what it was about has gone.
  const said = readAs.filter((word) => word === BESIDE || word.startsWith(INSTEAD));
  return said.length > 0 ? [{kind: "question", text: SAID, answers: said}] : [];
}

/** The new batch corrects a part of the period that lived beside this other one, and so will it. */
function isBesideOwn({sharedCount, period}: Earlier, earlier: Earlier[]): boolean {
  const isOwn = (one: Earlier) => one.standing === "in_force" && one.period === period && one.sharedCount > 0;
  return sharedCount === 0 && earlier.some(isOwn);
}

function meaningsOf(numbers: number[]): Record<string, string> {
  const beside = {[BESIDE]: "前のファイルも使う（ほかの課の分か、直した行だけの）"};
  if (numbers.length < 2) return {...beside, [INSTEAD]: "前のファイルをやめ、これだけを使う"};
  const single = numbers.map((batchId) => [`${INSTEAD}${batchId}`, `受付番号${batchId}だけをやめる`]);
  return {
    ...beside,
    [INSTEAD]: "前のファイルをどれもやめ、これだけを使う",
    ...Object.fromEntries(single),
  };
}

const SAID = "同じ期間のほかのファイルに加えるか、代わりに使うか";

const SHOWN = 3;

/** What is odd about one earlier batch beside the new one; nothing where it has the same rows, or but for a few. */
function doubtOn(periods: Earlier[], limit: IntakeLimit): string[] {
  const [first] = periods;
  if (!first) return [];
  const sum = (pick: (one: Earlier) => number) => periods.reduce((total, one) => total + pick(one), 0);
  const [earlierCount, sharedCount] = [sum((one) => one.earlierCount), sum((one) => one.sharedCount)];
  const lost = earlierCount - sharedCount;
  const isLost = periods.some(
    (one) => !isWithin(limit, one.earlierCount - one.sharedCount, one.earlierCount),
  );
  const state = first.standing === "waiting" ? "保留中の" : "前に受け付けた";
  const name = `${state}「${first.fileName}」（受付番号${first.batchId}）の同じ期間の${count(earlierCount)}行`;
  if (sharedCount === 0) return [`${name}と、同じ行が一つもありません`];
  if (!isLost) return [];
  const percent = ((100 * lost) / earlierCount).toFixed(1);
  return [`${name}のうち、${count(lost)}行（${percent}%）がこのファイルにありません`];
}

/** Names of the other files, for the note of a file that counts beside them. */
export function fileNamesOf(earlier: Earlier[]): string {
  const names = [...new Set(earlier.map(({fileName, batchId}) => `「${fileName}」（受付番号${batchId}）`))];
  return someOf(names.slice(0, SHOWN), names.length, "ファイル");
}

function count(value: number): string {
  return value.toLocaleString("ja-JP");
}

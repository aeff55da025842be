import {WHOLE_LIST} from "../../../schemas/period-name.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {AbsentUnit} from "../../ledger/absent-units.ts";
import type {Hold} from "../../ledger/hold.ts";
import {recordedFiles} from "../../ledger/recorded-files.ts";
import type {Replaced} from "../../ledger/replaces.ts";
import {absentUnits, isAwaited, isShareSaid, lonePartQuestions, noneNotes} from "./absent-units.ts";
import {type Earlier, earlierBatches, type NewBatch} from "./earlier-batches.ts";
import {fallenOutBy, fallenOutText} from "./fallen-out.ts";
import {implausible} from "./implausible.ts";
import type {IntakeLimit} from "./intake-limits.ts";
import {levelJumps} from "./level-jumps.ts";
import {nameStem} from "./name-stem.ts";
import {impossiblePeriods, type PeriodsInForce, wrongPeriod} from "./odd-periods.ts";
import {fileNamesOf, partQuestions, replacedBy} from "./parts.ts";
import {periodsBefore} from "./periods-before.ts";
import {titleOfOtherPeriod} from "./title-of-other-period.ts";
import {otherLengthHolds, replacedWhole, toldByOtherLength} from "./two-lengths.ts";

/** What a readable file is beside those that were loaded before it. */
export interface Beside {
  /** What makes it suspicious. */
  holds: Hold[];
  /** The batches that it takes the place of wherever it is accepted. */
  replaced: Replaced[];
  /** What counted until now and counts no more wherever it is accepted: 「前.csv」（受付番号1）の10行（10人）; "" for nothing. */
  fallenOut: string;
  /** Bureaus that always sent and are not in it. */
  absent: AbsentUnit[];
  /** What the sender should know although nothing is wrong. */
  notes: string[];
}

/** Runs before the batch is recorded. */
export async function besideOthers(ledger: Warehouse, batch: NewBatch, limit: IntakeLimit): Promise<Beside> {
  const {hasEarlier, inForce} = await lookBack(ledger, batch);
  const odd = [...wrongPeriod(batch), ...titleOfOtherPeriod(batch), ...impossiblePeriods(batch, inForce)];
  const before = await periodsBefore(ledger, batch);
  const absent = await absentUnits(ledger, batch, before);
  const earlier = hasEarlier ? await earlierBatches(ledger, batch) : [];
  const isFirst = earlier.every(({standing}) => standing !== "in_force");
  const isWholePeriod = isFirst && absent.length === 0 && !isShareSaid(batch);
  const told = await toldByOtherLength(ledger, batch);
  const replaced = await replacedWhole(ledger, batch, {replaced: replacedBy(batch, earlier), told});
  const awaited = !isFirst && (await isAwaited(ledger, batch));
  const others = earlier.filter(
    ({batchId, sharedCount}) =>
      (sharedCount > 0 || !awaited) && told.every((other) => other.batchId !== batchId),
  );
  return {
    holds: [
      ...odd,
      ...contradictions(batch, earlier),
      ...reopened(earlier),
      ...otherLengthHolds(told),
      ...(await levelJumps(ledger, batch)),
      ...partQuestions(batch, others, limit),
      ...(await lonePartQuestions(ledger, batch, isFirst ? absent : [])),
      ...(await implausible(ledger, batch, {before, isWholePeriod, limit})),
    ],
    replaced,
    fallenOut: await whatFallsOut(ledger, batch, {earlier, replaced}),
    absent,
    notes: await noneNotes(ledger, batch, isFirst ? absent : []),
  };
}

/** A cheap question before the dear ones: most files are the first for their periods. */
async function lookBack(
  ledger: Warehouse,
  {contract, periods}: NewBatch,
): Promise<{hasEarlier: boolean; inForce: PeriodsInForce}> {
  const recorded = await recordedFiles(ledger);
  const ofTime = recorded.inForce.filter(({period}) => period > WHOLE_LIST);
  const inForce = {
    firstPeriod: ofTime.find(({source}) => source === contract.source)?.period ?? null,
    lastPeriod: ofTime.at(-1)?.period ?? null,
  };
  const hasEarlier = recorded.periodsOf(contract.source).some(({period}) => periods.includes(period));
  return {hasEarlier, inForce};
}

async function whatFallsOut(
  ledger: Warehouse,
  batch: NewBatch,
  {earlier, replaced}: {earlier: Earlier[]; replaced: Replaced[]},
): Promise<string> {
  const isReplaced = ({batchId, period, standing}: Earlier) =>
    standing === "in_force" && replaced.some((one) => one.replaced_id === batchId && one.period === period);
  const former = earlier.filter(isReplaced);
  if (former.every(({earlierCount, sharedCount}) => earlierCount === sharedCount)) return "";
  const fallenOut = await fallenOutBy(
    ledger,
    batch,
    former.map(({batchId, period}) => ({replaced_id: batchId, period})),
  );
  return fallenOut.rows === 0 ? "" : `${fileNamesOf(former)}の${fallenOutText(fallenOut)}`;
}

/** The same things under another name, and other values of them. */
function contradictions({fileName}: NewBatch, earlier: Earlier[]): Hold[] {
  const others = earlier.filter(
    (one) => one.standing === "in_force" && nameStem(fileName) !== nameStem(one.fileName),
  );
  return [...Map.groupBy(others, ({batchId}) => batchId)].flatMap(([batchId, periods]): Hold[] => {
    const changed = periods.reduce((sum, {changedCount}) => sum + changedCount, 0);
    if (changed === 0) return [];
    const text = `前に受け付けた「${periods[0]?.fileName}」（受付番号${batchId}）と同じ期間で、同じ行${changed.toLocaleString("ja-JP")}件の値が違います。どちらが正しいか確かめてください`;
    return [{kind: "contradiction", text}];
  });
}

/** What is final would become open again, whatever the file is called. */
function reopened(earlier: Earlier[]): Hold[] {
  const finals = earlier.filter(({standing, reopenedCount}) => standing === "in_force" && reopenedCount > 0);
  return [...Map.groupBy(finals, ({batchId}) => batchId)].map(([batchId, periods]): Hold => {
    const count = periods.reduce((sum, {reopenedCount}) => sum + reopenedCount, 0);
    const text = `前に受け付けた「${periods[0]?.fileName}」（受付番号${batchId}）で確定した${count.toLocaleString("ja-JP")}行に、確定していない値が代わります。古いファイルでないか確かめてください`;
    return {kind: "contradiction", text};
  });
}

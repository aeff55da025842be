import {faultLines} from "../../../schemas/fault-group.ts";
import {periodName} from "../../../schemas/period-name.ts";
import {someOf} from "../../../schemas/some-of.ts";
import {visibleLine} from "../../../schemas/visible-text.ts";
import type {Total, WouldChange} from "../judge/would-change.ts";
import type {FileCheck} from "../load/check-files.ts";
import {describeFiles, faultsOf} from "./describe-files.ts";

const INDENT = " ".repeat(6);
const SHOWN_PERIODS = 6;

/** What would become of each file, in lines for people. */
export function describeChecks(checks: FileCheck[]): string[] {
  return [...checks.flatMap(describeCheck), "確認  何も取り込まず、何も残していません。"].map(visibleLine);
}

function describeCheck({outcome, change}: FileCheck): string[] {
  // Nothing is kept that could be sent back.
  if (outcome.kind === "refused") return [`受付不可  ${outcome.fileName}: ${outcome.why}`];
  if (outcome.kind === "known" || outcome.kind === "unread") return describeFiles([outcome]);
  const {fileName, title, batch, reading, notes} = outcome;
  const end = outcome.kind === "accepted" ? "取り込むと、受け付けます" : "取り込むと、保留になります";
  const why =
    outcome.kind === "held"
      ? [
          ...outcome.holds.map(({text}) => `${INDENT}理由: ${text}`),
          ...faultLines(faultsOf([outcome])).map((line) => `${INDENT}  ${line}`),
        ]
      : [];
  return [
    `確認  ${fileName}（${title}、${count(batch.rowCount)}行）: ${end}。`,
    ...why,
    ...(reading === "" ? [] : [`${INDENT}読み方: ${reading}`]),
    ...(change === "nothing" ? [] : changeLines(change)),
    ...notes.map((note) => `${INDENT}注意: ${note}`),
  ];
}

function changeLines({periods, periodMonths, rows, newPeople, gone, totals}: WouldChange): string[] {
  const named = (isNew: boolean) => {
    const names = periods
      .filter((one) => one.isNew === isNew)
      .map(({period}) => periodName(periodMonths, period) || "全体");
    return names.length === 0 ? "なし" : someOf(names.slice(0, SHOWN_PERIODS), names.length, "期間");
  };
  const people =
    newPeople === null
      ? []
      : [`${INDENT}人: 新しい ${count(newPeople)}人、なくなる ${count(gone.people ?? 0)}人`];
  return [
    `${INDENT}期間: 新しい ${named(true)}、いまもある ${named(false)}`,
    `${INDENT}行: 新しい ${count(rows.new)}、変わる ${count(rows.changed)}、同じ ${count(rows.same)}、なくなる ${count(gone.rows)}`,
    ...people,
    ...totals.map(
      (total) =>
        `${INDENT}${total.heading}の合計: いま ${totalText(total, total.before)}、取り込むと ${totalText(total, total.after)}`,
    ),
  ];
}

function totalText({isDuration}: Total, value: number): string {
  if (!isDuration) return count(value);
  return `${count(Math.floor(value / 60))}:${String(value % 60).padStart(2, "0")}`;
}

function count(value: number): string {
  return value.toLocaleString("ja-JP");
}

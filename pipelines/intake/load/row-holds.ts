import type {Hold} from "../../ledger/hold.ts";
import type {RefusedRows} from "../judge/refuse-rows.ts";

const UNKNOWN: Record<RefusedRows["unknownTargets"][number], string> = {
  bureau_code: "局区コードが、局区一覧",
  bureau_name: "局区名が、局区一覧（別名を含む）",
  staff_number: "職員が、職員名簿",
};

/** What is wrong with the rows of a file, counted. */
export function badRowHolds(
  badCount: number,
  {duplicateCount, contradictoryCount, unknownCount, unknownTargets}: RefusedRows,
): Hold[] {
  const count = (value: number) => value.toLocaleString("ja-JP");
  const holds: [rows: number, hold: Hold][] = [
    [badCount, {kind: "bad_rows", text: `${count(badCount)}行が読めません`}],
    [duplicateCount, {kind: "duplicates", text: `${count(duplicateCount)}行が重なっています`}],
    [
      contradictoryCount,
      {
        kind: "contradictory_rows",
        text: `${count(contradictoryCount)}行は、同じ行の日付が互いに食い違っています`,
      },
    ],
    [
      unknownCount,
      {
        kind: "unknown_references",
        text: `${count(unknownCount)}行の${unknownTargets.map((to) => UNKNOWN[to]).join("と、")}にありません`,
      },
    ],
  ];
  return holds.filter(([rows]) => rows > 0).map(([, hold]) => hold);
}

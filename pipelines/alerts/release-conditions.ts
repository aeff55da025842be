import {z} from "zod";
import {type Acknowledgement, isAcknowledged} from "../../schemas/acknowledgement.ts";
import type {Condition} from "../../schemas/alerts.ts";
import {figureCode} from "../../schemas/figure-code.ts";
import {fileLines, findingSize, letBe} from "../../schemas/finding-text.ts";
import {fctRevisions} from "../../schemas/marts/figures.ts";
import type {CheckResult} from "../../schemas/release-manifest.ts";
import type {Finding, ReleasePlan} from "../../schemas/release-plan.ts";
import {checkHeaders} from "../catalog/checks.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {openRelease} from "../releases/open.ts";
import type {Observed} from "./update-alerts.ts";

/** What a release says that people should know of: indicators that are 遅れ, figures that moved much. */
export async function releaseConditions(home: Home, releaseId: string, moveShare: number): Promise<Observed> {
  const release = await openRelease(home, releaseId);
  try {
    return {conditions: await behind(release), events: await largeMoves(release, moveShare)};
  } finally {
    release.close();
  }
}

/** Findings of a build that was stopped. */
export function stoppedConditions(findings: Finding[]): Condition[] {
  return findings
    .filter(({severity}) => severity === "blocking")
    .map((finding) => ({
      key: `stopped:${finding.check}`,
      level: "error",
      title: `公開を止めました: ${finding.message}（${findingSize(finding)}）`,
      remedy: [...fileLines(finding), `${finding.remedy}。`].join("。"),
    }));
}

/** A candidate that a person must approve. */
export function waitingCondition({release_id, reasons}: ReleasePlan): Condition {
  const asked = reasons.filter(({action}) => action === "approve").map(({reason}) => reason);
  return {
    key: `waiting:${release_id}`,
    level: "warning",
    title: `承認を待っています: 候補 ${release_id}（${asked.join("、")}）`,
    remedy: `npx kaikaku plan で確かめ、npx kaikaku approve ${release_id} --by 氏名 --reason 理由 で公開してください。`,
  };
}

/** Notes of a release's checks: none that the office has acknowledged, and none of a check that there is no longer. */
export function checkConditions(
  checks: CheckResult[],
  {acknowledgements, city}: {acknowledgements: Acknowledgement[]; city: string},
): Condition[] {
  const headers = checkHeaders(city);
  return checks.flatMap((result): Condition[] => {
    const header = headers.get(result.check);
    if (result.rowCount === 0 || !header || isAcknowledged(result, acknowledgements)) return [];
    return [
      {
        key: `check:${result.check}`,
        level: "warning",
        title: `点検の注意: ${header.message}（${result.rowCount}件）`,
        remedy: `${header.remedy}。${letBe(result.check)}`,
      },
    ];
  });
}

async function behind(release: Warehouse): Promise<Condition[]> {
  const rows = await release.rows(statement("releases.indicators_behind"));
  return rows.map(({kpi_id, short_name}) => ({
    key: `behind:${kpi_id}`,
    level: "warning",
    title: `指標が「遅れ」です: ${short_name}`,
    remedy: "npx kaikaku scoreboard で、必要水準との差を確かめてください。",
  }));
}

const revision = fctRevisions
  .pick({
    kpi_id: true,
    fiscal_year: true,
    period_kind: true,
    period_end: true,
    scope_id: true,
    bureau_code: true,
    previous_release_id: true,
    cause: true,
  })
  .extend({
    short_name: z.string(),
    official_scope: z.string(),
    previous_value: z.number(),
    value: z.number(),
  })
  .strip();

/** A move is told once, though every release tells of it until the scorecard is printed again. */
async function largeMoves(release: Warehouse, share: number): Promise<Condition[]> {
  const rows = await release.rows(statement("releases.large_moves"), {share});
  return z
    .array(revision)
    .parse(rows)
    .map((move) => {
      const code = figureCode(move, move.official_scope);
      return {
        key: `moved:${move.previous_release_id}:${code}:${move.value}`,
        level: "warning",
        title: `数値が大きく動きました: ${move.short_name} ${code}（${shown(move.previous_value)} → ${shown(move.value)}）`,
        remedy: `${move.cause}。npx kaikaku explain ${code} で出どころを確かめてください。`,
      };
    });
}

/** Enough digits to recognise the figure; the printed ones are in the reports. */
function shown(value: number): string {
  return Number(value.toPrecision(6)).toLocaleString("ja-JP", {maximumFractionDigits: 3});
}

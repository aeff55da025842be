import type {FigureMove, ReleaseDiff, SeriesMove, StatusMove} from "../../schemas/explanation.ts";
import {fiscalYearName} from "../../schemas/fiscal-time.ts";
import type {Finding, PlanReason} from "../../schemas/release-plan.ts";
import {
  type ReleaseAction,
  type ReleasePolicy,
  type ReleaseRule,
  releasePolicy,
} from "../../schemas/release-policy.ts";
import type {Said} from "../../schemas/series-code.ts";
import {readCityYaml} from "./city-yaml.ts";
import {POLICY_FILE} from "./sql-files.ts";

/** Reads the city's release-policy.yaml. UserError with place and reason when it does not fit. */
export function readReleasePolicy(city: string): ReleasePolicy {
  return readCityYaml(city, POLICY_FILE, releasePolicy);
}

/** What a candidate would change. */
export interface CandidateChanges {
  findings: Finding[];
  /** Null for the first release. */
  diff: ReleaseDiff | null;
  isAfterRollback: boolean;
}

const STRICTNESS: ReleaseAction[] = ["never", "approve", "automatic"];
const EXAMPLES = 3;

/** What a city's policy cannot leave out, since it was written or before. */
const ALWAYS: ReleaseRule[] = [
  {
    change: "changed_definition",
    action: "approve",
    reason: "定義（計算式・きまり・目標など）が変わりました",
  },
  {
    change: "judged_otherwise",
    action: "approve",
    reason: "指標の判定か、判定に使う目標・基準値・必要な水準が変わります",
  },
];

/** The rules that speak of the changes, the strictest first. */
export function speakingRules(policy: ReleasePolicy, changes: CandidateChanges): PlanReason[] {
  const own = new Set(policy.rules.map(({change}) => change));
  const rules = [...policy.rules, ...ALWAYS.filter(({change}) => !own.has(change))];
  const spoken = rules.flatMap((rule): PlanReason[] => {
    const cases = casesOf(rule, changes);
    const {change, action, reason} = rule;
    return cases.length > 0
      ? [{change, action, reason, count: cases.length, examples: cases.slice(0, EXAMPLES)}]
      : [];
  });
  return spoken.sort((one, other) => STRICTNESS.indexOf(one.action) - STRICTNESS.indexOf(other.action));
}

/** The strictest of what the rules say; a candidate of which none speaks is published by itself. */
export function strictestAction([strictest]: PlanReason[]): ReleaseAction {
  return strictest?.action ?? "automatic";
}

/** Figures or checks that make a rule speak. */
function casesOf(rule: ReleaseRule, {findings, diff, isAfterRollback}: CandidateChanges): string[] {
  switch (rule.change) {
    case "blocking_check":
      return messagesOf(findings, "blocking");
    case "warning_check":
      return messagesOf(findings, "warning");
    case "after_rollback":
      return isAfterRollback && diff ? [diff.from.release_id] : [];
    case "first_release":
      return diff ? [] : [rule.reason];
    case "moved_by_program":
      return movesByProgram(diff);
    case "new_figure":
      return diff?.appeared ?? [];
    case "gone_figure":
      return diff?.gone ?? [];
    case "changed_definition":
      return diff?.definitions ?? [];
    case "judged_otherwise":
      return (diff?.judged ?? []).map(judgedName);
    case "new_series":
      return diff?.series.appeared ?? [];
    case "gone_series":
      return diff?.series.gone ?? [];
    case "moved_series":
      return seriesOf(rule.by_percent, diff?.series.moved ?? []);
    case "moved_figure":
      return movesOf(rule, diff?.moved ?? []);
    default:
      return rule satisfies never;
  }
}

function messagesOf(findings: Finding[], severity: Finding["severity"]): string[] {
  return findings.filter((finding) => finding.severity === severity).map(({message}) => message);
}

/** Codes of figures, and statuses as "overtime_over_480h R6Q1". */
function movesByProgram(diff: ReleaseDiff | null): string[] {
  const moved = (diff?.moved ?? []).filter(({is_by_program}) => is_by_program);
  const judged = (diff?.judged ?? []).filter(({is_by_program}) => is_by_program);
  return [...moved.map(({figure}) => figure), ...judged.map(judgedName)];
}

function judgedName(move: StatusMove): string {
  return `${move.short_name}（${quarterName(move)}末の判定）`;
}

function seriesOf(byPercent: number, moves: SeriesMove[]): string[] {
  return moves
    .filter(({from_value, to_value}) => percentBetween(from_value, to_value) >= byPercent)
    .map(({figure}) => figure);
}

function quarterName({as_of_fiscal_year, as_of_quarter}: StatusMove): string {
  return `${fiscalYearName(as_of_fiscal_year)}第${as_of_quarter}四半期`;
}

type MoveRule = Extract<ReleaseRule, {change: "moved_figure"}>;

/** Codes of the moved figures that a rule is about, the largest move first. */
function movesOf({was, level, by_percent}: MoveRule, moves: FigureMove[]): string[] {
  return moves
    .filter(({from_status}) => from_status === was)
    .filter(({bureau_code}) => level === "any" || (level === "city") === (bureau_code === null))
    .filter((move) => percentMoved(move) >= by_percent)
    .sort((one, other) => percentMoved(other) - percentMoved(one))
    .map(({figure}) => figure);
}

const WHOLE = 100;

/** Difference in per cent of the earlier value; from nothing or to nothing, all of it. */
function percentMoved({from_value, to_value}: FigureMove): number {
  return percentBetween(from_value, to_value);
}

function percentBetween(from: Said, to: Said): number {
  if (typeof from !== "number" || typeof to !== "number" || from === 0) return WHOLE;
  return (Math.abs(to - from) / Math.abs(from)) * WHOLE;
}

import {findingLines, noteLines} from "../../schemas/finding-text.ts";
import type {ReleasePlan} from "../../schemas/release-plan.ts";
import type {FileOutcome} from "../intake/load/outcome.ts";
import type {Confirmation} from "./confirm.ts";
import {reasonText, unchanged} from "./describe-publication.ts";
import type {Empty} from "./prepare.ts";
import type {ReleaseOutcome} from "./run.ts";

export function describeRelease(outcome: ReleaseOutcome): string[] {
  switch (outcome.kind) {
    case "empty":
      return describeEmpty(outcome);
    case "unchanged":
      return [`公開版  ${outcome.release.releaseId}（新しいデータはなく、変わっていません）`];
    case "confirmed":
      return [...noteLines(outcome), ...describeConfirmation(outcome)];
    case "published":
      return [...noteLines(outcome), `公開版  ${outcome.release.releaseId} を公開しました`];
    case "waiting":
      return describeWaiting(outcome.plan);
    case "stopped":
      return [
        ...outcome.findings.flatMap(findingLines),
        `点検で誤りが見つかったため、公開していません。${unchanged(outcome.currentReleaseId)}`,
      ];
    default:
      return outcome satisfies never;
  }
}

/** Nothing is accepted yet: either nothing came, or all that came is held. */
function describeEmpty({inbox, heldCount}: Empty): string[] {
  if (heldCount === 0)
    return [
      `取り込んだデータがまだありません。ファイルを ${inbox} に置くか、npm start で見本データを作ってください。`,
    ];
  return [
    `公開版  まだありません。取り込んだ${count(heldCount)}ファイルが、すべて保留になっているためです。`,
    `        直したファイルを ${inbox} に入れて npx kaikaku run を実行するか、このまま使うものを npx kaikaku accept 受付番号 --reason 理由 で受け付けてください。`,
    "        保留の理由と受付番号: npx kaikaku status",
  ];
}

export function describeConfirmation({release, program}: Confirmation): string[] {
  const why = program ? `今のプログラム ${program.to}` : "今の計算式と規則";
  return [
    `公開版  ${release.releaseId}（${why}で作り直しても、公開する表は1行も変わらないことを確かめました。そのまま使います）`,
  ];
}

function describeWaiting({release_id, base_release_id, reasons, ...notes}: ReleasePlan): string[] {
  const asked = reasons.filter(({action}) => action === "approve");
  return [
    ...noteLines(notes),
    `承認待ち  候補 ${release_id} はまだ公開していません。${unchanged(base_release_id)}`,
    ...asked.map((reason) => `        ${reasonText(reason)}`),
    "        内容を確かめる: npx kaikaku plan",
    `        公開する: npx kaikaku approve ${release_id} --by 氏名 --reason 理由`,
  ];
}

/** 0 all accepted, 2 something is held or waits for approval, 1 something was refused or could not be read, or the release was stopped. */
export function exitCodeOf(files: FileOutcome[], outcome?: ReleaseOutcome): 0 | 1 | 2 {
  const isMissing = files.some(({kind}) => kind === "refused" || kind === "unread");
  if (outcome?.kind === "stopped" || isMissing) return 1;
  if (outcome?.kind === "waiting") return 2;
  return files.some((file) => file.kind === "held" || (file.kind === "known" && file.state === "held"))
    ? 2
    : 0;
}

function count(value: number): string {
  return value.toLocaleString("ja-JP");
}

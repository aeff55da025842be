import {fileLines, findingSize} from "../../schemas/finding-text.ts";
import type {HeldFile, Publication} from "../../schemas/publication.ts";
import type {Finding, PlanReason} from "../../schemas/release-plan.ts";
import {someOf} from "../../schemas/some-of.ts";

/** One thing between the loaded files and the next release, for people. */
export interface Obstacle {
  what: string;
  details: string[];
  /** What to do, with the command. */
  mend: string;
}

const RUN = "npx kaikaku run を実行する";

/** What the obstacles are, as a heading: what only waits for the next run is stopped by nothing. */
export function obstaclesTitle({kind}: Publication): string {
  return kind === "not_built" || kind === "ready" ? "まだ公開していないもの" : "公開を止めているもの";
}

/** Everything in the way of publishing what was loaded; nothing when all of it is published. */
export function obstaclesTo(publication: Publication): Obstacle[] {
  switch (publication.kind) {
    case "published":
      return [];
    case "nothing_loaded":
      return publication.held.length > 0 ? [onlyHeld(publication.held)] : [];
    case "not_built":
      return [
        {
          what: `取り込んだものか、プログラムか定義が変わってから、まだ計算していません。${unchanged(publication.release_id)}`,
          details: [],
          mend: RUN,
        },
      ];
    case "stopped":
      return [...publication.findings.map(stoppedBy), ...publication.held.map(perhapsMissing)];
    case "waiting":
      return [
        {
          what: `候補 ${publication.candidate_id} は、承認があるまで公開しません。${unchanged(publication.release_id)}`,
          details: publication.reasons.map(reasonText),
          mend: `npx kaikaku plan で内容を確かめ、npx kaikaku approve ${publication.candidate_id} --by 氏名 --reason 理由 で公開する`,
        },
      ];
    case "ready":
      return [
        {
          what: `候補 ${publication.candidate_id} は公開できますが、まだ公開していません。${unchanged(publication.release_id)}`,
          details: [],
          mend: RUN,
        },
      ];
    default:
      return publication satisfies never;
  }
}

export function obstacleLines({what, details, mend}: Obstacle): string[] {
  return [what, ...[...details, `直し方: ${mend}`].map((line) => `  ${line}`)];
}

/** What readers get meanwhile. */
export function unchanged(currentReleaseId: string | null): string {
  return currentReleaseId === null
    ? "公開版はまだ一つもありません。"
    : `公開版は ${currentReleaseId} のままです。`;
}

export function reasonText({reason, count, examples}: PlanReason): string {
  return `${reason}（${count.toLocaleString("ja-JP")}件: ${someOf(examples, count)}）`;
}

function stoppedBy(finding: Finding): Obstacle {
  return {
    what: `点検の誤りで公開できません。${finding.message}（${findingSize(finding)}）`,
    details: fileLines(finding),
    mend: finding.remedy,
  };
}

/** A held file is not in force: it may be the very one that a check misses. */
function perhapsMissing(held: HeldFile): Obstacle {
  return {
    what: `保留中の${nameOf(held)}が、足りないファイルかもしれません`,
    details: [],
    mend: `${mendOf(held)}npx kaikaku accept ${held.batch_id} --reason 理由 で使うことにして、${RUN}`,
  };
}

function onlyHeld(held: HeldFile[]): Obstacle {
  return {
    what: `届いたファイルはどれも保留で（${held.length.toLocaleString("ja-JP")}件）、数値に使えるものがまだありません`,
    details: held.map((file) => `${nameOf(file)}`),
    mend: "理由は npx kaikaku status で確かめ、直したファイルを受け箱に入れて npx kaikaku run を実行する",
  };
}

function nameOf({source_title, file_name, batch_id}: HeldFile): string {
  return `${source_title}「${file_name}」（受付番号${batch_id}）`;
}

function mendOf({batch_id, quarantined_count}: HeldFile): string {
  if (quarantined_count === 0) return "";
  return `npx kaikaku reply ${batch_id} で手紙と直し用のExcelを作って送り主に返すか、`;
}

import {japaneseDate} from "../../schemas/fiscal-time.ts";
import type {ReleasePlan} from "../../schemas/release-plan.ts";
import {someOf} from "../../schemas/some-of.ts";
import {type ChangesView, changesView} from "./changes-view.ts";

/** What publishing a candidate would change, as the page shows it. */
export interface PlanView {
  releaseId: string;
  verdict: string;
  reasons: string[];
  files: {title: string; name: string; batch: number; on: string; rows: string}[];
  moreFiles: string;
  changes: ChangesView | null;
  findings: {word: string; message: string; remedy: string; tone: string}[];
  city: string[];
}

const SHOWN_FILES = 40;
const VERDICTS = {
  automatic: "このまま公開できます（常駐処理が公開するか、ここで承認できます）。",
  approve: "公開には承認が必要です。",
  never: "公開できません。",
} as const;
const FINDINGS = {blocking: "誤り", warning: "注意", waiting: "待ち"} as const;

export function planView({
  release_id,
  action,
  reasons,
  new_files,
  diff,
  findings,
  changed_city,
}: ReleasePlan): PlanView {
  const count = (value: number) => value.toLocaleString("ja-JP");
  return {
    releaseId: release_id,
    verdict: VERDICTS[action],
    reasons: reasons.map(({reason, count: size}) => `${reason}（${count(size)}件）`),
    files: new_files
      .slice(0, SHOWN_FILES)
      .map(({source_title, file_name, batch_id, received_on, row_count}) => ({
        ...{title: source_title, name: file_name, batch: batch_id},
        ...{on: japaneseDate(received_on), rows: count(row_count)},
      })),
    moreFiles: new_files.length > SHOWN_FILES ? `ほか${count(new_files.length - SHOWN_FILES)}件` : "",
    changes: diff ? changesView(diff) : null,
    findings: findings.map(({severity, message, remedy}) => ({
      ...{word: FINDINGS[severity], message, remedy},
      tone: severity === "blocking" ? "held" : severity === "warning" ? "late" : "quiet",
    })),
    city: changed_city.map(({file, keys}) =>
      keys.length === 0
        ? `city/${file}`
        : `city/${file}（${someOf(keys.slice(0, SHOWN_KEYS), keys.length, "か所")}）`,
    ),
  };
}

const SHOWN_KEYS = 6;

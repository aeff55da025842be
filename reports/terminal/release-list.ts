import {accountText} from "../../schemas/account.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";
import type {ReleaseHeader} from "../../schemas/release-manifest.ts";
import {formatValue} from "../values/format.ts";
import {terminalTable} from "./terminal-table.ts";

const COLUMNS = [
  {title: "公開版", align: "left"},
  {title: "公開日", align: "left"},
  {title: "数値", align: "right"},
  {title: "うち改定", align: "right"},
  {title: "", align: "left"},
] as const;

/** Every published release, the latest first; as JSON oldest first. */
export function releaseListText(releases: ReleaseHeader[], asJson: boolean): string {
  const listed = releases.map((release, index) => ({
    release_id: release.releaseId,
    released_on: release.releasedOn,
    published_at: release.publishedAt,
    previous_release_id: release.previousReleaseId,
    figure_count: release.figureCount,
    revision_count: release.revisionCount,
    is_current: index === releases.length - 1,
    approval: release.approval,
    rollback: release.rollback,
    confirmed: release.confirmed && {on: release.confirmed.on, program: release.confirmed.program},
  }));
  if (asJson) return `${JSON.stringify(listed, null, 2)}\n`;
  if (listed.length === 0) return "公開版はまだありません。\n";
  const rows = listed
    .toReversed()
    .map((release) => [
      release.release_id,
      japaneseDate(release.released_on),
      formatValue(release.figure_count, 0),
      formatValue(release.revision_count, 0),
      [release.is_current ? "最新" : "", ...decisionText(release)].filter(Boolean).join("、"),
    ]);
  return `${terminalTable([...COLUMNS], rows).join("\n")}\n`;
}

function decisionText({
  approval,
  rollback,
  confirmed,
}: Pick<ReleaseHeader, "approval" | "rollback"> & {confirmed: {on: string} | null}): string[] {
  return [
    ...(approval ? [`承認 ${approval.by}（${approval.reason}）${handText(approval)}`] : []),
    ...(rollback ? [`${rollback.to} に戻した（${rollback.reason}）${accountOf(rollback)}`] : []),
    ...(confirmed ? [`${japaneseDate(confirmed.on)}に今のプログラムと計算式でも同じ中身と確認`] : []),
  ];
}

type Approval = NonNullable<ReleaseHeader["approval"]>;

/** With "自分のファイル" where the account approved what it had brought in itself. */
function handText({ownFiles, ...approval}: Approval): string {
  const own = ownFiles.length > 0 ? `、自分で扱った${formatValue(ownFiles.length, 0)}件を含む` : "";
  return `${accountOf(approval)}${own}`;
}

function accountOf({account}: Pick<Approval, "account">): string {
  return account ? ` 利用者 ${accountText(account)}` : "";
}

import {accountText} from "../../schemas/account.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";
import type {ReleaseHeader} from "../../schemas/release-manifest.ts";
import {someOf} from "../../schemas/some-of.ts";
import {formatValue} from "../values/format.ts";
import {statusView} from "../values/status.ts";
import {terminalTable} from "./terminal-table.ts";

const COLUMNS = [
  {title: "番号", align: "right"},
  {title: "公開版", align: "left"},
  {title: "公開日", align: "left"},
  {title: "数値", align: "right"},
  {title: "うち改定", align: "right"},
  {title: "", align: "left"},
] as const;

/** Every published release, the latest first; as JSON oldest first. */
export function releaseListText(releases: ReleaseHeader[], asJson: boolean): string {
  const listed = releases.map((release, index) => ({
    number: index + 1,
    release_id: release.releaseId,
    released_on: release.releasedOn,
    published_at: release.publishedAt,
    previous_release_id: release.previousReleaseId,
    figure_count: release.figureCount,
    revision_count: release.revisionCount,
    is_current: index === releases.length - 1,
    approval: release.approval,
    rollback: release.rollback,
    definitions: release.definitions,
    judged: release.judged,
    confirmed: release.confirmed && {on: release.confirmed.on, program: release.confirmed.program},
  }));
  if (asJson) return `${JSON.stringify(listed, null, 2)}\n`;
  if (listed.length === 0) return "公開版はまだありません。\n";
  const rows = listed
    .toReversed()
    .map((release) => [
      String(release.number),
      release.release_id,
      japaneseDate(release.released_on),
      formatValue(release.figure_count, 0),
      formatValue(release.revision_count, 0),
      [release.is_current ? "最新" : "", ...decisionText(release)].filter(Boolean).join("、"),
    ]);
  return `${terminalTable([...COLUMNS], rows).join("\n")}\n`;
}

/** The latest judgements, and the first definitions. */
const NAMED = 2;

function decisionText({
  approval,
  rollback,
  confirmed,
  definitions,
  judged,
}: Pick<ReleaseHeader, "approval" | "rollback" | "definitions" | "judged"> & {
  confirmed: {on: string} | null;
}): string[] {
  return [
    ...(judged.length > 0
      ? [
          `判定の変更${formatValue(judged.length, 0)}件（${someOf(judged.map(judgementText).slice(-NAMED), judged.length)}）`,
        ]
      : []),
    ...(definitions.length > 0
      ? [
          `定義の変更${formatValue(definitions.length, 0)}件（${someOf(definitions.slice(0, NAMED), definitions.length)}）`,
        ]
      : []),
    ...(approval ? [`承認 ${approval.by}（${approval.reason}）${handText(approval)}`] : []),
    ...(rollback ? [`${rollback.to} に戻した（${rollback.reason}）${accountOf(rollback)}`] : []),
    ...(confirmed ? [`${japaneseDate(confirmed.on)}に今のプログラムと計算式でも同じ中身と確認`] : []),
  ];
}

function judgementText({short_name, as_of_date, from_status, to_status}: ReleaseHeader["judged"][number]) {
  const [from, to] = [statusView(from_status).word, statusView(to_status).word];
  const how = from === to ? `${from}（目標や必要な水準を変更）` : `${from}から${to}`;
  return `${short_name} ${japaneseDate(as_of_date)} ${how}`;
}

type Approval = NonNullable<ReleaseHeader["approval"]>;

/** With "自分のファイル" where the account approved what it had brought in itself. */
function handText({ownFiles, cityFiles, ...approval}: Approval): string {
  const counts = [
    ["自分で扱った", ownFiles.length],
    ["自分で書いた市の決めごと", cityFiles.filter(({by}) => by === "approver").length],
    ["だれが変えたか分からない市の決めごと", cityFiles.filter(({by}) => by === "unknown").length],
  ] as const;
  const own = counts.flatMap(([what, count]) =>
    count > 0 ? [`、${what}${formatValue(count, 0)}件を含む`] : [],
  );
  return `${accountOf(approval)}${own.join("")}`;
}

function accountOf({account}: Pick<Approval, "account">): string {
  return account ? ` 利用者 ${accountText(account)}` : "";
}

import type {DisclosureAudit} from "../../schemas/disclosure-audit.ts";
import {formatValue} from "../values/format.ts";
import {terminalTable} from "./terminal-table.ts";

const COLUMNS = [
  {title: "指標", align: "left"},
  {title: "示していない人数", align: "right"},
  {title: "最も狭い幅", align: "right"},
  {title: "分かるもの", align: "right"},
  {title: "うち前から", align: "right"},
  {title: "試した計算", align: "right"},
] as const;

/** What an attack on all releases together found, an indicator a line. */
export function disclosureText(audits: DisclosureAudit[], releases: number): string {
  if (audits.length === 0)
    return "局区の人数を守るきまりの指標（city/privacy.csv）が、公開版にはありません。\n";
  const rows = audits.map(({name, hidden, narrowest, undone, told_before, programmes}) => [
    name,
    ...[hidden, narrowest, undone, told_before, programmes].map((value) => formatValue(value, 0)),
  ]);
  return [
    `公開版${formatValue(releases, 0)}件を合わせて、引き算で分かることをすべて試しました。`,
    "",
    ...terminalTable([...COLUMNS], rows),
    "",
    verdictOf(audits),
    "",
  ].join("\n");
}

function verdictOf(audits: DisclosureAudit[]): string {
  const [undone, before] = [
    audits.reduce((sum, audit) => sum + audit.undone, 0),
    audits.reduce((sum, audit) => sum + audit.told_before, 0),
  ];
  if (undone === 0) return "判定  きまりより細かく分かる人数はありません。";
  if (undone === before)
    return "判定  分かるものは、前の公開版で示したものだけです（取り消せません。新しい公開版は、それを狭めていません）。";
  return `判定  きまりより細かく分かる人数が、新しい公開版で${formatValue(undone - before, 0)}件増えました。city/privacy.csv を見直してください。`;
}

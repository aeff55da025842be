import type {DisclosureAudit, DisclosureShare} from "../../schemas/disclosure-audit.ts";
import type {DocumentsAudit} from "../../schemas/documents-audit.ts";
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

/** What the documents of a release say of bureaus that it does not tell. */
export function documentsText({tables, figures, withheld, unread, leaks}: DocumentsAudit): string {
  const count = (value: number) => formatValue(value, 0);
  const lines = [
    `資料  局区の表${count(tables)}、公開版と同じ数値${count(figures)}、x ${count(withheld)}、照らせない数値${count(unread)}`,
    ...leaks.map(
      ({place, bureau, heading, is_withheld}) =>
        `  ✗ ${place}: ${bureau}の${heading}に、${is_withheld ? "公開版が示していない数値" : "公開版と違う数値"}があります`,
    ),
    leaks.length === 0
      ? "判定  公開版が示していない局区の数値は、資料にありません。"
      : `判定  資料を出さないでください（${count(leaks.length)}か所）。いまの公開版から印刷し直し、手で書き足した数値は消してください。`,
  ];
  return `${lines.join("\n")}\n`;
}

const SHARES = [
  {title: "指標", align: "left"},
  {title: "期間", align: "left"},
  {title: "単位", align: "left"},
  {title: "示す数", align: "right"},
  {title: "示さない数", align: "right"},
  {title: "うちきまりで", align: "right"},
  {title: "少なくとも", align: "right"},
  {title: "示す所の人", align: "right"},
] as const;

/** How much is told by bureau, a period a line; with why not, where a bureau was asked for. */
export function disclosureSharesText(shares: DisclosureShare[], isOfBureau: boolean): string {
  if (shares.length === 0)
    return "局区の人数を守るきまりの指標（city/privacy.csv）に、まだ値がありません。\n";
  const columns = isOfBureau ? [...SHARES, {title: "この局区", align: "left"} as const] : [...SHARES];
  const rows = shares.map(({name, unit, period, told, bureaus, withheld, people_share, refusal}) => [
    name,
    period,
    unit === "group" ? "グループ" : "局区",
    `${formatValue(told, 0)}/${formatValue(bureaus, 0)}`,
    ...[withheld.count, withheld.by_rule, withheld.expected].map((value) => formatValue(value, 0)),
    people_share === null ? "－" : `${formatValue(people_share * 100, 0)}%`,
    ...(isOfBureau ? [refusal === null ? "示す" : (refusal ?? "ない")] : []),
  ]);
  return `${terminalTable(columns, rows).join("\n")}\n\n${withheldText(shares)}\n`;
}

/** What is withheld for others' sake is the price of the rule; more than the fewest is what the choice costs beyond it. */
function withheldText(shares: DisclosureShare[]): string {
  const sum = (of: (withheld: DisclosureShare["withheld"]) => number) =>
    formatValue(
      shares.reduce((total, {withheld}) => total + of(withheld), 0),
      0,
    );
  return [
    `示さない数は合わせて${sum(({count}) => count)}件。うち${sum(({by_rule}) => by_rule)}件は人数が少ないなど、きまりそのものによります。`,
    `残りは、それが引き算で分からないように隠します。どう選んでも、少なくとも${sum(({expected}) => expected)}件は隠れます（一つの表に隠れる所があれば3つ以上）。`,
  ].join("\n");
}

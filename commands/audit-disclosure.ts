import type {Argv} from "yargs";
import {homeHere} from "./home-here.ts";
import {jsonOption} from "./options.ts";
import {printJson, printText} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "audit-disclosure",
    "公開版どうしの引き算で、秘匿した局区の人数が分からないかを確かめる（終了コード 0:分からない 2:分かるものがある）",
    {json: jsonOption},
    auditDisclosure,
  );
}

async function auditDisclosure({json}: {json: boolean}): Promise<void> {
  const {openWritable} = await import("../pipelines/engine/open.ts");
  const {readPublished} = await import("../pipelines/audit/audit-candidate.ts");
  const {audit, rulesOf} = await import("../pipelines/audit/audit-disclosure.ts");
  const {attackMonths} = await import("../pipelines/audit/attack-months.ts");
  const {monthlyCountsAudit} = await import("../pipelines/audit/monthly-counts.ts");
  const {summaryOf} = await import("../pipelines/audit/summary.ts");
  const {NoReleaseYet} = await import("../pipelines/releases/no-release-yet.ts");
  const {disclosureText} = await import("../reports/terminal/disclosure.ts");
  const home = homeHere();
  const engine = await openWritable(":memory:");
  try {
    const published = await readPublished(engine, home);
    if (published.length === 0) throw new NoReleaseYet();
    const [releases, months] = [published.map(({rows}) => rows), published.map((told) => told.months)];
    const findings = await audit({rules: rulesOf(home.city), releases, before: releases.slice(1)});
    const monthly = await monthlyCountsAudit(engine, home, await attackMonths(months, months.slice(1)));
    const audits = [...summaryOf(findings, home.city), ...monthly];
    if (json) printJson(audits);
    else printText(disclosureText(audits, releases.length));
    process.exitCode = audits.some(({undone, told_before}) => undone > told_before) ? 2 : 0;
  } finally {
    engine.close();
  }
}

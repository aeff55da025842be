import type {Argv} from "yargs";
import type {Warehouse} from "../pipelines/engine/open.ts";
import type {Home} from "../pipelines/installation/home.ts";
import {currentRelease, publishedReleases} from "../pipelines/releases/history.ts";
import {withPublished} from "../pipelines/releases/published.ts";
import type {DocumentsAudit} from "../schemas/documents-audit.ts";
import {homeHere} from "./home-here.ts";
import {jsonOption} from "./options.ts";
import {printJson, printText} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "audit-disclosure",
    "公開版どうしの引き算で、秘匿した局区の人数が分からないかを確かめる（終了コード 0:分からない 2:分かるものがある）",
    {
      json: jsonOption,
      documents: {
        type: "string",
        describe: "公開版の資料（PDF、Excel、CSV）のフォルダー。局区の数値を公開版と照らす",
      },
    } as const,
    auditDisclosure,
  );
}

interface Asked {
  json: boolean;
  documents: string | undefined;
}

async function auditDisclosure({json, documents}: Asked): Promise<void> {
  const {openWritable} = await import("../pipelines/engine/open.ts");
  const {attackTold} = await import("../pipelines/audit/audit-candidate.ts");
  const {readTold} = await import("../pipelines/audit/readers-have.ts");
  const {monthlyCountsAudit} = await import("../pipelines/audit/monthly-counts.ts");
  const {summaryOf} = await import("../pipelines/audit/summary.ts");
  const {NoReleaseYet} = await import("../pipelines/releases/no-release-yet.ts");
  const {disclosureText, documentsText} = await import("../reports/terminal/disclosure.ts");
  const home = homeHere();
  const engine = await openWritable(":memory:");
  try {
    const {latest, before} = await readTold(engine, home, false);
    if (latest === null) throw new NoReleaseYet();
    const {found, months} = await attackTold({now: latest, before: [before]}, home.city);
    const audits = [...summaryOf(found, home.city), ...(await monthlyCountsAudit(engine, home, months))];
    const paper = documents === undefined ? null : await auditDocuments(engine, home, documents);
    if (json) printJson(paper ? {audits, documents: paper} : audits);
    else
      printText(disclosureText(audits, publishedReleases(home).length) + (paper ? documentsText(paper) : ""));
    const isTold = audits.some(({undone, told_before}) => undone > told_before);
    process.exitCode = isTold || (paper?.leaks.length ?? 0) > 0 ? 2 : 0;
  } finally {
    engine.close();
  }
}

/** Against the current release. */
async function auditDocuments(engine: Warehouse, home: Home, folder: string): Promise<DocumentsAudit> {
  const {auditPaper, readToldOnPaper} = await import("../pipelines/audit/paper-tables.ts");
  const {documentTables} = await import("./document-tables.ts");
  const tables = await documentTables(folder, home);
  const release = currentRelease(home) ?? {releaseId: ""};
  const told = await withPublished(engine, {home, release}, () => readToldOnPaper(engine));
  return auditPaper(tables, told);
}

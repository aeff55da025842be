import type {Finding, ReleasePlan} from "../../schemas/release-plan.ts";
import {someOf} from "../../schemas/some-of.ts";
import type {Cell} from "../engine/open.ts";
import type {FileOutcome} from "../intake/load/ingest-file.ts";
import type {BatchRecord} from "../ledger/ledger.ts";
import type {ReleaseOutcome} from "./run.ts";

const SHOWN_PROBLEMS = 10;

/** What happened to the files, in lines for people; accepted ones are summed up by source. */
export function describeFiles(files: FileOutcome[]): string[] {
  return [...describeAccepted(files), ...files.flatMap(describeTrouble)];
}

function describeAccepted(files: FileOutcome[]): string[] {
  const accepted = files.filter((file) => file.kind === "accepted");
  const titles = [...new Set(accepted.map(({title}) => title))];
  return titles.map((title) => {
    const batches = accepted.filter((file) => file.title === title).map(({batch}) => batch);
    const rows = batches.reduce((sum, batch) => sum + batch.acceptedCount, 0);
    const ignored = batches.reduce((sum, batch) => sum + batch.ignoredCount, 0);
    const left = ignored > 0 ? `（ほかに合計行・空欄など${count(ignored)}行を除外）` : "";
    return `取込み  ${title} ${count(batches.length)}ファイル、${count(rows)}行${left}`;
  });
}

function describeTrouble(file: FileOutcome): string[] {
  switch (file.kind) {
    case "accepted":
      return describeNotes(file);
    case "known":
      return [describeKnown(file)];
    case "refused":
      return [`受付不可  ${file.fileName}: ${file.why}`];
    case "held":
      return [...describeHeld(file), ...describeNotes(file)];
    default:
      return file satisfies never;
  }
}

function describeNotes({fileName, notes}: {fileName: string; notes: string[]}): string[] {
  return notes.map((note) => `注意  ${fileName}: ${note}`);
}

function describeKnown({fileName, batchId, state}: Extract<FileOutcome, {kind: "known"}>): string {
  const batch = `受付番号${batchId}`;
  switch (state) {
    case "accepted":
      return `取込済  ${fileName} は前に取り込んだファイルと同じ中身です（${batch}）。何もしていません。`;
    case "held":
      return `保留中  ${fileName} は前に取り込み、保留のままです（${batch}）。直したファイルを送り直してください。`;
    case "rejected":
      return `取下げ  ${fileName} は前に取り下げたファイルと同じ中身です（${batch}）。何もしていません。使うには npx kaikaku accept ${batchId} --reason 理由`;
    default:
      return state satisfies never;
  }
}

function describeHeld({
  fileName,
  title,
  batch,
  holds,
  problems,
}: Extract<FileOutcome, {kind: "held"}>): string[] {
  const shown = problems
    .slice(0, SHOWN_PROBLEMS)
    .map(({place, heading, reason}) => `        ${place}「${heading}」: ${reason}`);
  const more =
    problems.length > shown.length ? [`        ほか${count(problems.length - shown.length)}件`] : [];
  return [
    `保留  ${fileName}（${title}、受付番号${batch.batchId}）: ${count(batch.rowCount)}行のどれも数値に反映していません。`,
    ...holds.map(({text}) => `      理由: ${text}`),
    ...shown,
    ...more,
    ...nextSteps(batch),
  ];
}

function nextSteps({batchId, quarantinedCount}: BatchRecord): string[] {
  const mend =
    quarantinedCount > 0
      ? [
          `      直すには: npx kaikaku quarantine ${batchId} --out 直し用.xlsx を送り主に返し、直したものを取り込む`,
        ]
      : [];
  return [...mend, `      このまま使うには: npx kaikaku accept ${batchId} --reason 理由`];
}

export function describeRelease(outcome: ReleaseOutcome): string[] {
  switch (outcome.kind) {
    case "empty":
      return [
        "取り込んだデータがまだありません。ファイルを data/local/inbox に置くか、npm start で見本データを作ってください。",
      ];
    case "unchanged":
      return [`公開版  ${outcome.release.releaseId}（新しいデータはなく、変わっていません）`];
    case "published":
      return [
        ...outcome.findings.flatMap(describeFinding),
        `公開版  ${outcome.release.releaseId} を公開しました`,
      ];
    case "waiting":
      return describeWaiting(outcome.plan);
    case "stopped":
      return [
        ...outcome.findings.flatMap(describeFinding),
        "点検で誤りが見つかったため、公開していません。前の公開版のままです。",
      ];
    default:
      return outcome satisfies never;
  }
}

function describeWaiting({release_id, reasons, findings}: ReleasePlan): string[] {
  const asked = reasons.filter(({action}) => action === "approve");
  return [
    ...findings.flatMap(describeFinding),
    `承認待ち  候補 ${release_id} はまだ公開していません。前の公開版のままです。`,
    ...asked.map(
      ({reason, count: cases, examples}) =>
        `        ${reason}（${count(cases)}件: ${someOf(examples, cases)}）`,
    ),
    "        内容を確かめる: npx kaikaku plan",
    `        公開する: npx kaikaku approve ${release_id} --by 氏名 --reason 理由`,
  ];
}

function describeFinding({severity, message, rowCount, check, examples}: Finding): string[] {
  const label = severity === "blocking" ? "誤り" : "注意";
  const shown = examples.map(
    (row) =>
      `        ${Object.entries(row)
        .map(([name, value]) => `${name}=${plainCell(value)}`)
        .join(" ")}`,
  );
  const left = rowCount - shown.length;
  return [
    `${label}  ${message}（${count(rowCount)}件、${check}）`,
    ...shown,
    ...(left > 0 && shown.length > 0 ? [`        ほか${count(left)}件`] : []),
  ];
}

/** Enough digits to find the row, not the engine's sixteen. */
function plainCell(value: Cell | undefined): string {
  if (value === null || value === undefined) return "－";
  return typeof value === "number" ? String(Number(value.toPrecision(9))) : String(value);
}

/** 0 all accepted, 2 something is held or waits for approval, 1 something was refused or the release was stopped. */
export function exitCodeOf(files: FileOutcome[], outcome?: ReleaseOutcome): 0 | 1 | 2 {
  if (outcome?.kind === "stopped" || files.some(({kind}) => kind === "refused")) return 1;
  if (outcome?.kind === "waiting") return 2;
  return files.some((file) => file.kind === "held" || (file.kind === "known" && file.state === "held"))
    ? 2
    : 0;
}

function count(value: number): string {
  return value.toLocaleString("ja-JP");
}

import {type FaultGroup, faultLines} from "../../../schemas/fault-group.ts";
import {isOfHeadings, isOfWords} from "../../../schemas/map-hint.ts";
import {someOf} from "../../../schemas/some-of.ts";
import {shippedContracts} from "../../../schemas/sources.ts";
import {visibleLine} from "../../../schemas/visible-text.ts";
import {groupFaults} from "../judge/group-faults.ts";
import type {FileOutcome} from "../load/outcome.ts";
import {shortReading} from "../read/absent-columns.ts";

type Outcome<Kind extends FileOutcome["kind"]> = Extract<FileOutcome, {kind: Kind}>;

const INDENT = " ".repeat(6);
const SHOWN_FILES = 3;

/** What happened to the files of one call, in lines for people: what is the same of several is told once. No cell or name breaks its line. */
export function describeFiles(files: FileOutcome[]): string[] {
  const of = <Kind extends FileOutcome["kind"]>(kind: Kind) =>
    files.filter((file): file is Outcome<Kind> => file.kind === kind);
  return [
    ...describeAccepted(of("accepted")),
    ...describeKnown(of("known")),
    ...describeRefused(of("refused")),
    ...describeUnread(of("unread")),
    ...describeHeld(of("held")),
    ...describeNotes([...of("accepted"), ...of("held")]),
  ].map(visibleLine);
}

function describeAccepted(accepted: Outcome<"accepted">[]): string[] {
  return [...Map.groupBy(accepted, ({title}) => title)].flatMap(([title, files]) => {
    const rows = files.reduce((sum, {batch}) => sum + batch.acceptedCount, 0);
    const ignored = files.reduce((sum, {batch}) => sum + batch.ignoredCount, 0);
    const left = ignored > 0 ? `（ほかに合計行・空欄など${count(ignored)}行を除外）` : "";
    return [`取込み  ${title} ${count(files.length)}ファイル、${count(rows)}行${left}`, ...readings(files)];
  });
}

/** How they were read; files that were read alike are one line. */
function readings(files: Outcome<"accepted">[]): string[] {
  return [...Map.groupBy(files, ({reading}) => reading)].flatMap(([reading, alike]) =>
    reading === "" ? [] : [`${INDENT}読み方  ${fileNames(alike)}: ${shortReading(reading)}`],
  );
}

function describeKnown(known: Outcome<"known">[]): string[] {
  return [...Map.groupBy(known, ({state}) => state)].map(([state, files]) => {
    const batches = files.map(({batchId}) => String(batchId));
    const batch = `受付番号${someOf(batches.slice(0, SHOWN_FILES), batches.length)}`;
    const names = fileNames(files);
    switch (state) {
      case "accepted":
        return `取込済  ${names} は前に取り込んだファイルと同じ中身です（${batch}）。何もしていません。`;
      case "held":
        return `保留中  ${names} は前に取り込み、保留のままです（${batch}）。直したファイルを送り直してください。`;
      case "rejected":
        return `取下げ  ${names} は前に取り下げたファイルと同じ中身です（${batch}）。何もしていません。使うには npx kaikaku accept ${numberOf(batches)} --reason 理由`;
      default:
        return state satisfies never;
    }
  });
}

function describeRefused(refused: Outcome<"refused">[]): string[] {
  if (refused.length === 0) return [];
  const unknown = refused.filter(({why}) => isOfHeadings(why));
  return [
    ...[...Map.groupBy(refused, ({why}) => why)].map(
      ([why, files]) => `受付不可  ${fileNames(files)}: ${why}`,
    ),
    `${INDENT}返すには: 受け箱にあったものは、npx kaikaku reply ${onlyName(refused)} で送り主への手紙とExcelを作れる`,
    ...(unknown.length > 0 ? [`${INDENT}見出しを教えるには: npx kaikaku map ${onlyName(unknown)}`] : []),
  ];
}

/** They stay where they are. */
function describeUnread(unread: Outcome<"unread">[]): string[] {
  return [...Map.groupBy(unread, ({why}) => why)].map(
    ([why, files]) =>
      `読めず  ${fileNames(files)}: ${why}ファイルは元の場所に残し、次の回にもう一度読みます。`,
  );
}

function describeNotes(files: {fileName: string; notes: string[]}[]): string[] {
  const notes = files.flatMap(({fileName, notes}) => notes.map((note) => ({fileName, note})));
  return [...Map.groupBy(notes, ({note}) => note)].map(
    ([note, places]) => `注意  ${fileNames(places)}: ${note}`,
  );
}

function describeHeld(held: Outcome<"held">[]): string[] {
  if (held.length === 0) return [];
  const groups = faultsOf(held);
  const faultCount = held.reduce((sum, {problems}) => sum + problems.length, 0);
  const summary =
    held.length > 1 && groups.length > 0
      ? [`${INDENT}誤りは${count(groups.length)}種類、${count(faultCount)}行:`]
      : [];
  return [
    ...heldFiles(held),
    ...summary,
    ...faultLines(groups).map((line) => `${INDENT}  ${line}`),
    ...nextSteps(held),
  ];
}

/** What is wrong in the cells of held files, the same things together. */
export function faultsOf(held: Outcome<"held">[]): FaultGroup[] {
  return groupFaults(
    held.flatMap(({fileName, batch, problems}) =>
      problems.map(({place, heading, cell, reason}) => ({
        ...{batchId: batch.batchId, fileName, heading, cell, reason},
        rowCount: 1,
        places: [place],
      })),
    ),
  );
}

function heldFiles(held: Outcome<"held">[]): string[] {
  const [only, ...others] = held;
  if (only && others.length === 0)
    return [
      `保留  ${only.fileName}（${only.title}、受付番号${only.batch.batchId}）: ${count(only.batch.rowCount)}行のどれも数値に反映していません。`,
      ...only.holds.map(({text}) => `${INDENT}理由: ${text}`),
    ];
  return [
    `保留  ${count(held.length)}ファイル: どの行も数値に反映していません。`,
    ...held.map(
      ({fileName, title, batch, holds}) =>
        `${INDENT}受付番号${batch.batchId}  ${fileName}（${title}、${count(batch.rowCount)}行）: ${holds.map(({text}) => text).join("。")}`,
    ),
  ];
}

function nextSteps(held: Outcome<"held">[]): string[] {
  const numbers = (files: Outcome<"held">[]) => numberOf(files.map(({batch}) => String(batch.batchId)));
  const bad = held.filter(
    ({batch, holds}) => batch.quarantinedCount > 0 || holds.some(({kind}) => kind === "control_total"),
  );
  const mend =
    bad.length > 0
      ? [
          `${INDENT}直すには: npx kaikaku reply ${numbers(bad)} で作る手紙と直し用のExcelを送り主に返し、直したものを取り込む`,
        ]
      : [];
  const foreign = held.filter(({problems, batch}) =>
    isOfWords(
      problems.map(({reason}) => ({reason, rows: 1})),
      batch.rowCount,
    ),
  );
  const learn =
    foreign.length > 0
      ? [
          `${INDENT}この市ではその言葉や番号でよければ: npx kaikaku map ${onlyName(foreign)} で教え、npx kaikaku rebuild --words で読み直す`,
        ]
      : [];
  const asking = held.filter(({holds}) => holds.some(({kind}) => kind === "question"));
  const others = held.filter((file) => !asking.includes(file) && !lacksNeeded(file));
  const answer =
    asking.length > 0
      ? [`${INDENT}読み方を答えるには: npx kaikaku accept ${numbers(asking)} --as ことば --reason 理由`]
      : [];
  const use =
    others.length > 0
      ? [`${INDENT}このまま使うには: npx kaikaku accept ${numbers(others)} --reason 理由`]
      : [];
  return [...mend, ...learn, ...answer, ...use];
}

/** Whose readable rows say nothing without the others. */
function lacksNeeded({batch}: Outcome<"held">): boolean {
  return (
    batch.quarantinedCount > 0 &&
    shippedContracts.some((one) => one.source === batch.source && one.needsAllRows)
  );
}

/** The name that a command is given: of several, the word for it. */
function onlyName([only, ...others]: {fileName: string}[]): string {
  return only && others.length === 0 ? `"${only.fileName}"` : "ファイル名";
}

/** The number that a command is given: of several, the word for it. */
function numberOf(batches: string[]): string {
  const [only = "", ...others] = batches;
  return others.length === 0 ? only : "受付番号";
}

function fileNames(files: {fileName: string}[]): string {
  const names = files.map(({fileName}) => fileName);
  return someOf(names.slice(0, SHOWN_FILES), names.length, "ファイル");
}

function count(value: number): string {
  return value.toLocaleString("ja-JP");
}

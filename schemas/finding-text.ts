import type {Finding, Notes} from "./release-plan.ts";

/** All that checks found, for people; what was acknowledged is counted only. */
export function noteLines({findings, acknowledged}: Notes): string[] {
  return [...findings.flatMap(findingLines), ...acknowledgedLines(acknowledged.length)];
}

export function acknowledgedLines(size: number): string[] {
  return size === 0 ? [] : [`承知済み  ${count(size)}件（npx kaikaku status --acknowledged で見られます）`];
}

const FINDING_WORDS = {blocking: "誤り", warning: "注意", waiting: "待ち"} as const;

/** A finding for people: what is wrong and how many, of which files, what to do about it, and some of the rows. */
export function findingLines({severity, check, message, examples, remedy, ...finding}: Finding): string[] {
  return [
    `${FINDING_WORDS[severity]}  ${message}（${findingSize(finding)}）`,
    ...fileLines(finding).map((line) => `        ${line}`),
    `        直し方: ${remedy}`,
    ...exampleTexts(examples).map((text) => `        例: ${text}`),
    ...(severity === "warning" ? [`        ${letBe(check)}`] : []),
  ];
}

/** How the office says that it has seen a note and lets it be. */
export function letBe(check: string): string {
  return `このままでよければ: npx kaikaku acknowledge ${noteName(check)} --reason 理由`;
}

/** In front of the name of what doctor warns of. */
export const DOCTOR_NOTE = "doctor.";

/** What people call a note: the name of its check, or of what doctor looked at. */
export function noteName(check: string): string {
  return check.replace(/^(checks|doctor)\./, "");
}

/** "2人、24行", or "3件" where the wrong rows are not of people. */
export function findingSize({peopleCount, rowCount}: Pick<Finding, "peopleCount" | "rowCount">): string {
  return peopleCount === null ? `${count(rowCount)}件` : `${count(peopleCount)}人、${count(rowCount)}行`;
}

/** The files that the wrong rows are of, each with its number. */
export function fileLines({files, fileCount}: Pick<Finding, "files" | "fileCount">): string[] {
  if (files.length === 0) return [];
  const named = files.map(({fileName, sourceTitle, batchId, rowCount}) => {
    const rows = rowCount === null ? "" : `、${count(rowCount)}行`;
    return `ファイル: ${fileName}（${sourceTitle}、受付番号${batchId}${rows}）`;
  });
  return fileCount > files.length ? [...named, `ほか${count(fileCount - files.length)}ファイル`] : named;
}

/** Rows of one column are told in one line. */
function exampleTexts(examples: Finding["examples"]): string[] {
  const rows = examples.map((row) => Object.entries(row));
  const [heading] = rows[0]?.[0] ?? [];
  if (heading !== undefined && rows.every((row) => row.length === 1))
    return [`${heading} ${rows.map(([cell]) => cell?.[1]).join("、")}`];
  return rows.map((row) => row.map(([name, value]) => `${name} ${value}`).join("、"));
}

function count(value: number): string {
  return value.toLocaleString("ja-JP");
}

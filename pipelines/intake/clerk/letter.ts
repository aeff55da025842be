import {type FaultGroup, faultLines} from "../../../schemas/fault-group.ts";
import {visibleLine} from "../../../schemas/visible-text.ts";

export interface LetterContent {
  fileName: string;
  reasons: string[];
  faults: FaultGroup[];
  /** Name of the workbook that goes with it, and what the sender does with it; null where only bureaus have something to mend. */
  workbook: {name: string; isMended: boolean} | null;
  /** Who gets a letter for their own rows. */
  bureaus: {bureau: string; cellCount: number}[];
}

/** The letter to a sender: why the file is not used, and what is wanted. Written for somebody who has no kaikaku. */
export function letterText({fileName, reasons, faults, workbook, bureaus}: LetterContent): string {
  return lettered([
    workbook ? `件名: 「${fileName}」の出し直しのお願い` : `件名: 「${fileName}」を確認しています`,
    "",
    `お送りいただいた「${fileName}」は、次の理由で、まだ数値に使っていません。`,
    "",
    ...reasons.flatMap((reason) => reason.split("\n")).map((reason) => `・${forSender(reason)}`),
    ...faultPart(faults),
    ...bureauPart(bureaus),
    ...(workbook ? ["", "お願い", wantedBy(workbook, bureaus.length > 0)] : []),
    ...(reasons.some((reason) => ANSWER.test(reason))
      ? ["「 」で示したことばで答えられるものは、ことばの返事だけでも構いません。"]
      : []),
  ]);
}

function wantedBy({name, isMended}: {name: string; isMended: boolean}, isShared: boolean): string {
  const mine = isShared ? "そのほかは、" : "";
  return isMended
    ? `${mine}添えた「${name}」の色の付いたところを直し、ほかの行も残したまま、そのファイルを送り返してください（「直すところ」の列とシートは残して構いません）。`
    : `理由のところを直し、全部の行を出し直してください。理由は、添えた「${name}」にもあります。`;
}

function bureauPart(bureaus: LetterContent["bureaus"]): string[] {
  if (bureaus.length === 0) return [];
  return [
    "",
    "次の局区の行は、その局区に直していただくよう、それぞれにお願いします（その局区の行だけを入れたExcelを渡します）。",
    ...bureaus.map(({bureau, cellCount}) => `・${bureau}（${cellCount.toLocaleString("ja-JP")}か所）`),
  ];
}

export interface BureauLetterContent {
  fileName: string;
  bureau: string;
  faults: FaultGroup[];
  workbookName: string;
}

/** The letter to one of the bureaus whose rows a file has: of nobody else's. */
export function bureauLetterText({fileName, bureau, faults, workbookName}: BureauLetterContent): string {
  return lettered([
    `件名: 「${fileName}」の${bureau}の分を直すお願い`,
    "",
    `届いた「${fileName}」の${bureau}の行に、直していただきたいところがあります。行の番号は、添えたExcelのものです。`,
    ...faultPart(faults),
    "",
    "お願い",
    `添えた「${workbookName}」には、${bureau}の行だけを入れてあります。色の付いたところを直し、ほかの行も残したまま、そのファイルを送り返してください（「直すところ」の列とシートは残して構いません）。`,
  ]);
}

function faultPart(faults: FaultGroup[]): string[] {
  if (faults.length === 0) return [];
  return [
    "",
    "直すところ（同じものはまとめて）",
    ...faultLines(faults).map((line) => `・${forSender(line)}`),
  ];
}

function lettered(lines: string[]): string {
  return `${lines.map(visibleLine).join("\n")}\n`;
}

const ANSWER = / ?--as ([^\s、。]+)/;

/** A sender gives no commands: words that answer stand in brackets, and the workbook is the one that comes with the letter. */
function forSender(text: string): string {
  return text
    .replaceAll(new RegExp(ANSWER, "g"), "「$1」")
    .replace(/（npx kaikaku reply [^（）]*）/g, "（添えたExcelに全部あります）");
}

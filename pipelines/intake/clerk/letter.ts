import {type FaultGroup, faultLines} from "../../../schemas/fault-group.ts";
import {visibleLine} from "../../../schemas/visible-text.ts";

export interface LetterContent {
  fileName: string;
  reasons: string[];
  faults: FaultGroup[];
  /** Name of the workbook that goes with it, and what the sender does with it. */
  workbook: {name: string; isMended: boolean};
}

/** The letter to a sender: why the file is not used, and what is wanted. Written for somebody who has no kaikaku. */
export function letterText({fileName, reasons, faults, workbook}: LetterContent): string {
  const ask = workbook.isMended
    ? `添えた「${workbook.name}」の色の付いたところを直し、ほかの行も残したまま、そのファイルを送り返してください（「直すところ」の列は残して構いません）。`
    : `理由のところを直し、全部の行を出し直してください。理由は、添えた「${workbook.name}」にもあります。`;
  const lines = [
    `件名: 「${fileName}」の出し直しのお願い`,
    "",
    `お送りいただいた「${fileName}」は、次の理由で、まだ数値に使っていません。`,
    "",
    ...reasons.flatMap((reason) => reason.split("\n")).map((reason) => `・${forSender(reason)}`),
    ...(faults.length === 0
      ? []
      : [
          "",
          "直すところ（同じものはまとめて）",
          ...faultLines(faults).map((line) => `・${forSender(line)}`),
        ]),
    "",
    "お願い",
    ask,
    ...(reasons.some((reason) => ANSWER.test(reason))
      ? ["「 」で示したことばで答えられるものは、ことばの返事だけでも構いません。"]
      : []),
  ];
  return `${lines.map(visibleLine).join("\n")}\n`;
}

const ANSWER = / ?--as ([^\s、。]+)/;

/** A sender gives no commands: words that answer stand in brackets, and the workbook is the one that comes with the letter. */
function forSender(text: string): string {
  return text
    .replaceAll(new RegExp(ANSWER, "g"), "「$1」")
    .replace(/（npx kaikaku quarantine [^（）]*）/g, "（添えたExcelに全部あります）");
}

import type {LogFault} from "./examine.ts";

/** What is wrong with a log, in the words of whoever has to ask who did it. */
export function logFaultText(fault: LogFault): string {
  switch (fault.kind) {
    case "edited":
      return `書換え: ${fault.line}行目が、書いたときと違います`;
    case "removed":
      return `抜取り: ${fault.line}行目の前の行が抜かれているか、並べ替えられています`;
    case "before_changed":
      return `書換え: はじめの${fault.lines}行が、この記録を始めたときと違います（書き足されたか、消されたか、書き換えられています）`;
    case "cut":
      return `切取り: ${fault.place}では${fault.once}行まであったのに、${fault.line}行しかありません`;
    case "rewritten":
      return `作直し: ${fault.line}行目が、${fault.place}にある控えと違います。記録の鍵を使える人が、あとから書き直しています`;
    case "deleted":
      return `消去: 記録そのものがありません（${fault.place}があるので、記録はありました）`;
    case "restarted":
      return `始め直し: ${fault.place}にある記録とは別の記録が、1行目から始まっています`;
    case "key_missing":
      return "鍵なし: 記録の鍵がないので、書き換えられていても分かりません";
    case "key_other":
      return "鍵違い: 記録の鍵が、この記録を始めたときの鍵と違います";
    case "note_missing":
      return "控えなし: 最後の行の控え（access-log.jsonl.last）が消されています";
    case "people_unreadable":
      return `人の鍵なし: 消す命令の記録がないのに、${fault.count}人分の行が読めません（access-keys/people.json から鍵が抜かれたか、替わっています）`;
    case "carried_changed":
      return `前の記録の変更: 引き継いだ前の記録（${fault.file}）が、引き継いだときと違うか、ありません`;
    case "left_lost":
      return `前の記録の消去: ${fault.place}にある前の記録が、引き継がれていません。記録の鍵を使える人が、引き継いだように見せています`;
    default:
      return fault satisfies never;
  }
}

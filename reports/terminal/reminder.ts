import type {DueFile, DueList} from "../../schemas/due.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";

/** A ready text for each section that owes something, in the order of their oldest debt; "" when nobody does. */
export function reminderText(list: DueList): string {
  const overdue = list.files.filter(({days_overdue}) => days_overdue > 0);
  const sections = new Set([...overdue, ...list.held].map(({section}) => section));
  return [...sections].map((section) => reminder(section, list)).join(`\n${"─".repeat(40)}\n\n`);
}

function reminder(section: string, {files, held, as_of}: DueList): string {
  const late = files.filter((file) => file.section === section && file.state === "late");
  const bad = held.filter((file) => file.section === section);
  return [
    `${section} 御中`,
    "",
    `働き方改革の指標の集計に使うファイルについて、${japaneseDate(as_of)}現在の状況をお知らせします。`,
    ...(late.length === 0 ? [] : ["", "【まだ届いていないもの】", ...late.map(lateLine)]),
    ...(bad.length === 0
      ? []
      : [
          "",
          "【届きましたが、読めない箇所があり、数値に反映していないもの】",
          ...bad.map(
            ({file_name, title, received_on, batch_id}) =>
              `・${title}「${file_name}」（${japaneseDate(received_on)}受付、受付番号${batch_id}）`,
          ),
        ]),
    "",
    "お手数ですが、提出（または直したファイルの再提出）をお願いします。",
    "すでに送っていただいている場合は、行き違いをお許しください。提出の見込みが立たない場合は、その旨をお知らせください。",
    "",
  ].join("\n");
}

function lateLine({title, period_name, due_on, days_overdue}: DueFile): string {
  const period = period_name.endsWith("現在") ? period_name : `${period_name}分`;
  return `・${title} ${period}（期限 ${japaneseDate(due_on)}、${days_overdue}日超過）`;
}

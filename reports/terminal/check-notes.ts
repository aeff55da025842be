import type {Acknowledgement} from "../../schemas/acknowledgement.ts";
import type {CheckNotes, SpokenNote} from "../../schemas/check-notes.ts";
import {acknowledgedLines, DOCTOR_NOTE, letBe} from "../../schemas/finding-text.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";
import {formatValue} from "../values/format.ts";

/** Notes that somebody may do something about, and how many others there are. */
export function openNoteLines({open, acknowledged}: CheckNotes): string[] {
  return [...open.flatMap(noteLines), ...acknowledgedLines(acknowledged.length)];
}

/** What waits for a kind of file that has not come yet, and what would bring it. */
export function waitingLines({waiting}: CheckNotes): string[] {
  return waiting.flatMap((note) => [titleOf(note), `  直し方: ${note.remedy}`]);
}

function noteLines(note: SpokenNote): string[] {
  return [titleOf(note), `  直し方: ${note.remedy}`, `  ${letBe(note.check)}`];
}

/** Every note that was ever acknowledged, with what has become of it. */
export function acknowledgementLines({open, acknowledged, acknowledgements}: CheckNotes): string[] {
  const stateOf = ({note}: Acknowledgement) => {
    if (note.startsWith(DOCTOR_NOTE)) return "設備の具合の注意（今どうかは npx kaikaku doctor）";
    if (acknowledged.some(({check}) => check === note)) return "承知済み";
    return open.some(({check}) => check === note)
      ? "中身が変わったので、また注意に出ています"
      : "今は出ていません";
  };
  return acknowledgements.flatMap((one) => [
    `${one.seen}（${count(one.row_count)}件）`,
    `  ${japaneseDate(one.acknowledged_on)} ${one.acknowledged_by}: ${one.reason}`,
    `  ${stateOf(one)}`,
  ]);
}

function titleOf({message, row_count}: SpokenNote): string {
  return `${message}（${count(row_count)}件）`;
}

function count(value: number): string {
  return formatValue(value, 0);
}

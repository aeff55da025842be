import {readSync} from "node:fs";
import {encodeCp932} from "../../engine/encode-cp932.ts";
import {openPlainFile} from "../../installation/plain-file.ts";
import type {ReadableText} from "./decode.ts";
import {closeTracked, tracked} from "./open-files.ts";

/** Words that name a total (会計 is none) at the end of a cell, perhaps with one of the tails. */
const TOTALS = ["計", "総数", "総額", "再掲", "全体", "平均", "計用", "TOTAL", "Total", "total", "トータル"];
/** Words for a state; remarks say them in a sentence, too. */
const STATES = [
  ...["見込", "見込み", "見通し", "予定", "計画", "予測", "予想", "推計", "推定", "試算", "目標", "仮"],
  ...["速報", "暫定", "概算", "概数", "仮集計", "未確定", "集計中", "案分", "按分", "補完"],
];
/** A line below the rows that is a note; it may say what the rows are. */
const NOTES = ["\n※", "\n（注", "\n(注", "\n注", "\n＊", "\n*", "単位"];
const TAILS = ["", "値", "額", "数", "分"];
const NO_TOTAL = "会";
const CLOSINGS = [",", "\t", '"', "\r", "\n", " ", "　", "（", "(", "）", ")", "】", "＊", "*", "※"];

/** Where totals stand: what only stands in the middle of a long list is a bad row of its own. */
const LOOKED_AT = 64 * 1024;

/**
 * Whether a cell near the beginning or end of a text ends in a word for a total or a state, a line there is a note, or columns
 * that are not read may say one anywhere: then a long list, too, is looked at as a whole.
 */
export function holdsTellingWord(
  {path, encoding, byteCount}: ReadableText,
  hasOtherColumns: boolean,
): boolean {
  const {words, states, notes, tails, closings, noTotal} = SIGNS[encoding]();
  const isAt = (bytes: Buffer, at: number) => (sign: Buffer) =>
    sign.equals(bytes.subarray(at, at + sign.length));
  const isEnd = (bytes: Buffer, at: number) => at >= bytes.length || closings.some(isAt(bytes, at));
  const isWordAt = (bytes: Buffer, at: number, word: Buffer) => {
    const end = at + word.length;
    const isWhole = tails.some((tail) => isAt(bytes, end)(tail) && isEnd(bytes, end + tail.length));
    return isWhole && !bytes.subarray(Math.max(0, at - noTotal.length), at).equals(noTotal);
  };
  if (hasOtherColumns && holdsAny(path, byteCount, states)) return true;
  const isSaidIn = (bytes: Buffer, word: Buffer) => {
    for (let at = bytes.indexOf(word); at !== -1; at = bytes.indexOf(word, at + word.length))
      if (isWordAt(bytes, at, word)) return true;
    return false;
  };
  return endsOf(path, byteCount).some(
    (bytes) =>
      notes.some((note) => bytes.includes(note)) ||
      [...words, ...states].some((word) => isSaidIn(bytes, word)),
  );
}

const SIGNS: Record<ReadableText["encoding"], () => Signs> = {
  "UTF-8": once(() => signs((text) => Buffer.from(text))),
  CP932: once(() => signs((text) => Buffer.from(encodeCp932(text).bytes))),
};

interface Signs {
  words: Buffer[];
  states: Buffer[];
  notes: Buffer[];
  tails: Buffer[];
  closings: Buffer[];
  noTotal: Buffer;
}

function signs(encoded: (text: string) => Buffer): Signs {
  return {
    words: TOTALS.map(encoded),
    states: STATES.map(encoded),
    notes: NOTES.map(encoded),
    tails: TAILS.map(encoded),
    closings: CLOSINGS.map(encoded),
    noTotal: encoded(NO_TOTAL),
  };
}

function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function holdsAny(path: string, byteCount: number, words: Buffer[]): boolean {
  const [bytes = Buffer.alloc(0)] = partsOf(path, [{position: 0, length: byteCount}]);
  return words.some((word) => bytes.includes(word));
}

function endsOf(path: string, byteCount: number): Buffer[] {
  const starts = [...new Set([0, Math.max(0, byteCount - LOOKED_AT)])];
  return partsOf(
    path,
    starts.map((position) => ({position, length: LOOKED_AT})),
  );
}

function partsOf(path: string, parts: {position: number; length: number}[]): Buffer[] {
  const file = tracked(openPlainFile(path));
  try {
    return parts.map(({position, length}) => {
      const bytes = Buffer.allocUnsafe(length);
      return bytes.subarray(0, readSync(file, bytes, {position}));
    });
  } finally {
    closeTracked(file);
  }
}

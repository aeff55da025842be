import {closeSync, readSync} from "node:fs";
import {encodeCp932} from "../../engine/encode-cp932.ts";
import {openPlainFile} from "../../installation/plain-file.ts";
import type {ReadableText} from "./decode.ts";

/** Endings of the words that name a total (会計 is none) or a state at the end of a cell. */
const ENDINGS = [
  ...["計", "総数", "総額", "再掲", "全体", "平均", "計用", "TOTAL", "Total", "total", "トータル"],
  ...[
    "見込",
    "見込み",
    "見込値",
    "見通し",
    "予定",
    "計画",
    "計画値",
    "予測",
    "予想",
    "推計",
    "目標",
    "目標値",
  ],
  ...["速報", "速報値", "暫定", "暫定値", "概算", "概数", "仮集計", "未確定"],
];
const NO_TOTAL = "会";
const CLOSINGS = [",", "\t", '"', "\r", "\n", " ", "　", "（", "(", "）", ")", "】", "＊", "*", "※"];

/** Where totals stand: what only stands in the middle of a long list is a bad row of its own. */
const LOOKED_AT = 64 * 1024;

/** Whether a cell near the beginning or end of a text ends in a word for a total or a state: then a long list, too, is looked at as a whole. */
export function holdsTellingWord({path, encoding, byteCount}: ReadableText): boolean {
  const {words, closings, noTotal} = SIGNS[encoding]();
  const isWordAt = (bytes: Buffer, at: number, word: Buffer) => {
    const end = at + word.length;
    const isEnd =
      end >= bytes.length || closings.some((sign) => sign.equals(bytes.subarray(end, end + sign.length)));
    return isEnd && !bytes.subarray(Math.max(0, at - noTotal.length), at).equals(noTotal);
  };
  return endsOf(path, byteCount).some((bytes) =>
    words.some((word) => {
      for (let at = bytes.indexOf(word); at !== -1; at = bytes.indexOf(word, at + word.length))
        if (isWordAt(bytes, at, word)) return true;
      return false;
    }),
  );
}

const SIGNS: Record<ReadableText["encoding"], () => Signs> = {
  "UTF-8": once(() => signs((text) => Buffer.from(text))),
  CP932: once(() => signs((text) => Buffer.from(encodeCp932(text).bytes))),
};

interface Signs {
  words: Buffer[];
  closings: Buffer[];
  noTotal: Buffer;
}

function signs(encoded: (text: string) => Buffer): Signs {
  return {words: ENDINGS.map(encoded), closings: CLOSINGS.map(encoded), noTotal: encoded(NO_TOTAL)};
}

function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function endsOf(path: string, byteCount: number): Buffer[] {
  const file = openPlainFile(path);
  try {
    return [...new Set([0, Math.max(0, byteCount - LOOKED_AT)])].map((position) => {
      const bytes = Buffer.alloc(LOOKED_AT);
      return bytes.subarray(0, readSync(file, bytes, {position}));
    });
  } finally {
    closeSync(file);
  }
}

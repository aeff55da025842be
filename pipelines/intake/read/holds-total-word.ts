import {encodeCp932} from "../../engine/encode-cp932.ts";
import {readPlainFile} from "../../installation/plain-file.ts";
import type {ReadableText} from "./decode.ts";

/** Endings of the words that name a total at the end of a cell; 会計 is none. */
const ENDINGS = ["計", "総数", "総額", "再掲", "全体", "平均", "計用", "TOTAL", "Total", "total", "トータル"];
const NO_TOTAL = "会";
const CLOSINGS = [",", "\t", '"', "\r", "\n", " ", "　", "（", "(", "）", ")", "】", "＊", "*", "※"];

/** Whether a cell of a text ends in a word for a total: then a long list, too, is looked at as a whole. */
export function holdsTotalWord({path, encoding}: ReadableText): boolean {
  const bytes = readPlainFile(path);
  const encoded = (text: string) => Buffer.from(encoding === "CP932" ? encodeCp932(text).bytes : text);
  const noTotal = encoded(NO_TOTAL);
  const closings = CLOSINGS.map(encoded);
  return ENDINGS.map(encoded).some((word) => {
    for (let at = bytes.indexOf(word); at !== -1; at = bytes.indexOf(word, at + word.length)) {
      const end = at + word.length;
      const isEnd =
        end >= bytes.length || closings.some((sign) => sign.equals(bytes.subarray(end, end + sign.length)));
      if (isEnd && !bytes.subarray(at - noTotal.length, at).equals(noTotal)) return true;
    }
    return false;
  });
}

import {UserError} from "../../schemas/errors.ts";
import {NOTHING_PUBLISHED, WITHOUT} from "./spark-place.ts";

/** The master says nothing. */
export function noMaster(master: string): UserError {
  return new UserError(
    `Sparkのマスター「${master}」が答えません。動いているか、アドレスとポートが正しいかを確かめて、もう一度実行してください。${NOTHING_PUBLISHED}${WITHOUT}`,
  );
}

/** The master answers, and no worker takes any work. */
export function noWorker(master: string): UserError {
  return new UserError(
    `Sparkのマスター「${master}」は答えましたが、仕事を受ける worker がありません。worker が動いていて、メモリーとコアに空きがあるかを確かめて、もう一度実行してください。${NOTHING_PUBLISHED}${WITHOUT}`,
  );
}

/** Nothing was ever compared with that version. */
export function otherVersion(version: string): UserError {
  return new UserError(
    `このSparkは版${version}です。数値が同じになることを確かめてあるのは、版4.1と4.3です。その版のSparkを --spark-home で指定してください。${NOTHING_PUBLISHED}${WITHOUT}`,
  );
}

/** Why Spark stopped, by what it said, and what to do; the first that fits. */
const CAUSES: [RegExp, string][] = [
  [
    /No space left on device|Disk quota exceeded/,
    "worker か、このコンピューターのディスクが一杯です。空きを作って、もう一度実行してください",
  ],
  [
    /OutOfMemoryError|Not enough memory|exit (code|status):? 137/,
    "Sparkのメモリーが足りません。worker（local のときは設定の calculation: max_memory）のメモリーを増やして、もう一度実行してください",
  ],
  [
    /Lost executor|Job aborted due to stage failure|Master removed our application|All masters are unresponsive/,
    "Sparkのマスターか worker が途中で止まりました。動いているかを確かめて、もう一度実行してください",
  ],
];

interface Stopped {
  /** The relation that was being built; null before the first. */
  step: string | null;
  /** All that Spark complained of. */
  words: string;
  /** Exit code or signal. */
  how: number | string;
}

/** Spark stopped before all was built. */
export function faultOfSpark({step, words, how}: Stopped): UserError {
  const where = step === null ? "計算を始める前に" : `「${step}」の計算の途中で`;
  const why = CAUSES.find(([said]) => said.test(words))?.[1];
  const said = firstComplaint(words);
  return new UserError(
    `計算エンジンSparkが、${where}止まりました（終了コード ${how}）。${why ? `${why}。` : ""}${NOTHING_PUBLISHED}${WITHOUT}${said ? `\n        Sparkの言葉: ${said}` : ""}`,
  );
}

const LONGEST_WORDS = 300;

/** The first line that names an error, without the tail that lists where in the program it happened. */
function firstComplaint(words: string): string {
  const line = words
    .split("\n")
    .find((one) => /^\[[A-Z_.]+\]|Exception|Error/.test(one) && !/^\s*at |Using Spark's/.test(one));
  return (line ?? "").trim().slice(0, LONGEST_WORDS);
}

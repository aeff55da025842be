import {isSameWord} from "../../schemas/same-word.ts";

/** Why a file waits for a person although it could be read. */
type HoldKind =
  /** Cells or lines that the contract refuses. */
  | "bad_rows"
  /** Rows with the same key twice or more. */
  | "duplicates"
  /** Rows whose days contradict each other. */
  | "contradictory_rows"
  /** Rows that name a bureau or person nobody knows. */
  | "unknown_references"
  /** Other values than a file from elsewhere for the same keys, or the same period with other keys. */
  | "contradiction"
  /** Far fewer rows than the file that it would supersede. */
  | "lost_rows"
  /** Rows of another period than the file's name says. */
  | "wrong_period"
  /** A period that is not over, or far from all others. */
  | "impossible_period"
  /** Amounts that are all about 10, 100 or 1,000 times those of before. */
  | "level_jump"
  /** Amounts, rows or people that are far from those of the periods before. */
  | "implausible"
  /** The total printed in the file is not the sum of its rows. */
  | "control_total"
  /** The workbook breaks the rules of its format; what was read may not be all. */
  | "damaged_workbook"
  /** Results of formulas that the workbook itself wants to have computed anew. */
  | "stale_formulas";

/** One reason, in Japanese for people: what was found and, where numbers differ, both of them. */
export type Hold = {kind: HoldKind; text: string} | Question;

/**
 * What a file says of its numbers and is not understood, or in two ways: it waits for one word. A reading asks it again
 * each time, also when it was told the word, so that a word nobody asked for is found out.
 */
export interface Question {
  kind: "question";
  text: string;
  answers: string[];
}

/** 「表の上に（千枚）とあります」 with {千枚: "千枚単位", 枚: "枚単位"}: the text names the word for each meaning. */
export function question(found: string, meanings: Record<string, string>): Question {
  const ways = Object.entries(meanings).map(([word, meaning]) => `${meaning}なら --as ${word}`);
  return {
    kind: "question",
    text: `${found}。${ways.join("、")} で答えてください`,
    answers: Object.keys(meanings),
  };
}

/** What somebody who presses a button is asked: what was found, and for each word what it means. */
export interface Asked {
  found: string;
  ways: {word: string; meaning: string}[];
}

/** The same question without the words of the command line. */
export function asked({text, answers}: Pick<Question, "text" | "answers">): Asked {
  const before = text.slice(0, text.indexOf(` --as ${answers[0]}`));
  const cut = before.lastIndexOf("。");
  let rest = text.slice(cut + 1);
  const ways = answers.map((word) => {
    const [meaning = "", ...after] = rest.split(`なら --as ${word}`);
    rest = after.join(`なら --as ${word}`).replace(/^、/, "");
    return {word, meaning};
  });
  return {found: text.slice(0, cut), ways};
}

/** The word among these by which a person answered. */
export function answerAmong(words: string[], answers: string[]): string | undefined {
  return words.find((word) => answers.some((answer) => isSameWord(answer, word)));
}

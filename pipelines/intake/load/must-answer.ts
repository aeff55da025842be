import {UserError} from "../../../schemas/errors.ts";
import {answerAmong, type Question} from "../../ledger/hold.ts";

/** A word that answers nothing. It is no fault of the file: nothing is put aside for it. */
export class UnaskedAnswer extends UserError {}

/** UnaskedAnswer for the first word that answers none of the questions; it lists those that do. */
export function mustAnswer(fileName: string, answers: string[], questions: Question[]): void {
  const known = questions.flatMap((question) => question.answers);
  const unasked = answers.find((word) => answerAmong([word], known) === undefined);
  if (unasked === undefined) return;
  const words = [...new Set(known)].map((word) => `「${word}」`).join("、");
  throw new UnaskedAnswer(
    known.length === 0
      ? `「${fileName}」には、尋ねていることがありません。--as ${unasked} を付けずに取り込んでください。何も変えていません。`
      : `「${fileName}」に --as ${unasked} で答えられることはありません。使えることばは${words}です。何も変えていません。`,
  );
}

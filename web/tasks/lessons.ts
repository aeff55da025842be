import type {ToldProposal} from "../../pipelines/intake/learn/told-proposal.ts";
import type {Window} from "../visit.ts";
import {parsed} from "./parsed.ts";
import type {Received} from "./receive-files.ts";
import type {Ran} from "./run-command.ts";
import type {Trial} from "./trials.ts";
import type {Job} from "./work-line.ts";

/** A file of somebody's whose words are being taught. It lives as long as the trial that it is of. */
export interface Lesson {
  trial: Trial;
  /** Which file of the trial. */
  at: number;
  file: Received;
  /** Options of `map`, by what each answers. */
  answers: Map<string, string>;
  looking: Job | undefined;
  proposal: ToldProposal | undefined;
  /** Why the last step came to nothing, in the command's words. */
  trouble: string;
  writing: Job | undefined;
  isWritten: boolean;
}

const lessons = new WeakMap<Trial, Lesson>();

export function lessonOf(trial: Trial): Lesson | undefined {
  return lessons.get(trial);
}

/** Begins anew, also where the file was looked at before. */
export function newLesson(trial: Trial, at: number): Lesson {
  const file = trial.files[at];
  if (!file) throw new Error(`a trial of ${trial.files.length} files has none at ${at}`);
  const begun: Lesson = {
    ...{trial, at, file, answers: new Map(), looking: undefined, proposal: undefined, trouble: ""},
    ...{writing: undefined, isWritten: false},
  };
  lessons.set(trial, begun);
  return begun;
}

/** Lets `map` look at the file with what was answered; an answer that does not fit leaves all as it was. False while too much waits. */
export function look(
  {line}: Window,
  lesson: Lesson,
  {path, answers}: {path: string; answers: Map<string, string>},
): boolean {
  const job = line.add({
    ...{title: "ファイルの言葉の案を作る", accountId: lesson.trial.accountId, resultPath: path},
    words: ["map", "--json", ...answers.values(), lesson.file.path],
    done: ({ran}) => {
      const proposal = parsed<ToldProposal>(ran?.output);
      lesson.trouble = proposal ? "" : troubleIn(ran);
      if (!proposal) return;
      lesson.proposal = proposal;
      lesson.answers = answers;
    },
  });
  if (!job) return false;
  lesson.writing = undefined;
  lesson.looking = job;
  return true;
}

function troubleIn(ran: Ran | undefined): string {
  return (
    (ran?.told ?? []).join("\n").replaceAll(/^エラー\s*/gm, "") ||
    "処理が途中で終わりました。もう一度試してください。"
  );
}

/** Lets `map` write what was shown, unless it would be another by now; `after` follows. False while too much waits. */
export function writeLesson(
  {line, looks}: Window,
  lesson: Lesson,
  {path, after}: {path: string; after: () => void},
): boolean {
  const mark = lesson.proposal?.mark ?? "";
  const job = line.add({
    ...{title: "ファイルの言葉を書く", accountId: lesson.trial.accountId, resultPath: path},
    words: ["map", "--json", "--yes", `--was=${mark}`, ...lesson.answers.values(), lesson.file.path],
    done: ({ran}) => {
      lesson.isWritten = parsed<ToldProposal>(ran?.output)?.is_written ?? false;
      lesson.trouble = lesson.isWritten ? "" : troubleIn(ran);
      if (lesson.isWritten) after();
      return looks.refresh();
    },
  });
  lesson.writing = job;
  return job !== undefined;
}

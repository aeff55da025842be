import {faultsOf} from "../../pipelines/intake/clerk/describe-files.ts";
import type {WouldChange} from "../../pipelines/intake/judge/would-change.ts";
import type {FileOutcome} from "../../pipelines/intake/load/outcome.ts";
import {type Asked, asked} from "../../pipelines/ledger/hold.ts";
import {periodName} from "../../schemas/period-name.ts";
import {someOf} from "../../schemas/some-of.ts";
import {type FaultView, faultView} from "./fault-view.ts";

/** What is said of one file that was sent. */
export interface FileView {
  name: string;
  kind: string;
  verdict: string;
  tone: string;
  reading: string;
  reasons: string[];
  /** What is wrong in cells, the most frequent first, and how much more there is. */
  faults: FaultView[];
  moreFaults: string;
  changes: string[];
  notes: string[];
  questions: Asked[];
  receipt: {number: string; hash: string; rows: string} | null;
}

type Read = Extract<FileOutcome, {kind: "accepted" | "held"}>;

/** Whether rows of it were read, accepted or not. */
export function isRead(outcome: FileOutcome | undefined): outcome is Read {
  return outcome?.kind === "accepted" || outcome?.kind === "held";
}

const NOTHING = {
  ...{kind: "", reading: "", moreFaults: "", receipt: null},
  ...{reasons: [], faults: [], changes: [], notes: [], questions: []},
};

/** What came, or would come, of a file. */
export function fileView(outcome: FileOutcome, change: WouldChange | "nothing"): FileView {
  const name = outcome.fileName;
  switch (outcome.kind) {
    case "refused":
    case "unread": {
      const verdict = "読めません。受け付けられません。";
      return {...NOTHING, name, verdict, tone: "held", reasons: outcome.why.split("\n")};
    }
    case "known": {
      const verdict = `前に送られたファイルと同じ中身です（受付番号${outcome.batchId}）。送り直す必要はありません。`;
      return {...NOTHING, name, verdict, tone: ""};
    }
    case "accepted":
    case "held": {
      const {title: kind, reading, notes} = outcome;
      const changes = change === "nothing" ? [] : changeTexts(change);
      return {...NOTHING, name, kind, reading, notes, changes, ...judgement(outcome)};
    }
    default:
      return outcome satisfies never;
  }
}

/** Of a kind that another section hands in: nothing of what stands in it. */
export function othersView(outcome: Read): FileView {
  const {fileName: name, title: kind} = outcome;
  const verdict = `「${kind}」は、この課が提出するファイルではありません。提出元の課から送ってもらってください。`;
  return {...NOTHING, name, kind, verdict, tone: "held"};
}

const SHOWN_FAULTS = 50;

function judgement(outcome: Read): Pick<FileView, "verdict" | "tone"> & Partial<FileView> {
  const {rowCount, acceptedCount: good, quarantinedCount: bad} = outcome.batch;
  if (outcome.kind === "accepted") return {verdict: `${count(rowCount)}行を読めました。`, tone: ""};
  const {holds} = outcome;
  const faults = faultsOf([outcome]).map(faultView);
  const more = faults.length - SHOWN_FAULTS;
  return {
    verdict:
      bad > 0
        ? `${count(bad)}行が読めません。ほかの${count(good)}行は読めました（全${count(rowCount)}行）。`
        : "確かめることがあります。",
    tone: "held",
    reasons: holds.filter(({kind}) => kind !== "question").map(({text}) => text),
    questions: holds.flatMap((hold) => (hold.kind === "question" ? [asked(hold)] : [])),
    faults: faults.slice(0, SHOWN_FAULTS),
    moreFaults: more > 0 ? `ほか${count(more)}種類（提出したあと、直し用のExcelに全部あります）` : "",
  };
}

/** Received is not accepted: the words differ, and what is asked is answered by the office now. */
export function received(outcome: FileOutcome): Partial<FileView> {
  if (!isRead(outcome)) return {};
  const {batchId, sha256, rowCount} = outcome.batch;
  const holds = outcome.kind === "held" ? outcome.holds : [];
  return {
    questions: [],
    reasons: holds.map((hold) => (hold.kind === "question" ? asked(hold).found : hold.text)),
    verdict:
      outcome.kind === "accepted"
        ? "受け付けました。"
        : "受け取りましたが、まだ受け付けていません。下のところを直して送り直すか、事務局の判断を待ってください。",
    receipt: {number: String(batchId), hash: sha256, rows: count(rowCount)},
  };
}

const SHOWN_PERIODS = 6;

function changeTexts({periods, periodMonths, rows, newPeople, gone, totals}: WouldChange): string[] {
  const named = (isNew: boolean) => {
    const names = periods
      .filter((one) => one.isNew === isNew)
      .map(({period}) => periodName(periodMonths, period) || "全体");
    return names.length === 0 ? "なし" : someOf(names.slice(0, SHOWN_PERIODS), names.length, "期間");
  };
  return [
    `期間：新しい ${named(true)}、いまもある ${named(false)}`,
    `行：新しい ${count(rows.new)}、変わる ${count(rows.changed)}、同じ ${count(rows.same)}、なくなる ${count(gone.rows)}`,
    ...(newPeople === null
      ? []
      : [`人：新しい ${count(newPeople)}人、なくなる ${count(gone.people ?? 0)}人`]),
    ...totals
      .filter(({isDuration}) => !isDuration)
      .map(
        ({heading, before, after}) => `${heading}の合計：いま ${count(before)}、取り込むと ${count(after)}`,
      ),
  ];
}

function count(value: number): string {
  return value.toLocaleString("ja-JP");
}

import {accountText, mayBeOnePerson} from "../../schemas/account.ts";
import {UserError} from "../../schemas/errors.ts";
import {DAY_MS} from "../../schemas/fiscal-time.ts";
import {japaneseTime} from "../../schemas/japanese-day.ts";
import type {Approval} from "../../schemas/release-manifest.ts";
import type {Candidate, PlanReason} from "../../schemas/release-plan.ts";
import {accountHere} from "../installation/account.ts";
import type {Home} from "../installation/home.ts";
import {waitingCandidate} from "./candidate.ts";

type Said = Pick<Candidate, "sentBack" | "agreed">;

/** What people have said of a candidate, as reasons why it is not published by itself. */
export function saidOf({sentBack, agreed}: Said): PlanReason[] {
  return [
    ...(sentBack === null
      ? []
      : [
          reasonOf("sent_back", "差し戻されています。直してから作り直すか、差し戻した人が承認します", [
            `${whoSaid(sentBack)}、${minuteOf(sentBack.at)}「${sentBack.reason}」`,
          ]),
        ]),
    ...(agreed === null
      ? []
      : [
          reasonOf("agreed", "承認されていて、公開の時刻を待っています", [
            `${minuteOf(agreed.publishAt)}に公開、承認は${whoSaid(agreed)}`,
          ]),
        ]),
  ];
}

function reasonOf(change: string, reason: string, examples: string[]): PlanReason {
  return {change, action: "approve", reason, count: examples.length, examples};
}

function whoSaid({by, account}: Pick<Approval, "by" | "account">): string {
  return by ?? (account ? accountText(account) : "名前なし");
}

/** "2025-06-02 10:00" in Japan. */
export function minuteOf(moment: string): string {
  return japaneseTime(new Date(moment)).slice(0, 16);
}

/** UserError for everybody but the account that sent it back. */
export function mustNotBeSentBack({sentBack, manifest}: Pick<Candidate, "sentBack" | "manifest">): void {
  if (sentBack === null || (sentBack.account && mayBeOnePerson(sentBack.account, accountHere()))) return;
  throw new UserError(
    `候補「${manifest.releaseId}」は差し戻されています（${whoSaid(sentBack)}、${minuteOf(sentBack.at)}: ${sentBack.reason}）。直したファイルか決めごとを入れて npx kaikaku plan で作り直すか、差し戻した人が承認してください。`,
  );
}

/** The approval under which a candidate is to be published by itself; undefined before its hour, and where there is none. */
export function approvalDue({agreed}: Pick<Candidate, "agreed">, now: Date): Approval | undefined {
  if (agreed === null || now < new Date(agreed.publishAt)) return undefined;
  const {publishAt: _, ...approval} = agreed;
  return approval;
}

/** The hour of the candidate that waits, once it has come. */
export function hourThatCame(home: Home, now: Date): string | undefined {
  const candidate = waitingCandidate(home);
  return candidate && approvalDue(candidate, now) ? candidate.agreed?.publishAt : undefined;
}

const MINUTE = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})$/;
const LONGEST_DAYS = 90;

/** A moment in Japan as a person types it, as an instant. UserError for what is none, is over, or lies too far off. */
export function hourTyped(text: string, now: Date): string {
  const [, year, month, day, hour, minute] = MINUTE.exec(text.normalize("NFKC").trim()) ?? [];
  const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}:00+09:00`);
  const isReal =
    !Number.isNaN(moment.getTime()) &&
    minuteOf(moment.toISOString()) === `${year}-${month}-${day} ${hour}:${minute}`;
  if (!isReal) {
    const tomorrow = minuteOf(new Date(now.getTime() + DAY_MS).toISOString()).slice(0, 10);
    throw new UserError(
      `公開の時刻「${text}」は読めません。${tomorrow} 10:00 のように、日本の日付と時刻で書いてください。`,
    );
  }
  const days = (moment.getTime() - now.getTime()) / DAY_MS;
  if (days <= 0)
    throw new UserError(
      `公開の時刻「${text}」は、もう過ぎています。これからの時刻を書くか、時刻を書かずに承認してください。`,
    );
  if (days > LONGEST_DAYS)
    throw new UserError(`公開の時刻「${text}」は先すぎます。${LONGEST_DAYS}日以内の時刻を書いてください。`);
  return moment.toISOString();
}

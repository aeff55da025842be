import {japaneseDate} from "../../schemas/fiscal-time.ts";
import type {MartRow} from "../../schemas/marts.ts";

/** Why a value is 速報, and when it is settled. */
export const PROVISIONAL_WHY =
  "期間の後、指標ごとに決めた月数（city/kpis.yaml の settled_after_months）までの時間外勤務実績と、どの局区のファイルもそろうと確定";

type Reasons = Pick<
  MartRow<"marts.fct_scoreboard">,
  | "observation_status"
  | "provisional_until"
  | "provisional_sent_until"
  | "provisional_missing"
  | "provisional_lacks_roster"
>;

/** What a provisional value waits for, in one clause; "" for any other, and in releases from before it was kept. */
export function provisionalWhy(score: Reasons): string {
  if (score.observation_status !== "provisional") return "";
  const {provisional_until: until, provisional_sent_until: sent, provisional_missing: missing} = score;
  return [
    ...(missing === null ? [] : [`${missing}が未着`]),
    ...(score.provisional_lacks_roster ? ["基準日より後の職員名簿が未着"] : []),
    ...(until === null
      ? []
      : sent === null
        ? [`${monthOf(until)}が終わると確定`]
        : [`${monthOf(until)}分までの時間外勤務実績が届くと確定（今は${monthOf(sent)}分まで）`]),
  ].join("。");
}

/** The same as it stands on an indicator's page; null for any other value. */
export function provisionalText(score: Reasons): string | null {
  const why = provisionalWhy(score);
  return why === "" ? null : `速報のわけ：${why}`;
}

/** "令和7年3月" */
export function monthOf(day: string): string {
  return japaneseDate(day).replace(/\d+日$/, "");
}

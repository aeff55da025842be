import type {DayRule, SourceJob} from "../../schemas/jobs.ts";

const EVERY = {month: "毎月", quarter: "四半期ごと", fiscal_year: "年度ごと"} as const;

/** When files of a source are due, in words: 「毎月、翌月の第10開庁日まで」. */
export function rhythmText(job: SourceJob): string {
  switch (job.every) {
    case "change":
      return "変わったとき";
    case "days":
      return `${job.days.map(dayText).join("と")}の分を、${ruleText(job.due)}まで`;
    default:
      return `${EVERY[job.every]}、${ruleText(job.due)}まで`;
  }
}

/** "06-01" as 6月1日. */
function dayText(day: string): string {
  const [month, of] = day.split("-").map(Number);
  return `${month}月${of}日`;
}

const MONTHS: Record<number, string> = {0: "その月", 1: "翌月", 2: "翌々月"};

function ruleText({months_after, opening_day}: DayRule): string {
  const month =
    MONTHS[months_after] ?? (months_after > 0 ? `${months_after}か月後` : `${-months_after}か月前`);
  return `${month}の第${opening_day}開庁日`;
}

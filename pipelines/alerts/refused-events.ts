import type {Condition} from "../../schemas/alerts.ts";
import {DAY_MS} from "../../schemas/fiscal-time.ts";
import {japaneseDay} from "../../schemas/japanese-day.ts";
import type {Home} from "../installation/home.ts";
import {refusedFiles} from "../intake/clerk/intake-status.ts";

const NEWS_DAYS = 7;

/** Files of the last days that could not be read at all; each is told once. Their names begin with the time of the refusal. */
export function refusedEvents(home: Home, now: Date): Condition[] {
  const since = japaneseDay(new Date(now.getTime() - NEWS_DAYS * DAY_MS));
  return refusedFiles(home)
    .filter(({file}) => file.slice(0, since.length) >= since)
    .map(({file, why}) => ({
      key: `refused:${file}`,
      level: "warning",
      title: `受付不可: ${file.slice(file.indexOf("_") + 1)}（${why.split(/[。\n]/)[0]}）`,
      remedy: `送り主に伝え、直したものを受け箱（${home.inbox}）に入れてもらってください。理由の全文は npx kaikaku status で見られます。`,
    }));
}

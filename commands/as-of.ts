import type {Home} from "../pipelines/installation/home.ts";
import {UserError} from "../schemas/errors.ts";
import {japaneseDate} from "../schemas/fiscal-time.ts";
import {terminal} from "./terminal.ts";

export const asOfOption = {
  type: "string",
  conflicts: "release",
  describe: "その日に分かっていたこととして、公開版と速報・確定を選ぶ（例: 2022-05-26、令和4年5月26日）",
} as const;

interface AsOf {
  release: string | undefined;
  /** The day by which values are 速報 or 確定; undefined: that of the release. */
  day: string | undefined;
}

/**
 * The release that was current at the end of the day, and the day; the current one for a day before the first, which is said.
 * UserError for a text that is no day.
 */
export async function asOfDay(
  home: Home,
  {release, asOf}: {release: string | undefined; asOf: string | undefined},
): Promise<AsOf> {
  if (asOf === undefined) return {release, day: undefined};
  const {day: readDay} = await import("../schemas/read-value.ts");
  const {publishedReleases} = await import("../pipelines/releases/history.ts");
  const day = readDay(asOf.trim());
  if (day === undefined)
    throw new UserError(
      `--as-of の「${asOf}」は日付として読めません。年月日を書いてください（例: 2022-05-26、令和4年5月26日）。`,
    );
  const releases = publishedReleases(home);
  const inForce = releases.findLast(({releasedOn}) => releasedOn <= day);
  if (!inForce && releases.length > 0) terminal.warn(beforeTheFirst(day));
  return {release: inForce?.releaseId, day};
}

function beforeTheFirst(day: string): string {
  return `注意  ${japaneseDate(day)}には、まだ公開版がありませんでした。値は最新の公開版のもので、速報・確定の印だけがその日のものです。`;
}

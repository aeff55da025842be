import {statSync} from "node:fs";
import {z} from "zod";
import {UserError} from "../../schemas/errors.ts";
import {largest} from "../../schemas/extremes.ts";
import {DAY_MS, japaneseDate} from "../../schemas/fiscal-time.ts";
import {japaneseDay, japaneseTime} from "../../schemas/japanese-day.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {readDerivedFile} from "../installation/read-json-file.ts";
import {writeWhole} from "../installation/write-whole.ts";
import {inboxFiles} from "../intake/load/inbox.ts";
import {publishedReleases} from "../releases/history.ts";

/** Another machine's clock may be a little ahead; one that lost its battery starts years ago. */
const BEHIND_MS = DAY_MS;
/** No office rests that long; a clock that is set wrong is most often a year off or more. */
const AHEAD_DAYS = 400;
/** A roster of the day to come is sent weeks before it. */
const PERIOD_AHEAD_MS = 100 * DAY_MS;

/** A moment of which the installation knows that it was. */
interface Known {
  at: Date;
  what: "公開" | "受付" | "確認" | "受け箱に届いたファイル";
}

/** What a person said when the clock was doubted; `despite` was the latest moment known then. */
const saidRight = z.strictObject({at: z.iso.datetime(), despite: z.iso.datetime()});

export interface Clock {
  now: Date;
  /** Whether a person has said that this clock is right; looked at when left out. */
  clock?: "is_right" | undefined;
}

/** UserError, before anything is loaded or named, when the machine's clock cannot be right, unless a person says that it is. */
export async function mustBeRightClock(ledger: Warehouse, home: Home, {now, clock}: Clock): Promise<void> {
  const [row] = await ledger.rows(statement("ledger.last_received"));
  const received: Known[] = row ? [{at: new Date(String(row.received_at)), what: "受付"}] : [];
  const loaded = [...received, ...published(home)];
  const known = believed(home, loaded).length > 0 ? loaded : waiting(home);
  const period = await lastPeriod(ledger);
  const doubt = doubtOn(home, known, now) ?? doubtOfPeriod(home, period, now);
  if (doubt === undefined) return;
  if (clock !== "is_right")
    throw new UserError(
      `${doubt}。公開版の名前や受付の日付が狂うので、やめました。時計を合わせてください。時計が正しければ、--clock-is-right を付けて、もう一度実行してください。`,
    );
  const despite = [...known.map(({at}) => at), ...(period ? [period] : [])]
    .map((at) => at.toISOString())
    .sort()
    .at(-1);
  writeWhole(home.clockNote, JSON.stringify({at: now.toISOString(), despite}));
}

/** Before anything was published, the files tell at least that a clock is years behind. */
function doubtOfPeriod(home: Home, period: Date | undefined, now: Date): string | undefined {
  const said = readDerivedFile(home.clockNote, saidRight);
  if (!period || (said && period <= new Date(said.despite))) return undefined;
  if (+now >= +period - PERIOD_AHEAD_MS) return undefined;
  return `この機械の時計（${japaneseTime(now)}）より後の期間（${japaneseDate(japaneseDay(period))}から）のファイルを受け付けています`;
}

async function lastPeriod(ledger: Warehouse): Promise<Date | undefined> {
  const [row] = await ledger.rows(statement("ledger.last_period"));
  return row ? new Date(String(row.period)) : undefined;
}

/** Why the clock cannot be right, as far as the releases tell; undefined when nothing speaks against it. */
export function clockDoubt(home: Home, now: Date): string | undefined {
  return doubtOn(home, published(home), now);
}

/**
 * Before anything was loaded only what waits says what time it is: the newest file there. Files are older than the moment in
 * which they are loaded, and copying them may keep the time of another machine, so this tells at most that a clock is ahead.
 */
function waiting(home: Home): Known[] {
  const times = inboxFiles(home).map((path) => statSync(path, {throwIfNoEntry: false})?.mtimeMs ?? 0);
  return times.length > 0 ? [{at: new Date(largest(times)), what: "受け箱に届いたファイル"}] : [];
}

function published(home: Home): Known[] {
  const last = publishedReleases(home).at(-1);
  return last ? [{at: new Date(last.publishedAt), what: "公開"}] : [];
}

function doubtOn(home: Home, known: Known[], now: Date): string | undefined {
  const [last] = believed(home, known).toSorted((one, other) => +other.at - +one.at);
  if (!last) return undefined;
  const clocks = `この機械の時計（${japaneseTime(now)}）が、最後の${last.what}の時刻（${japaneseTime(last.at)}）`;
  if (+now < +last.at - BEHIND_MS && last.what !== "受け箱に届いたファイル")
    return `${clocks}より遅れています`;
  const days = Math.floor((+now - +last.at) / DAY_MS);
  return days > AHEAD_DAYS ? `${clocks}より${days.toLocaleString("ja-JP")}日も進んでいます` : undefined;
}

/** Moments after the one that a person said to be right, and known then, came from a clock that was wrong. */
function believed(home: Home, known: Known[]): Known[] {
  const said = readDerivedFile(home.clockNote, saidRight);
  if (!said) return known;
  const [at, despite] = [new Date(said.at), new Date(said.despite)];
  return [...known.filter((moment) => moment.at <= at || moment.at > despite), {at, what: "確認"}];
}

import type {AlertState, Condition, Notice} from "../../schemas/alerts.ts";
import {DAY_MS} from "../../schemas/fiscal-time.ts";

export interface Observed {
  /** What is wrong now. */
  conditions: Condition[];
  /** What happened once and is not a state: told a single time. */
  events: Condition[];
}

interface Moment {
  now: Date;
  againAfterDays: number;
  channels: Notice["untold"];
}

const REMEMBERED_EVENTS = 500;

/** Pure: a condition is told when it begins, again after some days, and when it is over; an event once. */
export function updateAlerts(state: AlertState, {conditions, events}: Observed, moment: Moment): AlertState {
  const {now, againAfterDays, channels} = moment;
  const at = now.toISOString();
  const isTimeAgain = (toldAt: string) => now.getTime() - Date.parse(toldAt) >= againAfterDays * DAY_MS;
  const known = new Map(state.open.map((open) => [open.key, open]));
  const current = new Set(conditions.map(({key}) => key));
  const notice = (condition: Condition, kind: Notice["kind"]): Notice => ({
    ...plain(condition),
    kind,
    at,
    untold: channels,
  });
  const told = conditions.flatMap((condition) => {
    const before = known.get(condition.key);
    if (!before) return [notice(condition, "new")];
    return isTimeAgain(before.toldAt) ? [notice(condition, "again")] : [];
  });
  const toldNow = new Set(told.map(({key}) => key));
  const news = events.filter(({key}) => !state.toldEvents.includes(key));
  const over = state.open.filter(({key}) => !current.has(key));
  return {
    ...state,
    open: conditions.map((condition) => {
      const before = known.get(condition.key);
      const isTold = toldNow.has(condition.key);
      return {
        ...plain(condition),
        since: before?.since ?? at,
        toldAt: isTold ? at : (before?.toldAt ?? at),
        timesTold: (before?.timesTold ?? 0) + (isTold ? 1 : 0),
      };
    }),
    toldEvents: [...state.toldEvents, ...news.map(({key}) => key)].slice(-REMEMBERED_EVENTS),
    notices: [
      ...state.notices,
      ...told,
      ...news.map((event) => notice(event, "event")),
      ...over.map((condition) => notice(condition, "over")),
    ],
  };
}

function plain({key, level, title, remedy}: Condition): Condition {
  return {key, level, title, remedy};
}

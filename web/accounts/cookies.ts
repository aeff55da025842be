import {getCookie, setCookie} from "hono/cookie";
import {DAY_MS} from "../../schemas/fiscal-time.ts";
import type {Ctx} from "../visit.ts";

/** The prefix lets a browser take it from this host alone, over TLS or from the own machine. */
const SESSION = "__Host-kaikaku";
/** That an account has signed in in this browser before; see throttle.ts. */
const KNOWN = "__Host-kaikaku-known";

/** Of a browser that went to the office's sign-in service; see away.ts. */
const AWAY = "__Host-kaikaku-away";

const SAFE = {path: "/", httpOnly: true, secure: true, sameSite: "Lax"} as const;
const YEAR_SECONDS = (365 * DAY_MS) / 1000;

export function sessionOf(context: Ctx): string | undefined {
  return getCookie(context, SESSION);
}

export function keepSession(context: Ctx, secret: string): void {
  setCookie(context, SESSION, secret, SAFE);
}

export function dropSession(context: Ctx): void {
  setCookie(context, SESSION, "", {...SAFE, maxAge: 0});
}

export function markOf(context: Ctx): string | undefined {
  return getCookie(context, KNOWN);
}

export function keepMark(context: Ctx, mark: string): void {
  setCookie(context, KNOWN, mark, {...SAFE, maxAge: YEAR_SECONDS});
}

export function keepAway(context: Ctx, away: string): void {
  setCookie(context, AWAY, away, SAFE);
}

/** Once: the browser has it no more, and the provider takes no code twice. */
export function takeAway(context: Ctx): string | undefined {
  const away = getCookie(context, AWAY);
  setCookie(context, AWAY, "", {...SAFE, maxAge: 0});
  return away;
}

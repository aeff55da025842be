import type {Bureau} from "./city.ts";

/** 出納室 was renamed 会計室 on 1 April 2018 (invented): files before that day carry the former name and code. */
export const formerBureau = {
  code: "1200",
  name: "出納室",
  group: "市長事務部局",
  successorCode: "1210",
  lastDay: "2018-03-31",
} as const;

/** The bureau's code and name on a day (ISO). */
export function bureauOn(bureau: Bureau, day: string): {code: string; name: string} {
  return bureau.code === formerBureau.successorCode && day <= formerBureau.lastDay ? formerBureau : bureau;
}

/** The day in Japan at a moment, as an ISO date. */
export function japaneseDay(now: Date): string {
  return new Intl.DateTimeFormat("sv-SE", {timeZone: "Asia/Tokyo"}).format(now);
}

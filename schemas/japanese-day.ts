/** The day in Japan at a moment, as an ISO date. */
export function japaneseDay(now: Date): string {
  return new Intl.DateTimeFormat("sv-SE", {timeZone: "Asia/Tokyo"}).format(now);
}

/** The day and time in Japan at a moment: "2024-10-08 09:30:00". */
export function japaneseTime(now: Date): string {
  return new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Asia/Tokyo",
    dateStyle: "short",
    timeStyle: "medium",
  }).format(now);
}

/** The same for the name of a file or folder: "2024-10-08T093000". */
export function folderTime(now: Date): string {
  return japaneseTime(now).replace(" ", "T").replaceAll(":", "");
}

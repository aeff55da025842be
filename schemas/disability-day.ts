/** 1 June, as of which a city reports its staff with disabilities each year (障害者雇用促進法施行令 8条). */
export function isDayOfRecord(day: string): boolean {
  return day.endsWith("-06-01");
}

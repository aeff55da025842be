/** First day of the month `index` months after the April of a fiscal year. */
export function isoMonth(fiscalYear: number, index: number): string {
  return new Date(Date.UTC(fiscalYear, 3 + index, 1)).toISOString().slice(0, 10);
}

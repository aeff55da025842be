/** "a、b、c ほか1件": a list that is cut says how much of it is left out. `total` counts the shown ones too. */
export function someOf(shown: readonly string[], total: number, counter = "件"): string {
  const left = total - shown.length;
  return `${shown.join("、")}${left > 0 ? ` ほか${left.toLocaleString("ja-JP")}${counter}` : ""}`;
}

/** Indicators that have no value because files of some kinds were never sent. */
export interface AwaitedSources {
  kpi_ids: string[];
  source_titles: string[];
}

/** In one line what would bring the missing figures; no line where none is missing for want of files. */
export function awaitedLines({kpi_ids, source_titles}: AwaitedSources): string[] {
  if (kpi_ids.length === 0) return [];
  const size = kpi_ids.length.toLocaleString("ja-JP");
  return [`まだ値のない${size}指標は、次の種類のファイルが届けば出ます: ${source_titles.join("、")}`];
}

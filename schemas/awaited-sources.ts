/** Indicators that have no value because files of some kinds were never sent. */
export interface AwaitedSources {
  kpi_ids: string[];
  source_titles: string[];
  /** What each of the indicators waits for, in the order of the programme. */
  waits: {short_name: string; source_titles: string[]}[];
}

export const NOTHING_AWAITED: AwaitedSources = {kpi_ids: [], source_titles: [], waits: []};

/** From here on the files are told together. */
const MANY = 7;

/** What would bring the missing figures: of each, or in one line of many; no line where none is missing for want of files. */
export function awaitedLines({waits, source_titles}: AwaitedSources): string[] {
  if (waits.length < MANY)
    return waits.map((wait) => `${wait.short_name}は、${wait.source_titles.join("と")}が届けば出ます`);
  const size = waits.length.toLocaleString("ja-JP");
  return [`まだ値のない${size}指標は、次の種類のファイルが届けば出ます: ${source_titles.join("、")}`];
}

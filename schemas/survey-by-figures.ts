import type {Measure} from "./measure.ts";

/** What an indicator counts that somebody was asked. */
const ASKED = /アンケート|(意識|満足度|意向)調査/;

/**
 * A survey that would come without the number of its answers: ready figures (指標実績) have none, so that nobody could say how sure the
 * value is. Null where the entry is no such thing.
 */
export function surveyByFigures({
  measure,
  name,
  definition,
}: {
  measure?: Measure | undefined;
  name: string;
  definition: string;
}): string | null {
  const [word] = ASKED.exec(`${name} ${definition}`) ?? [];
  if (measure?.kind !== "figures" || word === undefined) return null;
  return `${word}の値は、回答数のない「指標実績」では届けられません。「アンケート集計」のファイルで届け、measure: { kind: survey_share, question: 設問の名前 } と書いてください（人に尋ねた値でなければ、name と definition からその言葉を除く）`;
}

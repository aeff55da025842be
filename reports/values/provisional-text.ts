/** Why a value is 速報, and when it is settled. */
export const PROVISIONAL_WHY =
  "期間の後、指標ごとに決めた月数（city/kpis.yaml の settled_after_months）までの時間外勤務実績と、どの局区のファイルもそろうと確定";

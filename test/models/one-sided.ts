/** What metrics.scoreboard_values says of a target that is one number with a line to it, as columns and cells of a hand-made table. */
export const FORM_COLUMNS = `has_base boolean, is_none boolean, target_form varchar, has_road boolean, is_strict boolean,
  target_low double, target_high double, target_words varchar, target_year_words varchar, target_by date`;

export function oneSided(direction: "up" | "down", target: number): string {
  const [form, low, high] = direction === "up" ? ["at_least", target, "null"] : ["at_most", "null", target];
  return `true, false, '${form}', true, false, ${low}, ${high}, null, null, null`;
}

/** Nobody judged a target in words. */
export const NO_JUDGEMENTS = {
  columns: "kpi_id varchar, judged_on date, status varchar, judged_by varchar, note varchar",
  rows: [],
};

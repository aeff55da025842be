/** A published relation as the release itself describes it. */
export interface PublishedRelation {
  /** "marts.dim_kpis". */
  name: string;
  title: string;
  columns: {name: string; type: string; text: string}[];
}

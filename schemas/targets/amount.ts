/** How much a target takes off or adds, as the plan writes it: 30%, 3割, or a number in the indicator's unit. */
export interface Amount {
  /** What is left of the level compared with: 0.7 for 3割削減. */
  share: number | null;
  count: number | null;
  /** "3割"; null for a number, which is printed with the unit. */
  text: string | null;
}

const SHARE = /^([0-9]+(?:\.[0-9]+)?)\s*(%|割)$/;

/** Null for what is neither a number above zero nor a share of 0–100 %. */
export function amountOf(value: unknown): Amount | null {
  if (typeof value === "number") return value > 0 ? {share: null, count: value, text: null} : null;
  if (typeof value !== "string") return null;
  const plain = value.normalize("NFKC").trim();
  const [, digits, sign] = SHARE.exec(plain) ?? [];
  const share = Number(digits) / (sign === "割" ? 10 : 100);
  return share > 0 ? {share, count: null, text: plain.replace(/\s/g, "")} : null;
}

/** What becomes of a level: factor × level + difference. */
export function changeBy(
  {share, count}: Amount,
  form: "reduce_by" | "increase_by",
): {factor: number; difference: number} {
  const sign = form === "reduce_by" ? -1 : 1;
  return {factor: 1 + sign * (share ?? 0), difference: sign * (count ?? 0)};
}

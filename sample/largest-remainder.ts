/** Splits a whole number by weights so that the parts are whole and add up to it exactly. */
export function splitWhole(total: number, weights: readonly number[]): number[] {
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0);
  if (weightSum <= 0) throw new Error("weights add up to nothing");
  const exact = weights.map((weight) => (total * weight) / weightSum);
  const parts = exact.map(Math.floor);
  const missing = total - parts.reduce((sum, part) => sum + part, 0);
  const order = exact
    .map((value, index) => ({index, remainder: value - Math.floor(value)}))
    .filter(({index}) => (weights[index] ?? 0) > 0)
    .sort((one, two) => two.remainder - one.remainder || one.index - two.index);
  for (let given = 0; given < missing; given++) {
    const {index = 0} = order[given % order.length] ?? {};
    parts[index] = (parts[index] ?? 0) + 1;
  }
  return parts;
}

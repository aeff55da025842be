/** Digits of numbers for people. Rounding is half-up on the decimal digits (四捨五入), ▲ is minus. */

/**
 * Rounds half away from zero, as public finance does. Twelve digits are kept first, so that a half that the division
 * blurred (2.4499999999999997 for 2.45) is still a half.
 */
export function roundHalfUp(value: number, decimals: number): number {
  const magnitude = shiftPoint(
    Math.round(shiftPoint(Number(Math.abs(value).toPrecision(12)), decimals)),
    -decimals,
  );
  return value < 0 && magnitude !== 0 ? -magnitude : magnitude;
}

/** The nearest number of so many decimals that is not below: what "at least 14.52" asks of a figure with one decimal is 14.6. */
export function roundUp(value: number, decimals: number): number {
  return shiftPoint(Math.ceil(shiftPoint(Number(value.toPrecision(12)), decimals)), -decimals);
}

export function roundDown(value: number, decimals: number): number {
  return shiftPoint(Math.floor(shiftPoint(Number(value.toPrecision(12)), decimals)), -decimals);
}

/** Moves the decimal point in the written number: 1.005 by 2 is 100.5, where a multiplication gives 100.49999999999999. */
function shiftPoint(value: number, places: number): number {
  const [digits = "0", exponent = "0"] = String(value).split("e");
  return Number(`${digits}e${Number(exponent) + places}`);
}

/** As many decimals as it has, four at most: 1.5 → "1.5", 2 → "2". */
export function shortNumber(value: number): string {
  return String(roundHalfUp(value, 4));
}

/** 106324.4 → "106,324"; -4 → "▲4". */
export function numberText(value: number, decimals: number): string {
  const rounded = roundHalfUp(value, decimals);
  const [whole = "0", fraction] = Math.abs(rounded).toFixed(decimals).split(".");
  const digits = [whole.replace(/\B(?=(\d{3})+$)/g, ","), fraction].filter((part) => part !== undefined);
  return `${rounded < 0 ? "▲" : ""}${digits.join(".")}`;
}

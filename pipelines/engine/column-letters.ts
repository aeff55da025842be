/** How a sheet names its columns: 1 → "A", 27 → "AA". */
export function columnLetters(number: number): string {
  const last = String.fromCharCode(65 + ((number - 1) % 26));
  return number > 26 ? `${columnLetters(Math.floor((number - 1) / 26))}${last}` : last;
}

const SHOWN = 5;

/** Names are short; comparing two long texts letter by letter has no end. */
const LONGEST_COMPARED = 60;

/** The few names most like what was typed, the likeliest first: those that contain it, then by letters that differ. */
export function nearest(typed: string, names: string[]): string[] {
  const distances = new Map(
    names.map((name) => [name, name.includes(typed) ? 0 : editDistance(compared(typed), compared(name))]),
  );
  return [...new Set(names)]
    .sort((one, other) => (distances.get(one) ?? 0) - (distances.get(other) ?? 0))
    .slice(0, SHOWN);
}

function compared(text: string): string {
  return text.slice(0, LONGEST_COMPARED);
}

/** How many letters must be added, left out or changed (Levenshtein). */
function editDistance(typed: string, name: string): number {
  const [one, other] = [[...typed], [...name]];
  let previous = Uint16Array.from({length: other.length + 1}, (_, index) => index);
  for (const [row, letter] of one.entries()) {
    const current = new Uint16Array(other.length + 1);
    current[0] = row + 1;
    for (let column = 1; column <= other.length; column += 1) {
      const changed = (previous[column - 1] ?? 0) + (letter === other[column - 1] ? 0 : 1);
      current[column] = Math.min(changed, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}

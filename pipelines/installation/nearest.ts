const SHOWN = 5;

/** The few names most like what was typed, the likeliest first: those that contain it, then by letters that differ. */
export function nearest(typed: string, names: string[]): string[] {
  const distances = new Map(
    names.map((name) => [name, name.includes(typed) ? 0 : editDistance(typed, name)]),
  );
  return [...new Set(names)]
    .sort((one, other) => (distances.get(one) ?? 0) - (distances.get(other) ?? 0))
    .slice(0, SHOWN);
}

/** How many letters must be added, left out or changed (Levenshtein). */
function editDistance(one: string, other: string): number {
  let previous = Array.from({length: other.length + 1}, (_, index) => index);
  for (const [row, letter] of [...one].entries()) {
    const current = [row + 1];
    for (const [column, otherLetter] of [...other].entries())
      current.push(
        Math.min(
          (previous[column] ?? 0) + (letter === otherLetter ? 0 : 1),
          (previous[column + 1] ?? 0) + 1,
          (current[column] ?? 0) + 1,
        ),
      );
    previous = current;
  }
  return previous.at(-1) ?? 0;
}

/** Between the parts of a key's path, as people read it. */
export const KEY_SEPARATOR = " › ";

/** What a file says by key, with a short hash of each. */
export type DecidedKeys = Readonly<Record<string, string>>;

/** Keys that differ between two times, in the order of the later; what is new or gone as a whole is named once. */
export function changedKeys(before: DecidedKeys, after: DecidedKeys): string[] {
  const changed = Object.keys(after).filter((key) => before[key] !== after[key]);
  const gone = Object.keys(before).filter((key) => !(key in after));
  return [
    ...new Set([
      ...changed.map((key) => (key in before ? key : wholeIn(key, before))),
      ...gone.map((key) => wholeIn(key, after)),
    ]),
  ];
}

/** The first part of a key's path that has nothing in the other file. */
function wholeIn(key: string, other: DecidedKeys): string {
  const parts = key.split(KEY_SEPARATOR);
  const starts = parts.map((_, index) => parts.slice(0, index + 1).join(KEY_SEPARATOR));
  const known = Object.keys(other);
  return (
    starts.find(
      (start) => !known.some((one) => one === start || one.startsWith(`${start}${KEY_SEPARATOR}`)),
    ) ?? key
  );
}

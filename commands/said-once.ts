import {UserError} from "../schemas/errors.ts";

/** What may be said several times. */
const SEVERAL = [
  ...["_", "as", "param", "files", "figure", "heading", "value", "pattern", "unit", "default", "select"],
  ...["due", "not-due", "notDue", "folders"],
];
/** Options that name a file or folder: nothing is the folder where the person happens to be. */
const PLACES = ["against", "csv", "file", "from", "key-file", "new-key", "out", "to"];

/** UserError for an option that is given twice, of which nobody knows which one is meant, and for a place that is named by nothing. */
export function mustBeSaidOnce(options: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(options)) {
    if (Array.isArray(value) && !SEVERAL.includes(name))
      throw new UserError(`--${name} が${value.length}回書かれています。どれか一つにしてください。`);
    if (PLACES.includes(name) && typeof value === "string" && value.trim() === "")
      throw new UserError(`--${name} が空です。ファイルかフォルダーの名前を書いてください。`);
  }
}

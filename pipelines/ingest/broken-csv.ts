import {UserError} from "../../schemas/errors.ts";

/** What the engine's CSV reader says about quotes and lines that nobody can split into cells; undefined for other errors. */
export function brokenCsv(error: unknown): UserError | undefined {
  const text = error instanceof Error ? error.message : "";
  if (!/CSV Parser|CSV Error|read_csv|csv_scanner/i.test(text)) return undefined;
  const line = /Line:? ([0-9]+)/.exec(text)?.[1];
  return new UserError(
    `CSVとして行と列に分けられません${line ? `（${line}行目のあたり）` : ""}。引用符（"）が閉じていないか、` +
      "途中で改行やNULが入っています。元のシステムから出し直してください。",
    {cause: error},
  );
}

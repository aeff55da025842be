import {z} from "zod";
import type {Contract} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {fiscalYearOf} from "../../../schemas/fiscal-time.ts";
import {someOf} from "../../../schemas/some-of.ts";
import {HEADS_GROUP, OTHER_GROUP} from "../../../schemas/sources/bureaus.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {SheetDescription} from "../../engine/write-workbook.ts";
import type {Home} from "../../installation/home.ts";
import {readingLedger} from "../../ledger/read.ts";

/** What a workbook for input is filled with, and where that comes from. */
export interface Proposal {
  /** Cells below the headings, in the contract's order of columns. */
  rows: (string | number | null)[][];
  evidence: SheetDescription;
}

const seenBureau = z.strictObject({
  bureau_code: z.string().nullable(),
  bureau_name: z.string().nullable(),
  authority: z.string().nullable(),
  seen_from: z.string().nullable(),
  people_count: z.coerce.number(),
  row_count: z.coerce.number(),
  departments: z.string().nullable(),
});

type SeenBureau = z.infer<typeof seenBureau>;

/**
 * A bureau list as far as the files that came let it be guessed, for a person to complete: what no file says stays blank, so that
 * nothing counts unasked. UserError for another source, and where nothing that names a bureau has come.
 */
export async function proposedBureaus(home: Home, contract: Contract): Promise<Proposal> {
  if (contract.source !== "bureaus")
    throw new UserError(
      "届いたファイルから案を作れるのは局区一覧だけです。ほかの種類は --from-files を付けずに、空の様式を作ってください。",
    );
  const seen = await readingLedger(home, async (ledger) =>
    z.array(seenBureau).parse(await ledger.rows(statement("ledger.seen_bureaus"))),
  );
  if (seen.length === 0)
    throw new UserError(
      "局区の書かれたファイル（職員名簿、用紙使用量、テレワーク用PC台帳）がまだ届いていないので、案を作れません。届いたファイルを受け箱に入れて npx kaikaku run を実行してから、もう一度実行してください。",
    );
  const mayors = mayorsAuthority(seen);
  return {rows: seen.map((bureau, index) => listRow(bureau, mayors, index + 1)), evidence: evidenceOf(seen)};
}

/** The authority under which most people stand. */
function mayorsAuthority(seen: SeenBureau[]): string | null {
  const people = new Map<string, number>();
  for (const {authority, people_count} of seen)
    if (authority !== null) people.set(authority, (people.get(authority) ?? 0) + people_count);
  return [...people].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? null;
}

/** In the order of the contract: code, name, group, from, to, successor, other names, place in the order. */
function listRow(
  {bureau_code, bureau_name, authority, seen_from}: SeenBureau,
  mayors: string | null,
  order: number,
): (string | number | null)[] {
  const group = authority === null ? null : authority === mayors ? HEADS_GROUP : OTHER_GROUP;
  const from = seen_from === null ? null : `${fiscalYearOf(seen_from)}-04-01`;
  return [bureau_code, bureau_name, group, from, null, null, null, order];
}

const EXAMPLES = 3;

function evidenceOf(seen: SeenBureau[]): SheetDescription {
  const heading = (value: string) => ({value, role: "heading" as const});
  return {
    name: "局区の説明",
    rows: [
      [{value: "届いたファイルにあった局区", role: "title"}],
      [
        {
          value:
            "局区一覧の案のもとです。空いている欄（名前、コード、任命区分）を埋め、同じ局区が2行になっていれば1行にまとめてください。",
          role: "note",
        },
      ],
      ["ファイルの中の書き方", "直近の名簿の人数", "行数", "所属の例"].map(heading),
      ...seen.map((bureau) => [
        bureau.bureau_code ?? bureau.bureau_name,
        bureau.people_count,
        bureau.row_count,
        examplesOf(bureau),
      ]),
    ],
    columnWidths: [26, 18, 10, 50],
  };
}

function examplesOf({departments}: SeenBureau): string {
  const names = departments?.split("、") ?? [];
  return names.length === 0 ? "" : someOf(names.slice(0, EXAMPLES), names.length, "所属");
}

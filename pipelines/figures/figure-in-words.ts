import {UserError} from "../../schemas/errors.ts";
import {figureCode} from "../../schemas/figure-code.ts";
import {quarterEnd} from "../../schemas/fiscal-time.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {isPeriod, parsePeriod, quarterOfMonth, spanOf, type TypedPeriod} from "../../schemas/typed-period.ts";
import {isUnknown, mayBeSeveral, type Named, namedAmong, namedWhole} from "../catalog/one-named.ts";
import type {Marts} from "../engine/kysely.ts";
import {bureausMeant, type SpokenNames, spokenNames, todayCode} from "../releases/spoken-names.ts";

type KpiValue = MartRow<"marts.fct_kpi_values">;

/** What words say of a figure. */
interface Said {
  kpiId: string;
  period: TypedPeriod | null;
  /** Null for the city. */
  bureauCode: string | null;
  /** Null for the indicator's official scope. */
  scopeId: string | null;
}

/**
 * The code of the figure that a person means by words in any order: 紙の使用量 令和5年度 総務企画局, also in one go with の
 * between them. Without a period it is the latest. UserError that says which word is not understood, or may be several things.
 */
export async function figureInWords(marts: Marts, words: string[]): Promise<string> {
  const names = await spokenNames(marts);
  const said = understood(words, names);
  const kpi = await marts
    .selectFrom("marts.dim_kpis")
    .select(["kpi_id", "scope_id", "short_name"])
    .where("kpi_id", "=", said.kpiId)
    .executeTakeFirstOrThrow();
  const rows = await marts
    .selectFrom("marts.fct_kpi_values")
    .selectAll()
    .where("kpi_id", "=", kpi.kpi_id)
    .where("scope_id", "=", said.scopeId ?? kpi.scope_id)
    .orderBy("period_end")
    .execute();
  const own = rows.filter((row) => row.bureau_code === said.bureauCode);
  const found = latestOf(own, said.period);
  if (found) return figureCode(found, kpi.scope_id);
  const last = own.at(-1);
  throw new UserError(
    `「${words.join(" ")}」に当たる数値はありません。${kpi.short_name}（${kpi.kpi_id}）の${
      last ? `近いもの: ${figureCode(last, kpi.scope_id)}` : "値は、この公開版のその局区にはありません。"
    }`,
  );
}

/** The last value of a period: the year's, the one to a quarter's end, or a month's (else that of its quarter); without one, of any but a month. */
function latestOf(rows: KpiValue[], period: TypedPeriod | null): KpiValue | undefined {
  const last = (kind: KpiValue["period_kind"], end: string) =>
    rows.findLast((row) => row.period_kind === kind && row.period_end === end);
  if (period === null) return rows.findLast((row) => row.period_kind !== "month");
  switch (period.kind) {
    case "year":
      return rows.findLast((row) => row.period_kind === "year" && row.fiscal_year === period.fiscalYear);
    case "quarter":
      return last("quarter", quarterEnd(period));
    case "month":
      return last("month", spanOf(period).to) ?? last("quarter", quarterEnd(quarterOfMonth(period)));
    default:
      return period satisfies never;
  }
}

function understood(words: string[], names: SpokenNames): Said {
  const pieces = words.flatMap((word) => word.normalize("NFKC").split(/[\sの]+/)).filter(Boolean);
  const {period, others} = periodIn(pieces);
  const span = period && spanOf(period);
  const said: Partial<Record<Kind, string>> = {};
  for (let at = 0; at < others.length; ) {
    const {kind, id, length} = wordAt(others.slice(at), (text) => choicesOf(text, names, span));
    if (said[kind] !== undefined && said[kind] !== id)
      throw new UserError(
        `${KINDS[kind]}が二つあります（「${said[kind]}」と「${id}」）。一つだけ書いてください。`,
      );
    said[kind] = id;
    at += length;
  }
  if (said.indicator === undefined)
    throw new UserError("指標の名前がありません。例: npx kaikaku explain 指標の名前 令和5年度 局区の名前");
  return {
    kpiId: said.indicator,
    period,
    bureauCode: said.bureau === undefined ? null : todayCode(said.bureau, names),
    scopeId: said.scope ?? null,
  };
}

/** The longest run of pieces that is a period, and what else was said. */
function periodIn(pieces: string[]): {period: TypedPeriod | null; others: string[]} {
  for (let length = pieces.length; length > 0; length -= 1)
    for (let from = 0; from + length <= pieces.length; from += 1) {
      const text = pieces.slice(from, from + length).join("");
      if (isPeriod(text))
        return {
          period: parsePeriod(text),
          others: pieces.filter((_, at) => at < from || at >= from + length),
        };
    }
  return {period: null, others: pieces};
}

const KINDS = {indicator: "指標", bureau: "局区", scope: "対象範囲"} as const;
type Kind = keyof typeof KINDS;

interface Choice {
  kind: Kind;
  things: Named[];
}

function choicesOf(text: string, names: SpokenNames, span: {from: string; to: string} | null): Choice[] {
  return [
    {kind: "indicator", things: names.indicators},
    {kind: "bureau", things: bureausMeant(text, names, span)},
    {kind: "scope", things: names.scopes},
  ];
}

/** What the first pieces mean, as many of them as together are a name, or else a part of one. */
function wordAt(
  pieces: string[],
  choices: (text: string) => Choice[],
): {kind: Kind; id: string; length: number} {
  for (const meaning of [namedWhole, namedAmong])
    for (let length = pieces.length; length > 0; length -= 1) {
      const text = pieces.slice(0, length).join("");
      const found = choices(text).flatMap(({kind, things}) =>
        meaning(text, things).map((thing) => ({kind, thing})),
      );
      const [first, ...others] = found;
      if (!first) continue;
      if (others.length === 0) return {kind: first.kind, id: first.thing.id, length};
      throw mayBeSeveral(
        text,
        found.map(({thing}) => thing),
        "もの",
      );
    }
  const [text = ""] = pieces;
  throw isUnknown(
    text,
    choices(text).flatMap(({things}) => things),
    "指標、局区、対象範囲か期間",
  );
}

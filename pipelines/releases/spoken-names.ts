import {japaneseDate} from "../../schemas/fiscal-time.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {MAIN} from "../../schemas/programme.ts";
import {indicatorNames} from "../catalog/indicator-names.ts";
import {type Named, namedAmong, oneNamed} from "../catalog/one-named.ts";
import type {Marts} from "../engine/kysely.ts";
import {orNone} from "../engine/or-none.ts";

type BureauName = MartRow<"marts.dim_bureau_names">;

/** First and last day (ISO) that a question is about. */
export interface Span {
  from: string;
  to: string;
}

/** What people call things in a release, and what each stands for. */
export interface SpokenNames {
  indicators: Named[];
  scopes: Named[];
  rules: Named[];
  bureauNames: BureauName[];
}

/**
 * The words of an open release, for indicators those of all programmes or of one. One of an earlier program may not know the former
 * names of bureaus, or of programmes.
 */
export async function spokenNames(marts: Marts, programmeId?: string): Promise<SpokenNames> {
  const kpis = await marts.selectFrom("marts.dim_kpis").selectAll().execute();
  const indicators = kpis.filter(
    ({programme_id}) => programmeId === undefined || (programme_id ?? MAIN) === programmeId,
  );
  const listings = await orNone(() => marts.selectFrom("marts.dim_kpi_listings").selectAll().execute());
  const scopes = await orNone(() =>
    marts.selectFrom("marts.dim_scopes").select(["scope_id", "scope_name"]).execute(),
  );
  const rules = await orNone(() =>
    marts.selectFrom("marts.dim_overtime_rules").select(["rule_id", "rule_name", "rule_set_name"]).execute(),
  );
  return {
    indicators: indicatorNames(indicators, listings),
    scopes: scopes.map(({scope_id, scope_name}) => named(scope_id, scope_name)),
    rules: rules.map(({rule_id, rule_name, rule_set_name}) => ruleNames(rule_id, rule_name, rule_set_name)),
    bureauNames: await bureauNamesIn(marts),
  };
}

/**
 * Code in today's organisation of the bureau that a person means, by code or by a name that it has or had. A name that two
 * bureaus have had at different times is that of the days that the question is about. UserError as for every word.
 */
export function bureauNamed(typed: string, names: SpokenNames, span: Span | null): string {
  const things = bureausMeant(typed, names, span);
  const [first, ...others] = namedAmong(typed, things).map(({id}) => todayCode(id, names));
  if (first !== undefined && others.every((code) => code === first)) return first;
  return oneNamed(typed, things, "局区").id;
}

export function todayCode(code: string, {bureauNames}: SpokenNames): string {
  return bureauNames.find(({bureau_code}) => bureau_code === code)?.today_code ?? code;
}

/** The bureaus of those days where one of them may be meant, else all. */
export function bureausMeant(typed: string, {bureauNames}: SpokenNames, span: Span | null): Named[] {
  const then = bureausOf(bureauNames.filter((name) => span === null || isWithin(name, span)));
  return namedAmong(typed, then).length > 0 ? then : bureausOf(bureauNames);
}

function isWithin({valid_from, valid_to}: BureauName, {from, to}: Span): boolean {
  return valid_from <= to && (valid_to === null || valid_to >= from);
}

function bureausOf(rows: BureauName[]): Named[] {
  const codes = [...new Set(rows.map(({bureau_code}) => bureau_code))];
  return codes.map((code) => {
    const own = rows.filter(({bureau_code}) => bureau_code === code);
    return {id: code, title: bureauTitle(code, own), names: own.map(({name}) => name)};
  });
}

function bureauTitle(code: string, [first]: BureauName[]): string {
  const end = first?.valid_to ? `、${japaneseDate(first.valid_to)}まで` : "";
  return `${first?.name ?? ""}（${code}${end}）`;
}

async function bureauNamesIn(marts: Marts): Promise<BureauName[]> {
  const bureaus = await marts.selectFrom("marts.dim_bureaus").selectAll().orderBy("display_order").execute();
  const names = await orNone(() => marts.selectFrom("marts.dim_bureau_names").selectAll().execute());
  return bureaus.flatMap(({bureau_code, bureau_name, valid_from, valid_to, successor_code}) => {
    const own = names.filter((name) => name.bureau_code === bureau_code);
    const usual = {name: bureau_name, bureau_code, valid_from, valid_to};
    const successor = valid_to === null ? null : successor_code;
    const today = own[0]?.today_code ?? successor ?? bureau_code;
    return [{...usual, today_code: today}, ...own.filter(({name}) => name !== bureau_name)];
  });
}

function named(id: string, name: string): Named {
  return {id, title: `${name}（${id}）`, names: [name]};
}

function ruleNames(id: string, name: string, set: string): Named {
  return {id, title: `${set} ${name}（${id}）`, names: [name, `${set} ${name}`]};
}

import type {Argv} from "yargs";
import type {Marts} from "../pipelines/engine/kysely.ts";
import type {Home} from "../pipelines/installation/home.ts";
import type {KpiFilter} from "../reports/values/read-kpi-values.ts";
import {homeHere} from "./home-here.ts";
import {withRelease} from "./open-release.ts";
import {bureauOption, jsonOption, programmeOption, releaseOption, yearOption} from "./options.ts";
import {printAnswer} from "./terminal.ts";

const OPTIONS = {
  fy: {...yearOption, conflicts: "period"},
  period: {type: "string", describe: "年度、四半期か月（例: 令和6年度第2四半期、R6Q2、2024-09）"},
  kpi: {type: "string", describe: "指標の名前か記号（kpi や scoreboard の表にあるもの）"},
  programme: programmeOption,
  bureau: bureauOption,
  scope: {type: "string", describe: "対象範囲の名前か記号（例: 全任命権者、all_authorities）"},
  json: jsonOption,
  release: releaseOption,
  "as-of": {
    type: "string",
    conflicts: "release",
    describe: "その公開版、またはその日に公開されていた値（例: 前回、2024-10-08、令和6年10月8日）",
  },
} as const;

interface Wanted {
  fy: string | undefined;
  period: string | undefined;
  kpi: string | undefined;
  programme: string | undefined;
  bureau: string | undefined;
  scope: string | undefined;
}

export function addTo(cli: Argv): Argv {
  return cli.command("kpi", "指標の値を見る", OPTIONS, async ({json, release, asOf, ...wanted}) => {
    const {printKpiValues} = await import("../reports/terminal/kpi-values.ts");
    const home = homeHere();
    const releaseId = asOf === undefined ? release : await releaseOfDay(home, asOf);
    const answer = await withRelease(home, releaseId, async (marts) =>
      printKpiValues(marts, await filterOf(marts, wanted), json),
    );
    printAnswer(answer);
  });
}

/** What the words that were typed mean in this release. */
async function filterOf(
  marts: Marts,
  {fy, period, kpi, programme, bureau, scope}: Wanted,
): Promise<KpiFilter> {
  const {parsePeriod, parseYear, spanOf} = await import("../schemas/typed-period.ts");
  const {bureauNamed, spokenNames} = await import("../pipelines/releases/spoken-names.ts");
  const {oneNamed} = await import("../pipelines/catalog/one-named.ts");
  const {programmeMeant} = await import("./programme-meant.ts");
  const meant = programme === undefined ? undefined : await programmeMeant(marts, programme);
  const names = await spokenNames(marts, meant?.programme_id);
  const year = fy === undefined ? undefined : parseYear(fy);
  const asked = period === undefined ? undefined : parsePeriod(period);
  const span = year === undefined ? asked && spanOf(asked) : spanOf({kind: "year", fiscalYear: year});
  return {
    ...(year !== undefined && {fiscalYear: year}),
    ...(asked && {period: asked}),
    ...(meant && {kpiIds: names.indicators.map(({id}) => id)}),
    ...(kpi !== undefined && {kpiId: oneNamed(kpi, names.indicators, "指標").id}),
    ...(scope !== undefined && {scopeId: oneNamed(scope, names.scopes, "対象範囲").id}),
    ...(bureau !== undefined && {bureauCode: bureauNamed(bureau, names, span ?? null)}),
  };
}

async function releaseOfDay(home: Home, nameOrDate: string): Promise<string> {
  const {findRelease} = await import("../pipelines/releases/history.ts");
  return findRelease(home, nameOrDate).releaseId;
}

import type {Argv} from "yargs";
import type {Home} from "../pipelines/installation/home.ts";
import {homeHere} from "./home-here.ts";
import {withRelease} from "./open-release.ts";
import {jsonOption, releaseOption} from "./options.ts";
import {printAnswer} from "./terminal.ts";

const OPTIONS = {
  fy: {type: "string", describe: "年度（例: R2、2020）"},
  kpi: {type: "string", describe: "指標（例: overtime_over_480h）"},
  bureau: {type: "string", describe: "局区コード（例: 1010）"},
  json: jsonOption,
  release: releaseOption,
  "as-of": {
    type: "string",
    conflicts: "release",
    describe: "その公開版、またはその日に公開されていた値（例: 2024-10-08、令和6年10月8日）",
  },
} as const;

export function addTo(cli: Argv): Argv {
  return cli.command("kpi", "指標の値を見る", OPTIONS, async ({fy, kpi, bureau, json, release, asOf}) => {
    const {parseFiscalYear} = await import("../schemas/fiscal-time.ts");
    const {printKpiValues} = await import("../reports/terminal/kpi-values.ts");
    const filter = {
      ...(fy !== undefined && {fiscalYear: parseFiscalYear(fy)}),
      ...(kpi !== undefined && {kpiId: kpi}),
      ...(bureau !== undefined && {bureauCode: bureau}),
    };
    const home = homeHere();
    const releaseId = asOf === undefined ? release : await releaseOfDay(home, asOf);
    printAnswer(await withRelease(home, releaseId, (marts) => printKpiValues(marts, filter, json)));
  });
}

async function releaseOfDay(home: Home, nameOrDate: string): Promise<string> {
  const {findRelease} = await import("../pipelines/releases/history.ts");
  return findRelease(home, nameOrDate).releaseId;
}

import type {DisclosureAudit} from "../../schemas/disclosure-audit.ts";
import {smallest} from "../../schemas/extremes.ts";
import {readKpiCatalog} from "../catalog/kpi-catalog.ts";
import type {Finding} from "./audit-disclosure.ts";

/** The findings of each indicator together, in the order of the city's catalog. No count of a bureau is in it. */
export function summaryOf(findings: Finding[], city: string): DisclosureAudit[] {
  return readKpiCatalog(city).kpis.flatMap(({id, short_name}) => {
    const own = findings.filter(({kpiId}) => kpiId === id);
    return own.length === 0 ? [] : [{kpi_id: id, name: short_name, ...totalsOf(own)}];
  });
}

function totalsOf(findings: Finding[]): Omit<DisclosureAudit, "kpi_id" | "name"> {
  const sum = (countOf: (finding: Finding) => number) =>
    findings.reduce((total, finding) => total + countOf(finding), 0);
  const widths = findings.flatMap(({attack}) => attack.narrowest ?? []);
  return {
    attacks: findings.length,
    hidden: sum(({attack}) => attack.secrets),
    narrowest: widths.length === 0 ? null : smallest(widths),
    undone: sum(({attack}) => attack.undone.length),
    told_before: sum(({before}) => before.size),
    programmes: sum(({attack}) => attack.programmes),
  };
}

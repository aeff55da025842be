import {readJobs} from "../../pipelines/due/read-jobs.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import type {SignedVisit} from "../visit.ts";

/** Kinds of files that somebody sees and hands in: the office all, a section those that city/jobs.yaml names it for. */
export function ownSources({window, account}: Pick<SignedVisit, "window" | "account">): Set<string> {
  if (account.roles.includes("office")) return new Set(shippedContracts.map(({source}) => source));
  const own = readJobs(window.home.city).sources.filter(({section}) => section === account.section);
  return new Set(own.map(({source}) => source));
}

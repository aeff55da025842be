import {contractsOf} from "../../pipelines/catalog/contracts-of.ts";
import {readJobs} from "../../pipelines/due/read-jobs.ts";
import type {Contract} from "../../schemas/contract.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import type {SignedVisit} from "../visit.ts";

/** Kinds of files that somebody sees and hands in: the office all, a section those that city/jobs.yaml names it for. */
export function ownSources({window, account}: Pick<SignedVisit, "window" | "account">): Set<string> {
  if (account.roles.includes("office")) return new Set(shippedContracts.map(({source}) => source));
  const own = readJobs(window.home.city).sources.filter(({section}) => section === account.section);
  return new Set(own.map(({source}) => source));
}

/** The kind of file that the address names, where there is one and it is the person's. */
export function ownContract(visit: SignedVisit): Contract | undefined {
  const source = visit.context.req.param("source");
  const found = contractsOf(visit.window.home.city).find((one) => one.source === source);
  return found && ownSources(visit).has(found.source) ? found : undefined;
}

import type {SignedVisit} from "../visit.ts";
import {page, template} from "./page.ts";

const WAIT = template<{job: string; text: string; title: string}>("waiting");

/** Stands where a result will be: asks for it by itself, and leads there when it is reloaded. */
export function waiting(visit: SignedVisit, title: string, jobId: string): Response {
  const body = WAIT({job: `/jobs/${jobId}`, title, text: "順番を待っています。"});
  return page(visit, {title, place: null, body, isWaiting: true});
}

import type {Finding, PlanReason} from "./release-plan.ts";

/** How far what was loaded has come on its way to the current release; `release_id` is the current one. */
export type Publication =
  /** No accepted file; `held` files may be waiting for people. */
  | {kind: "nothing_loaded"; release_id: string | null; held: HeldFile[]}
  /** All that was loaded is in the current release. */
  | {kind: "published"; release_id: string}
  /** Something was loaded, or the program or the catalog changed, since the last candidate was built. */
  | {kind: "not_built"; release_id: string | null}
  /** The checks forbid the candidate. */
  | {kind: "stopped"; release_id: string | null; candidate_id: string; findings: Finding[]; held: HeldFile[]}
  /** A person must approve the candidate. */
  | {kind: "waiting"; release_id: string | null; candidate_id: string; reasons: PlanReason[]}
  /** `plan` built the candidate; nothing is in the way of publishing it. */
  | {kind: "ready"; release_id: string | null; candidate_id: string};

/** A held file that may be what is missing. */
export interface HeldFile {
  batch_id: number;
  source: string;
  source_title: string;
  file_name: string;
  quarantined_count: number;
}

import type {CheckResult} from "../../schemas/release-manifest.ts";
import type {Finding} from "../../schemas/release-plan.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {type SqlFile, sqlFiles} from "./sql-files.ts";

/** What a check says of itself. */
export type CheckHeader = Pick<Finding, "severity" | "message" | "remedy" | "needs">;

/** Every check of sql/checks with the number of its wrong rows and what tells them from others, for the record. */
export function checkResults(findings: Finding[]): CheckResult[] {
  const spoke = new Map(findings.map((finding) => [finding.check, finding]));
  return sqlFiles("checks").map(({name}) => {
    const finding = spoke.get(name);
    return {check: name, rowCount: finding?.rowCount ?? 0, fingerprint: finding?.fingerprint ?? null};
  });
}

/** What each check of sql/checks means, how severe it is and what helps, by its name. */
export function checkHeaders(): Map<string, CheckHeader> {
  return new Map(sqlFiles("checks").map((file) => [file.name, headerOf(file)]));
}

/**
 * The first lines of a check, in an office's words: "-- blocking: 何が起きたか" (or warning, or waiting), "-- remedy:
 * どうすればよいか" and, where it says nothing without files of some source, "-- needs: staff".
 */
export function headerOf({name, text}: SqlFile): CheckHeader {
  const [, severity, message] = /^-- (blocking|warning|waiting): (.+)$/m.exec(text) ?? [];
  if (!message) throw new Error(`${name} has no line "-- blocking: …", "-- warning: …" or "-- waiting: …"`);
  const remedy = /^-- remedy: (.+)$/m.exec(text)?.[1];
  if (!remedy) throw new Error(`${name} has no line "-- remedy: …"`);
  const needs = /^-- needs: (\w+)$/m.exec(text)?.[1] ?? null;
  if (needs !== null && !shippedContracts.some(({source}) => source === needs))
    throw new Error(`${name} needs "${needs}", which is no source`);
  return {severity: severity as Finding["severity"], message, remedy, needs};
}

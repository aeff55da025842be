import type {Finding} from "../../schemas/release-plan.ts";
import type {Warehouse} from "../engine/open.ts";
import {type SqlFile, sqlFiles} from "./sql-files.ts";

const EXAMPLES = 5;

/** Runs every check of sql/checks on a warehouse under construction. */
export async function runChecks(warehouse: Warehouse): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const file of sqlFiles("checks")) {
    const wrong = await warehouse.rows(file.text);
    if (wrong.length > 0)
      findings.push({
        check: file.name,
        ...headerOf(file),
        rowCount: wrong.length,
        examples: wrong.slice(0, EXAMPLES),
      });
  }
  return findings;
}

/** Every check of sql/checks with the number of its wrong rows, for the record. */
export function checkResults(findings: Finding[]): {check: string; rowCount: number}[] {
  const wrong = new Map(findings.map(({check, rowCount}) => [check, rowCount]));
  return sqlFiles("checks").map(({name}) => ({check: name, rowCount: wrong.get(name) ?? 0}));
}

/** What each check of sql/checks means and how severe it is, by its name. */
export function checkHeaders(): Map<string, Pick<Finding, "severity" | "message">> {
  return new Map(sqlFiles("checks").map((file) => [file.name, headerOf(file)]));
}

/** The first line of a check: "-- blocking: 日本語の説明". */
export function headerOf({name, text}: SqlFile): Pick<Finding, "severity" | "message"> {
  const [, severity, message] = /^-- (blocking|warning): (.+)$/m.exec(text) ?? [];
  if (!message) throw new Error(`${name} has no line "-- blocking: …" or "-- warning: …"`);
  return {severity: severity as Finding["severity"], message};
}

import {UserError} from "../../schemas/errors.ts";
import {nearest} from "../../schemas/nearest.ts";
import type {CheckResult} from "../../schemas/release-manifest.ts";
import type {Finding} from "../../schemas/release-plan.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {ownSqlFiles, type SqlFile, sqlFiles} from "./sql-files.ts";

/** What a check says of itself. */
export type CheckHeader = Pick<Finding, "severity" | "message" | "remedy" | "needs">;

/** The checks of sql/checks, then the city's own. */
export function checkFiles(city: string): SqlFile[] {
  return [...sqlFiles("checks"), ...ownSqlFiles("checks", city)];
}

/** Every check with the number of its wrong rows and what tells them from others, for the record. */
export function checkResults(findings: Finding[], city: string): CheckResult[] {
  const spoke = new Map(findings.map((finding) => [finding.check, finding]));
  return checkFiles(city).map((file) => {
    const finding = spoke.get(file.name);
    return {
      check: file.name,
      rowCount: finding?.rowCount ?? 0,
      fingerprint: finding?.fingerprint ?? null,
      own:
        file.from === "city"
          ? {file: file.file, message: headerOf(file).message, reads: relationsIn(file)}
          : null,
    };
  });
}

/** "metrics.kpi_values" of every relation that a text names. */
function relationsIn({text}: SqlFile): string[] {
  const statement = text.replace(/--.*$/gm, "");
  return [...new Set([...statement.matchAll(/\b([a-z]+\.[a-z_0-9]+)\b/g)].map(([, name = ""]) => name))];
}

/** What each check means, how severe it is and what helps, by its name. */
export function checkHeaders(city: string): Map<string, CheckHeader> {
  return new Map(checkFiles(city).map((file) => [file.name, headerOf(file)]));
}

const KEYS = ["blocking", "warning", "waiting", "remedy", "needs"];

/**
 * The first lines of a check, in an office's words: "-- blocking: 何が起きたか" (or warning, or waiting), "-- remedy:
 * どうすればよいか" and, where it says nothing without files of some source, "-- needs: staff". UserError with file and line
 * for one of the city's own that says it otherwise; one of the program's is a bug.
 */
export function headerOf(file: SqlFile): CheckHeader {
  const {text} = file;
  for (const [line, key = ""] of text.matchAll(/^-- ([a-z_]+): .*$/gm))
    if (!KEYS.includes(key))
      throw faultIn(
        file,
        line,
        `「-- ${key}:」という行はありません。近いもの: ${nearest(key, KEYS).join("、")}`,
      );
  const [, severity, message] = /^-- (blocking|warning|waiting): (.+)$/m.exec(text) ?? [];
  if (!message)
    throw faultIn(
      file,
      "",
      "何が起きたかの行がありません。公開を止める誤りなら「-- blocking: …」、注意なら「-- warning: …」、ファイルを待つだけなら「-- waiting: …」と、初めに書いてください",
    );
  const remedy = /^-- remedy: (.+)$/m.exec(text)?.[1];
  if (!remedy) throw faultIn(file, "", "どう直すかの行がありません。「-- remedy: …」を書いてください");
  const [line = "", needs = null] = /^-- needs: (\S+)$/m.exec(text) ?? [];
  const sources = shippedContracts.map(({source}) => source);
  if (needs !== null && !sources.includes(needs))
    throw faultIn(
      file,
      line,
      `「-- needs: ${needs}」というファイルの種類はありません。近いもの: ${nearest(needs, sources).join("、")}`,
    );
  return {severity: severity as Finding["severity"], message, remedy, needs};
}

function faultIn({file, text, from}: SqlFile, line: string, why: string): Error {
  const place = `${file} の${text.slice(0, text.indexOf(line)).split("\n").length}行目: ${why}。`;
  return from === "city" ? new UserError(place) : new Error(place);
}

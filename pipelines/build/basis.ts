import type {Program} from "../../schemas/release-manifest.ts";
import {type Basis, basis, type Candidate} from "../../schemas/release-plan.ts";
import {cityFiles} from "../catalog/city-folder.ts";
import {POLICY_FILE, statement} from "../catalog/sql-files.ts";
import type {Row, Warehouse} from "../engine/open.ts";
import {sha256Of} from "../installation/fingerprint-of.ts";
import {readOwnFile} from "../installation/plain-file.ts";
import {contentOfLedger} from "../ledger/ledger.ts";
import {inputFiles} from "../releases/input-files.ts";
import {inputHash} from "../releases/open.ts";
import {currentProgram, programName} from "../releases/program.ts";

/** What a candidate that is built now would rest on: the ledger as it is, every rule, the program. */
export async function basisOf(ledger: Warehouse, city: string): Promise<Basis> {
  const content = await contentOfLedger(ledger);
  const [row] = await ledger.rows(statement("ledger.last_batch_and_decision"));
  return basis.parse({
    inputs: content === undefined ? null : inputHash(content, city),
    batch: row?.batch,
    decision: row?.decision,
    files: ruleFiles(city),
    program: currentProgram(),
  });
}

/** Whatever says how figures are computed, who may see them and who publishes them. */
export function ruleFiles(city: string): Basis["files"] {
  const policy = cityFiles(city)
    .filter(({name}) => name === POLICY_FILE)
    .map(({name, path}) => ({file: `city/${name}`, content: readOwnFile(path)}));
  return [...inputFiles(city), ...policy].map(({file, content}) => ({
    file,
    sha256: sha256Of(content),
  }));
}

/** What is otherwise than when a candidate was planned, a line each; nothing when it may still be published as it was looked at. */
export async function changesSince(
  ledger: Warehouse,
  {basis: then}: Candidate,
  city: string,
): Promise<string[]> {
  const now = await basisOf(ledger, city);
  const found = [
    ...(await changesOfLedger(ledger, then, now)),
    ...changedFiles(then.files, now.files),
    ...changedProgram(then.program, now.program),
  ];
  if (found.length > 0 || then.inputs === now.inputs) return found;
  return ["台帳の中で、数値に使うファイルが変わりました"];
}

export function isSame(one: Basis, other: Basis): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function changesOfLedger(ledger: Warehouse, then: Basis, now: Basis): Promise<string[]> {
  if (now.batch < then.batch || now.decision < then.decision)
    return ["台帳が、候補を作ったときより前のものです（控えから戻した、upgrade --back で戻したなど）"];
  const files = await ledger.rows(statement("ledger.files_since"), {batch_id: then.batch});
  const decisions = await ledger.rows(statement("ledger.decisions_since"), {decision_number: then.decision});
  return [...files.map(arrivalText), ...decisions.map(decisionText)];
}

const STATES: Record<string, string> = {accepted: "受付", held: "保留", rejected: "取下げ"};

function arrivalText({batch_id, file_name, state}: Row): string {
  return `ファイル「${file_name}」が届きました（受付番号${batch_id}、${STATES[String(state)]}）`;
}

function decisionText({batch_id, file_name, decision, reason}: Row): string {
  const what = decision === "accept" ? "使うことになりました" : "取り下げられました";
  return `ファイル「${file_name}」（受付番号${batch_id}）が${what}（理由: ${reason}）`;
}

function changedFiles(then: Basis["files"], now: Basis["files"]): string[] {
  const [before, after] = [then, now].map((files) => new Map(files.map(({file, sha256}) => [file, sha256])));
  const names = new Set([...then, ...now].map(({file}) => file));
  return [...names].sort().flatMap((file) => {
    const [old, young] = [before?.get(file), after?.get(file)];
    if (old === young) return [];
    const how =
      old === undefined ? "が加わりました" : young === undefined ? "がなくなりました" : "が変わりました";
    return [`きまりのファイル ${file} ${how}`];
  });
}

function changedProgram(then: Program, now: Program): string[] {
  if (JSON.stringify(then) === JSON.stringify(now)) return [];
  return [`プログラムが変わりました（${programName(then)} から ${programName(now)} へ）`];
}

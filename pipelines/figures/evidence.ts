import type {SourceWords} from "../../schemas/city-source.ts";
import type {ExplainedBatch, ExplainedSource, Explanation} from "../../schemas/explanation.ts";
import type {CheckResult, Ingredients} from "../../schemas/release-manifest.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {wordLines} from "../../schemas/word-lines.ts";
import {bearsOn, type FigureSpan, isAt, type Lineage} from "./lineage.ts";

/* What a number rests on, as `explain` tells it. */

/** From the number's own model (whose text is given) upwards; functions are left out, their text stands in sql/functions. */
export function modelsIn(
  {models}: Ingredients,
  {own, shared}: Lineage,
  ownModel: string,
): Explanation["models"] {
  return models
    .filter(({name}) => (own.has(name) || shared.has(name)) && !name.startsWith("functions."))
    .reverse()
    .map(({name, description, sha256, text}) => ({
      name,
      description,
      sha256,
      sql: name === ownModel ? text : null,
    }));
}

/** Files in force whose periods bear on the number (all of its sources where it has no period), and held ones of the same sources. */
export function sourcesIn(
  ingredients: Ingredients,
  {
    lineage: {own},
    span,
    held,
  }: {
    lineage: Lineage;
    span: FigureSpan | null;
    held: (ExplainedBatch & {source: string; sourceTitle: string})[];
  },
): ExplainedSource[] {
  const inForce = ingredients.batches
    .filter((batch) => span === null || batch.periods.some((period) => bearsOn(batch, period, span)))
    .map(({source, sourceTitle, acceptance, words, ...batch}) => ({
      source,
      words,
      sourceTitle,
      state: "in_force" as const,
      batch_id: batch.batchId,
      file_name: batch.fileName,
      received_on: batch.receivedOn,
      row_count: batch.rowCount,
      accepted_count: batch.acceptedCount,
      acceptance: acceptance && {
        accepted_by: acceptance.acceptedBy,
        accepted_on: acceptance.acceptedOn,
        reason: acceptance.reason,
      },
    }));
  const behind = [...inForce, ...held].filter(({source}) => own.has(`raw.${source}`));
  return [...Map.groupBy(behind, ({source}) => source)].map(([source, batches]) => ({
    source,
    source_title: batches[0]?.sourceTitle ?? source,
    words: wordsOf(source, inForce),
    batches: batches.map((batch) => withoutSource(batch)),
  }));
}

function withoutSource({
  state,
  batch_id,
  file_name,
  received_on,
  row_count,
  accepted_count,
  acceptance,
}: ExplainedBatch): ExplainedBatch {
  return {state, batch_id, file_name, received_on, row_count, accepted_count, acceptance};
}

/** What the city's words stood for when the files were read; those of each time where they changed in between. */
function wordsOf(source: string, inForce: {source: string; words: string}[]): string[] {
  const contract = shippedContracts.find((each) => each.source === source);
  const said = new Set(inForce.filter((batch) => batch.source === source).map(({words}) => words));
  said.delete("");
  if (!contract) return [];
  return [...new Set([...said].flatMap((words) => wordLines(contract, JSON.parse(words) as SourceWords)))];
}

/** Files of city whose tables are read, and those that are named besides. */
export function catalogFilesIn(
  {catalog, files}: Ingredients,
  {own, shared}: Lineage,
  always: string[] = [],
): Explanation["catalog"] {
  const tables = catalog.filter(({table}) => own.has(`catalog.${table}`) || shared.has(`catalog.${table}`));
  const named = [...always, ...tables.map(({file}) => file)];
  return files.filter(({file}) => named.some((name) => name !== null && isAt(file, name)));
}

/** The city's own checks that read anything the number rests on, as they ended when the release was made. */
export function ownChecksIn(checks: CheckResult[], {own, shared}: Lineage): Explanation["checks"] {
  return checks.flatMap(({own: check, rowCount}) =>
    check?.reads.some((name) => own.has(name) || shared.has(name))
      ? [{file: check.file, message: check.message, row_count: rowCount}]
      : [],
  );
}

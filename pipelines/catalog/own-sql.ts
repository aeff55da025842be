import {UserError} from "../../schemas/errors.ts";
import {nearest} from "../../schemas/nearest.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {visibleLine} from "../../schemas/visible-text.ts";
import {mayBeGiven, REFUSED_FUNCTIONS, TABLE_FUNCTIONS} from "../engine/harmless-functions.ts";
import {grainOf} from "./grain.ts";
import {type ParsedModel, placeIn, type SelectNode} from "./parsed-select.ts";

/** Layers from the first to the last; nothing reads one that comes later. */
const READ_IN_ORDER = ["catalog", "raw", "staging", "intermediate", "metrics", "marts", "checks"];

/** Health and disability: only the program's own sums of them may be read. */
const RESTRICTED = shippedContracts
  .filter(({isRestricted}) => isRestricted)
  .map(({source}) => `raw.${source}`);

/**
 * Models and checks of the city's own sql/ read the models that lie before them, no person's health, no file and nothing of the
 * machine, and are named by words. UserError with place.
 */
export function mustReadWhatItMay(models: ParsedModel[], checks: ParsedModel[]): void {
  const byName = new Map<string, ParsedModel>();
  for (const model of [...models, ...checks]) {
    const other = byName.get(engineName(model.name));
    if (other)
      throw new UserError(
        `${placeIn(model, 0)}: ${other.from === "city" ? "" : "プログラムの "}${other.file} と同じ名前です（大文字と小文字は区別しません）。ほかの名前にしてください。`,
      );
    byName.set(engineName(model.name), model);
  }
  const known = new Set(models.map(({name}) => name));
  for (const model of [...byName.values()].filter(({from}) => from === "city")) {
    const faults = [...faultsOf(model, known)];
    if (faults.length > 0) throw new UserError(faults.join("\n"));
  }
}

/** To the engine, capitals and small letters are the same name. */
function engineName(name: string): string {
  return name.toLowerCase();
}

function* faultsOf(model: ParsedModel, known: Set<string>): Generator<string> {
  yield* faultsOfWords(model);
  if (!READ_IN_ORDER.includes(model.schema))
    yield `${placeIn(model, 0)}: ${model.schema} のフォルダーには、市の計算式を置けません。staging、intermediate、metrics、marts、checks のどれかに置いてください。`;
  const defined = definedNames(model.nodes);
  for (const name of defined)
    if (!mayBeGiven(name))
      yield `${placeIn(model, 0)}: 「${name}」という名前は、WITHでは使えません。ほかの名前にしてください。`;
  for (const node of model.nodes) {
    const why = whyRefused(node, {model, known, defined});
    if (why !== undefined) yield `${placeIn(model, Number(node.query_location ?? 0))}: ${why}`;
  }
}

/** The name of its file and its line "-- grain:" become words of statements. */
function* faultsOfWords(model: ParsedModel): Generator<string> {
  const name = model.name.slice(model.schema.length + 1);
  if (model.schema !== "checks" && !mayBeGiven(name))
    yield `${placeIn(model, 0)}: 「${visibleLine(name)}」という名前は、計算式には使えません。ファイルの名前を、英字で始まる英字・数字・_ だけにしてください（例: kpi_lost_property.sql）。`;
  if (model.schema === "marts" && !(grainOf(model)?.every(mayBeGiven) ?? false))
    yield `${placeIn(model, 0)}: どの列で1行が決まるかの行がありません。「-- grain: 列の名前, 列の名前」（1行だけの表なら「-- grain: one row」）と、初めに書いてください。`;
}

interface Surroundings {
  model: ParsedModel;
  known: Set<string>;
  defined: Set<string>;
}

function whyRefused(node: SelectNode, surroundings: Surroundings): string | undefined {
  if (node.type === "BASE_TABLE") return whyUnreadable(node, surroundings);
  if (node.type === "TABLE_FUNCTION") {
    const name = String((node.function as SelectNode | undefined)?.function_name).toLowerCase();
    if (!TABLE_FUNCTIONS.has(name))
      return `「${name}」は使えません。表のかわりに使えるのは ${[...TABLE_FUNCTIONS].join("、")} だけです。`;
  }
  if (typeof node.function_name === "string" && REFUSED_FUNCTIONS.has(node.function_name.toLowerCase()))
    return `関数「${node.function_name}」は使えません（この機械や設定のことは、計算式からは見られません）。`;
  return undefined;
}

function whyUnreadable(node: SelectNode, {model, known, defined}: Surroundings): string | undefined {
  const {catalog_name, schema_name, table_name} = node;
  if (!catalog_name && !schema_name && defined.has(String(table_name))) return undefined;
  const name = [catalog_name, schema_name, table_name].filter(Boolean).join(".");
  const isInput = !catalog_name && (schema_name === "raw" || schema_name === "catalog");
  if (isInput ? !mayBeGiven(String(table_name)) : !known.has(name))
    return `「${name}」という表はありません。近いもの: ${nearest(name, [...known]).join("、")}`;
  if (schema_name === "restricted" || RESTRICTED.includes(engineName(name)))
    return `「${name}」は健康や障害に関する個人ごとの表なので、市の計算式からは読めません。人数だけにした intermediate の表を使ってください。`;
  const [from, to] = [String(schema_name), model.schema].map((schema) => READ_IN_ORDER.indexOf(schema));
  if ((from ?? 0) > (to ?? 0) || (schema_name === "raw" && model.schema !== "staging"))
    return `${model.schema} の計算式からは「${name}」を読めません。読めるのは、${READ_IN_ORDER.join(" → ")} の順で前にあるものです（raw は staging だけが読みます）。`;
  return undefined;
}

/** Names that WITH gives. */
function definedNames(nodes: SelectNode[]): Set<string> {
  const maps = nodes.flatMap(({cte_map}) => (cte_map as {map?: SelectNode[]} | undefined)?.map ?? []);
  return new Set(maps.map(({key}) => String(key)));
}

import {type Contract, fieldsOf, periodColumns} from "../../schemas/contract.ts";
import {labelOf} from "../../schemas/contract-in-words.ts";
import {type DictionaryWords, dictionaryWords} from "../../schemas/dictionary-words.ts";
import type {FieldKind} from "../../schemas/fields.ts";
import {readCityYaml} from "./city-yaml.ts";
import {contractsOf} from "./contracts-of.ts";
import {modelFiles} from "./models.ts";

/** What people are told of relations and columns, each from its one home; undefined where nobody has said it yet. */
export interface Descriptions {
  relation(name: string): RelationWords | undefined;
  column(relation: string, column: string): string | undefined;
  /** Coded value → Japanese word, for columns that hold a closed list of values. */
  values(column: string): Record<string, string>;
}

interface RelationWords {
  title: string;
  /** What one row is: "指標・期間". */
  grain: string;
}

/**
 * Models say what they hold in the first line of their file ("-- 題名。1行＝職員・月"), contracts in their own words,
 * everything else in city/dictionary.yaml. UserError when that file does not fit.
 */
export function readDescriptions(city: string): Descriptions {
  const {tables, columns, values} = descriptionsFile(city);
  const contracts = contractsOf(city);
  const choices = choicesOf(contracts);
  const relations = new Map([
    ...Object.entries(tables),
    ...modelWords(city),
    ...contracts.map(contractWords),
  ]);
  const rawColumns = new Map(contracts.flatMap(contractColumns));
  return {
    relation: (name) => relations.get(name),
    column: (relation, column) =>
      rawColumns.get(`${relation}.${column}`) ?? columns[`${relation}.${column}`] ?? columns[column],
    values: (column) => ({...choices[column], ...values[column]}),
  };
}

/** dictionary.yaml: the program's words, and what the city has added. */
export function descriptionsFile(city: string): DictionaryWords {
  return readCityYaml(city, "dictionary.yaml", dictionaryWords);
}

function modelWords(city: string): [string, RelationWords][] {
  return modelFiles(city, []).flatMap(({name, text}) => {
    const [, title, grain] = /^-- (.+)。1行＝(.+)$/m.exec(text) ?? [];
    return title && grain ? [[name, {title, grain}]] : [];
  });
}

function contractWords(contract: Contract): [string, RelationWords] {
  const headings = new Map(fieldsOf(contract).map(({name, meta}) => [name, meta.headings[0] ?? name]));
  const grain = [...new Set([...periodColumns(contract), ...contract.grain])].map(
    (column) => headings.get(column) ?? column,
  );
  return [`raw.${contract.source}`, {title: contract.title, grain: grain.join("・")}];
}

const HELD_AS: Partial<Record<FieldKind, string>> = {
  month: "月の初日",
  quarter: "四半期の初日",
  fiscal_year: "年度の初日",
  duration: "分",
  decimal: "1万分の1を1とする整数",
};

/** A raw column is what stands under its heading, and how the ledger holds it. */
function contractColumns(contract: Contract): [string, string][] {
  return fieldsOf(contract).map(({name, meta}) => {
    const [heading = name] = meta.headings;
    if (meta.kind === "staff_number")
      return [`raw.${contract.source}.staff_key`, `${heading}の鍵付きハッシュ（番号そのものは残さない）`];
    const heldAs = HELD_AS[meta.kind];
    return [`raw.${contract.source}.${name}`, heldAs ? `${heading}（${heldAs}）` : heading];
  });
}

/** Column → value → the word by which the city's people know it, over all contracts that have such a column. */
function choicesOf(contracts: Contract[]): Record<string, Record<string, string>> {
  const found: Record<string, Record<string, string>> = {};
  for (const {name, meta} of contracts.flatMap(fieldsOf).toReversed())
    for (const value of meta.values) found[name] = {...found[name], [value]: labelOf(meta, value) ?? value};
  return found;
}

import {catalogTables} from "../../schemas/catalog.ts";
import {type Contract, fieldsOf} from "../../schemas/contract.ts";
import type {WordFault} from "../../schemas/word-faults.ts";
import {checkedRows} from "./catalog-file.ts";
import type {SourceFile} from "./source-file.ts";

const SOURCES = ["overtime", "overtime_corrections"];

/** Columns whose values a table of the city must know, since hours of a value that it has not would be in no sum. */
const LISTS = [
  {
    column: "cause",
    file: "overtime-causes.csv",
    schema: catalogTables.overtime_causes,
    remedy: (value: string, word: string) =>
      `${value},${word},false の行を加えてください（災害や選挙なら true）。`,
  },
  {
    column: "hour_kind",
    file: "overtime-hour-bases.csv",
    schema: catalogTables.overtime_hour_bases,
    remedy: (value: string) =>
      `数え方ごとに report,${value} のような行を加えてください（どの数え方にも入れないなら none,${value}）。`,
  },
];

/** Causes and kinds of hours that are the city's own and that its tables have not. */
export function unknownOvertimeWords(
  city: string,
  contracts: Contract[],
  files: SourceFile[],
): {file: SourceFile; fault: WordFault}[] {
  return LISTS.flatMap(({column, file: table, schema, remedy}) => {
    const own = files.filter(
      ({source, words}) => SOURCES.includes(source) && words.values[column] !== undefined,
    );
    if (own.length === 0) return [];
    const known = checkedRows(city, table, schema).map((row) => row[column]);
    return own.flatMap((file) =>
      choicesOf(contracts, {source: file.source, column})
        .filter(([, value]) => !known.includes(value))
        .map(([word, value]) => ({
          file,
          fault: {
            path: ["values", column, word],
            message: `「${word}」（${value}）が city/${table} にないので、どこにも数えられません。${remedy(value, word)}`,
          },
        })),
    );
  });
}

function choicesOf(
  contracts: Contract[],
  {source, column}: {source: string; column: string},
): [word: string, value: string][] {
  const contract = contracts.find((each) => each.source === source);
  const field = contract && fieldsOf(contract).find(({name}) => name === column);
  return Object.entries(field?.meta.choices ?? {});
}

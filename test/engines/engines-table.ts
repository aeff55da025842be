import type {Compared} from "./compared.ts";

export function differing(relations: Compared[]): number {
  return relations.filter((one) => one.differing > 0).length;
}

/** One line a relation, for a terminal and for a note. */
export function table(relations: Compared[], engine: string): string {
  const lines = relations.map((one) =>
    [
      one.relation,
      one.exchanged.length === 0 ? "unchanged" : `exchanged: ${one.exchanged.join(" ")}`,
      String(one.rows),
      one.differing === 0 ? "equal" : `${one.differing} rows differ`,
      one.duckMs.toFixed(0),
      one.otherMs.toFixed(0),
    ].join(" | "),
  );
  const head = [
    `model | text | rows | equal | DuckDB ms | ${engine} ms`,
    "--- | --- | --- | --- | --- | ---",
  ];
  return [...head, ...lines].map((line) => `| ${line} |`).join("\n");
}

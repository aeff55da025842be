import {createHmac} from "node:crypto";
import {parse} from "csv-parse/sync";
import {type Contract, fieldsOf} from "../../schemas/contract.ts";

/** What a file can at most give: one text per acceptable row (see rowKey), and how often it stands there. */
export type Acceptable = Map<string, number>;

const HEADING_ROWS = 30;
const LINE_ENDS = ["\r\n", "\n", "\r"];

/** A text file read the slow, plain way: decoders and parser that the product does not use for rows, Zod for each row. */
export function acceptableOfText(bytes: Buffer, contracts: Contract[], secret: Buffer): Acceptable {
  const text = decoded(bytes);
  const acceptable: Acceptable = new Map();
  if (text === undefined) return acceptable;
  for (const delimiter of [",", "\t"])
    for (const grid of readings(text, delimiter))
      merge(acceptable, acceptableOfGrid(grid, contracts, secret));
  return acceptable;
}

/** Where quotes are broken, a line of its own is as legitimate a reading as a cell over several lines. */
function readings(text: string, delimiter: string): string[][][] {
  const options = {delimiter, record_delimiter: LINE_ENDS, relax_column_count: true, bom: true};
  try {
    return [parse(text, options)];
  } catch {
    const lines = text.split(/\r\n|\n|\r/).map((line) => line.split(delimiter));
    const unquoted = lines.map((cells) =>
      cells.map((cell) => cell.replace(/^"(.*)"$/, "$1").replaceAll('""', '"')),
    );
    return [lines, unquoted, ...["", '"'].flatMap((end) => relaxed(`${text}${end}`, delimiter))];
  }
}

function relaxed(text: string, delimiter: string): string[][][] {
  try {
    return [
      parse(text, {
        delimiter,
        record_delimiter: LINE_ENDS,
        relax_column_count: true,
        relax_quotes: true,
        bom: true,
      }),
    ];
  } catch {
    return [];
  }
}

function decoded(bytes: Buffer): string | undefined {
  const mark = bytes.subarray(0, 2).toString("hex");
  const labels = mark === "fffe" ? ["utf-16le"] : mark === "feff" ? ["utf-16be"] : ["utf-8", "shift_jis"];
  for (const label of labels)
    try {
      return new TextDecoder(label, {fatal: true}).decode(bytes);
    } catch {}
  return undefined;
}

/** Rows below any row that carries all headings of a contract, as far as the contract's schema accepts them. */
export function acceptableOfGrid(grid: string[][], contracts: Contract[], secret: Buffer): Acceptable {
  const acceptable: Acceptable = new Map();
  for (const [row, cells] of grid.slice(0, HEADING_ROWS).entries())
    for (const contract of contracts) {
      const columns = columnsOf(cells, contract);
      if (!columns) continue;
      for (const values of grid.slice(row + 1)) {
        const key = acceptedKey(
          contract,
          columns.map((column) => values[column] ?? ""),
          secret,
        );
        if (key !== undefined) acceptable.set(key, (acceptable.get(key) ?? 0) + 1);
      }
      return acceptable;
    }
  return acceptable;
}

function columnsOf(cells: string[], contract: Contract): number[] | undefined {
  const headings = cells.map((cell) => cell.replace(/[\s\u3000]/g, ""));
  const columns = fieldsOf(contract).map(({meta}) =>
    headings.findIndex((heading) => meta.headings.includes(heading)),
  );
  return columns.includes(-1) ? undefined : columns;
}

/** The row as the warehouse should hold it; undefined where the contract refuses it. */
function acceptedKey(contract: Contract, cells: string[], secret: Buffer): string | undefined {
  const values: (string | null)[] = [];
  for (const [index, {schema, meta}] of fieldsOf(contract).entries()) {
    const result = schema.safeParse(cells[index]);
    if (!result.success) return undefined;
    const value = result.data === null ? null : String(result.data);
    values.push(meta.kind === "staff_number" && value !== null ? staffKey(value, secret) : value);
  }
  return rowKey(contract.source, values);
}

export function rowKey(source: string, values: (string | null)[]): string {
  return JSON.stringify([source, ...values]);
}

function staffKey(staffNumber: string, secret: Buffer): string {
  return String(createHmac("sha256", secret).update(staffNumber).digest().readBigUInt64BE() >> 4n);
}

function merge(into: Acceptable, from: Acceptable): void {
  for (const [key, count] of from) into.set(key, Math.max(count, into.get(key) ?? 0));
}

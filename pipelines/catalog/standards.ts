import {z} from "zod";
import {catalogTables} from "../../schemas/catalog.ts";
import {UserError} from "../../schemas/errors.ts";
import {shiftedDay} from "../../schemas/fiscal-time.ts";
import {nearest} from "../../schemas/nearest.ts";
import type {RowsToInsert} from "../engine/insert-rows.ts";
import {checkedRows} from "./catalog-file.ts";
import {cityText} from "./city-folder.ts";

/** A level that targets may follow, between two days (ISO, inclusive; null: until further notice). */
export interface Standard {
  id: string;
  name: string;
  value: number;
  validFrom: string;
  validTo: string | null;
}

/** The legal rate of the city as one body (disability-legal-rates.csv) under the name that targets call it by. */
const LEGAL_RATE = {id: "disability_legal_rate", name: "法定雇用率"};
const FILE = "standards.csv";

/** Every standard that the city's targets may follow, those that rest on others in numbers. UserError with file and line. */
export function standardsOf(city: string): Standard[] {
  const legal = z
    .array(catalogTables.disability_legal_rates)
    .parse(
      checkedRows(city, "disability-legal-rates.csv", catalogTables.disability_legal_rates).map(asWritten),
    )
    .filter(({appointing_authority}) => appointing_authority === null)
    .map(({legal_rate, valid_from, valid_to}) => ({
      ...LEGAL_RATE,
      value: legal_rate,
      validFrom: valid_from,
      validTo: valid_to,
    }));
  const written = z
    .array(catalogTables.standards)
    .parse(checkedRows(city, FILE, catalogTables.standards).map(asWritten));
  mustBeOrdered(city, written);
  const plain = written.filter(({based_on}) => based_on === null).map(standardOf);
  return resolved(
    city,
    [...legal, ...plain],
    written.filter(({based_on}) => based_on !== null),
  );
}

type Written = z.infer<typeof catalogTables.standards>;

/** Rows were checked once: what was a blank cell is one again. */
function asWritten(row: object): object {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value === null ? "" : value]));
}

function standardOf({standard_id, standard_name, value, valid_from, valid_to}: Written): Standard {
  return {id: standard_id, name: standard_name, value, validFrom: valid_from, validTo: valid_to};
}

/** Those that rest on others, one after another; what is left over rests on nothing or on itself. */
function resolved(city: string, known: Standard[], waiting: Written[]): Standard[] {
  if (waiting.length === 0) return known;
  const open = new Set(waiting.map(({standard_id}) => standard_id));
  const ready = waiting.filter(({based_on}) => based_on !== null && !open.has(based_on));
  const unknown = ready.find(({based_on}) => known.every(({id}) => id !== based_on));
  if (unknown) {
    const ids = [...new Set(known.map(({id}) => id))];
    throw new UserError(
      `${placeOf(city, unknown)}: もとにする基準（based_on）「${unknown.based_on}」がありません。近いもの: ${nearest(unknown.based_on ?? "", ids).join("、")}`,
    );
  }
  if (ready.length === 0)
    throw new UserError(
      `${placeOf(city, waiting[0])}: 基準 ${[...open].join("、")} が、たがいをもとにしています（based_on）。どれか一つに、もとにするものを書かず、値（value）を書いてください。`,
    );
  const found = ready.flatMap((written) => overlaps(written, known));
  return resolved(
    city,
    [...known, ...found],
    waiting.filter((one) => !ready.includes(one)),
  );
}

/** The days on which both are in force, with the sum of their values. */
function overlaps(written: Written, known: Standard[]): Standard[] {
  const own = standardOf(written);
  return known
    .filter(({id}) => id === written.based_on)
    .map((base) => ({
      ...own,
      value: Number((base.value + own.value).toPrecision(12)),
      validFrom: [own.validFrom, base.validFrom].sort().at(-1) ?? own.validFrom,
      validTo: earlier(own.validTo, base.validTo),
    }))
    .filter(({validFrom, validTo}) => validTo === null || validFrom <= validTo);
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

/** On a day one value holds. */
function mustBeOrdered(city: string, written: Written[]): void {
  for (const [id, rows] of Map.groupBy(written, ({standard_id}) => standard_id)) {
    const sorted = rows.toSorted((one, other) => one.valid_from.localeCompare(other.valid_from));
    const wrong = sorted.find(
      ({valid_from}, index) => index > 0 && valid_from <= (sorted[index - 1]?.valid_to ?? LAST_DAY),
    );
    if (wrong)
      throw new UserError(
        `${placeOf(city, wrong)}: 基準「${id}」の期間が、前の行と重なっています。前の行の valid_to を ${shiftedDay(wrong.valid_from, -1)} にしてください。`,
      );
  }
}

const LAST_DAY = "9999-12-31";

function placeOf(city: string, written: Written | undefined): string {
  const file = cityText(city, FILE);
  const lines = file?.text.split("\n") ?? [];
  const index = lines.findIndex(
    (line) => line.startsWith(`${written?.standard_id},`) && line.includes(written?.valid_from ?? ""),
  );
  return `${file?.place ?? `city/${FILE}`} の${index + 1}行目`;
}

/** The table catalog.standard_values: the city's own standards; the legal rate has a table already. */
export function standardTable(city: string): Omit<RowsToInsert, "table"> {
  return {
    columns: {
      standard_id: "varchar",
      standard_name: "varchar",
      value: "double",
      valid_from: "date",
      valid_to: "date",
    },
    rows: standardsOf(city)
      .filter(({id}) => id !== LEGAL_RATE.id)
      .map(({id, name, value, validFrom, validTo}) => ({
        standard_id: id,
        standard_name: name,
        value,
        valid_from: validFrom,
        valid_to: validTo,
      })),
  };
}

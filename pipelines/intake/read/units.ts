import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import type {FieldMeta} from "../../../schemas/fields.ts";
import {trimmed} from "../../../schemas/read-value.ts";
import type {UnitReading} from "./around/unit-reading.ts";
import type {CellSource} from "./cell-blocks.ts";

/** "枚数（単位：千枚）" → 枚数 and 千枚. */
export function splitUnit(heading: string): {name: string; unit: string} {
  const [, name = heading, unit = ""] =
    /^(.+?)[（([［〔](?:単位[:：]?)?(.+?)[）)\]］〕]$/.exec(heading) ?? [];
  return {name, unit};
}

/** The unit of a field's column: that of its heading, unless a person said another, or the one around the table that the field knows. */
export function unitOfColumn(
  inHeading: string,
  {units: around, isAnswered}: Pick<UnitReading, "units" | "isAnswered">,
  {units}: FieldMeta,
): string {
  const said = around.find((label) => label in units) ?? "";
  return isAnswered ? said || inHeading : inHeading || said;
}

/** The cells of a list with the unit that stands around it; what they are is told by few different texts. */
export function inUnits(source: CellSource, contract: Contract, units: UnitReading): CellSource {
  if (units.units.length === 0) return source;
  const metas = fieldsOf(contract).map(({meta}) => ({meta, unit: unitOfColumn("", units, meta)}));
  const texts = source.texts.map((known, field) => {
    const {meta, unit} = metas[field] ?? {unit: ""};
    if (meta === undefined || unit === "") return known;
    return {
      get count() {
        return known.count;
      },
      textAt: (number: number) => withUnit(trimmed(known.textAt(number)), unit, meta),
    };
  });
  return {...source, texts};
}

/** The cell with the unit of its column, unless it says one itself or is no number at all. */
export function withUnit(cell: string, unit: string, {units}: FieldMeta): string {
  if (unit === "" || units[unit] === 1 || !/[0-9０-９][)）]?$/.test(cell)) return cell;
  return `${cell}${unit}`;
}

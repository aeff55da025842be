import type {FieldMeta} from "../../../schemas/fields.ts";

/** "枚数（単位：千枚）" → 枚数 and 千枚. */
export function splitUnit(heading: string): {name: string; unit: string} {
  const [, name = heading, unit = ""] =
    /^(.+?)[（([［〔](?:単位[:：]?)?(.+?)[）)\]］〕]$/.exec(heading) ?? [];
  return {name, unit};
}

/** The unit of a field's column: that of its heading, or else the one around the table that the field knows. */
export function unitOfColumn(inHeading: string, around: string[], {units}: FieldMeta): string {
  return inHeading || (around.find((label) => label in units) ?? "");
}

/** The cell with the unit of its column, unless it says one itself or is no number at all. */
export function withUnit(cell: string, unit: string, {units}: FieldMeta): string {
  if (unit === "" || units[unit] === 1 || !/[0-9０-９][)）]?$/.test(cell)) return cell;
  return `${cell}${unit}`;
}

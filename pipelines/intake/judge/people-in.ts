import {staffNumberIn} from "../../../schemas/fields.ts";
import {GOOD, type LearntField} from "./learn-texts.ts";
import {staffKey} from "./staff-key.ts";

/** The keys of everybody whom a file names, in rows that were read and in lines that could not be; empty without staff numbers. */
export function peopleIn(learnt: LearntField[], brokenTexts: string[][], secret: Buffer): Set<bigint> {
  const people = new Set<bigint>();
  const column = learnt.findIndex(({field}) => field.meta.kind === "staff_number");
  const staff = learnt[column];
  if (!staff || Array.isArray(staff.values)) return people;
  for (let text = 0; text < staff.count; text += 1)
    if ((staff.verdicts[text] ?? 0) & GOOD) people.add(BigInt(staff.values[text] ?? 0));
  for (const texts of brokenTexts) {
    const number = staffNumberIn(staff.field.meta, texts[column] ?? "");
    if (number !== undefined) people.add(staffKey(number, secret));
  }
  return people;
}

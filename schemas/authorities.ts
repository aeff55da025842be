import {z} from "zod";
import {type Contract, fieldsOf} from "./contract.ts";
import {type FieldMeta, fieldOf} from "./fields.ts";

const text = z.string().min(1);

/** An appointing authority (任命権者) as rosters call it, and the row of tables in which its bureaus are summed up; its own unless told. */
const authority = z
  .strictObject({name: text, group: text.optional()})
  .transform(({name, group = name}) => ({name, group}));

/** The authorities of a city; none: rosters may name any, and bureaus are of the head's or of another (bureaus.ts). */
export const authorities = z
  .array(authority)
  .refine(
    (said) => new Set(said.map(({name}) => name)).size === said.length,
    "同じ任命権者が二つあります。一つにしてください",
  )
  .default([]);

export type Authority = z.infer<typeof authority>;

/** Groups of authorities in the city's order. */
export function groupsOf(list: Authority[]): string[] {
  return [...new Set(list.map(({group}) => group))];
}

/** A contract in which only the city's authorities and their groups can be said. */
export function withAuthorities(contract: Contract, list: Authority[]): Contract {
  if (list.length === 0) return contract;
  const fields = fieldsOf(contract).map(({name, meta, schema}) => {
    const said = closed(name, meta, list);
    return [name, said ? fieldOf(said) : schema];
  });
  return {...contract, row: z.strictObject(Object.fromEntries(fields))};
}

function closed(name: string, meta: FieldMeta, list: Authority[]): FieldMeta | undefined {
  if (name === "appointing_authority")
    return {...meta, onlyWords: list.map((each) => each.name), example: list[0]?.name ?? ""};
  if (name !== "appointing_authority_group") return undefined;
  const groups = groupsOf(list);
  const known = Object.entries(meta.choices).filter(([, value]) => groups.includes(value));
  return {
    ...meta,
    choices: {...Object.fromEntries(groups.map((group) => [group, group])), ...Object.fromEntries(known)},
    // The ledger counts them: those that it knows stay where they are.
    values: [...new Set([...meta.values, ...groups])],
    example: groups[0] ?? "",
  };
}

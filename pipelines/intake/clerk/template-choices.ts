import type {Contract} from "../../../schemas/contract.ts";
import type {FieldMeta} from "../../../schemas/fields.ts";
import type {JudgedField} from "../../ledger/stored-columns.ts";

/** A word that may stand in a cell, and what it means where that is not the word itself (a bureau's code). */
interface Offer {
  label: string;
  means: string;
}

/** Words that columns offer, by the name of the field, in the order of the fields; none for what is typed freely. */
export type Offers = ReadonlyMap<string, Offer[]>;

/** `bureaus`: code → name of those that are there in the template's year; empty while no list of them is known. */
export function offersOf(
  {references = []}: Contract,
  {fields, bureaus}: {fields: JudgedField[]; bureaus: ReadonlyMap<string, string>},
): Offers {
  const inList = (name: string) => {
    const to = references.find(({column}) => column === name)?.to;
    if (to === "bureau_code") return [...bureaus].map(([label, means]) => ({label, means}));
    return to === "bureau_name" ? [...new Set(bureaus.values())].map(plain) : [];
  };
  return new Map(
    fields
      .map(({name, meta}): [string, Offer[]] => [name, [...wordsOf(meta).map(plain), ...inList(name)]])
      .filter(([, offers]) => offers.length > 0),
  );
}

function plain(label: string): Offer {
  return {label, means: ""};
}

function wordsOf(meta: FieldMeta): string[] {
  return meta.kind === "choice" ? choiceLabels(meta) : meta.onlyWords;
}

/** One label for each value: what is only another way to write it (Ａ４) is read, but not offered. */
export function choiceLabels({choices}: FieldMeta): string[] {
  const labels = Object.keys(choices);
  return labels.filter(
    (label) =>
      label !== "" && labels.find((other) => other !== "" && choices[other] === choices[label]) === label,
  );
}

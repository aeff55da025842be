import {parse} from "yaml";
import {writtenPlace} from "../../schemas/spread-entries.ts";
import {ownText} from "./city-folder.ts";
import {placeOfPart} from "./city-yaml.ts";

const FILE = "kpis.yaml";

/** "city/kpis.yaml の123行目": where the city has written a part of the indicator that is the nth of all. */
export function placeOfKpi(city: string, [index, ...path]: [number, ...PropertyKey[]]): string {
  const content: unknown = parse(ownText(city, FILE)?.text ?? "");
  return placeOfPart(city, FILE, writtenPlace(content, ["kpis", index, ...path]));
}

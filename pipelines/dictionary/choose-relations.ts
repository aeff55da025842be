import type {DictionaryRelation} from "../../schemas/dictionary.ts";
import {oneNamed} from "../catalog/one-named.ts";
import {ancestorsOf} from "./graph.ts";

type Related = Pick<DictionaryRelation, "name" | "title" | "dependsOn">;

/**
 * Names of what is chosen: 「名前」, 「+名前」 with all that it rests on, 「名前+」 with all that rests on it; everything where
 * nothing is chosen. A name may be short ("kpi_paper_sheets") or the Japanese title. UserError for one that there is not.
 */
export function chooseRelations(relations: Related[], select: string[]): Set<string> {
  const things = relations.map(({name, title}) => ({
    ...{id: name, title: title === "" ? name : `${title}（${name}）`},
    names: [name.replace(/^\w+\./, ""), title].filter((text) => text !== ""),
  }));
  const down = relations.flatMap(({name, dependsOn}) =>
    dependsOn.map((upstream): [string, string] => [upstream, name]),
  );
  const up = down.map(([from, to]): [string, string] => [to, from]);
  if (select.length === 0) return new Set(relations.map(({name}) => name));
  return new Set(
    select.flatMap((typed) => {
      const {id} = oneNamed(typed.replace(/^\+|\+$/g, ""), things, "表");
      return [
        id,
        ...(typed.startsWith("+") ? ancestorsOf({edges: down}, id) : []),
        ...(typed.endsWith("+") ? ancestorsOf({edges: up}, id) : []),
      ];
    }),
  );
}

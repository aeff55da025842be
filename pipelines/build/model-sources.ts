import type {Model} from "../catalog/models.ts";

/** A relation that is built, and a kind of file that it rests on. */
export interface ModelSource {
  relation: string;
  source: string;
}

const RAW = "raw.";

/**
 * Which kinds of files every model rests on, through all the models between; `models` in the order in which they are built. It is
 * walked here because not every engine follows a relation from row to row without repeating what it has met already.
 */
export function modelSources(models: Pick<Model, "name" | "dependsOn">[]): ModelSource[] {
  const behind = new Map<string, Set<string>>();
  for (const {name, dependsOn} of models)
    behind.set(name, new Set(dependsOn.flatMap((upstream) => [...(behind.get(upstream) ?? own(upstream))])));
  return [...behind].flatMap(([relation, sources]) =>
    [...sources].sort().map((source) => ({relation, source})),
  );
}

function own(relation: string): string[] {
  return relation.startsWith(RAW) ? [relation.slice(RAW.length)] : [];
}

import type {Model} from "../../pipelines/catalog/models.ts";
import type {Warehouse} from "../../pipelines/engine/open.ts";

/** A warehouse in which every one of these models is built, each after those it reads. */
export interface BuiltModels {
  warehouse: Warehouse;
  models: Model[];
  close(): void;
}

type Keep = <City extends BuiltModels>(content: string, build: () => Promise<City>) => Promise<City>;

let keep: Keep = (_, build) => build();

/** From now on whoever asks for a city gets what `by` gives: the mutation run builds each only once. */
export function keepCities(by: Keep): void {
  keep = by;
}

/** The city of this content; a test gets one of its own, which it closes. */
export const cityOf: Keep = (content, build) => keep(content, build);

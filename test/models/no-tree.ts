import type {HandMade} from "./models-on.ts";

/** Of a city whose units hang in no tree. */
export const NO_TREE: Record<string, HandMade> = {
  "catalog.unit_bureaus": {
    columns: "unit_code varchar, bureau_code varchar, valid_from date, valid_to date, is_above boolean",
    rows: [],
  },
  "catalog.unit_ancestors": {
    columns: "unit_code varchar, within_code varchar, valid_from date, valid_to date",
    rows: [],
  },
};

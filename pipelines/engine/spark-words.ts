import {type Dialect, type Exchanged, exchanged} from "./dialect.ts";

/**
 * Calls that mean something else in Spark, or are none there. Rows without a value are passed over by DuckDB's aggregates of one value,
 * and empty texts by its `concat`; aggregates can be no functions of ours in Spark.
 */
export const SPARK: Dialect = {
  types: {varchar: "string"},
  calls: {
    any_value: ([value]) => `any_value(${value}, true)`,
    concat: (parts) => `concat_ws('', ${parts.join(", ")})`,
    latest_by: ([value, moment]) => `max_by(${value}, case when ${value} is not null then ${moment} end)`,
    median_of: ([value]) => `median(${value})`,
  },
};

/** The text of a model as Spark is given it. */
export function forSpark(text: string): Exchanged {
  return exchanged(text, SPARK);
}

import type {Warehouse} from "./open.ts";

/** Does first work on an open file, which stays open for what follows, but not when that work fails. */
export async function closedOnFailure<Result>(
  warehouse: Warehouse,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    warehouse.close();
    throw error;
  }
}

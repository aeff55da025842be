import type {Warehouse} from "./open.ts";

/**
 * A memory of one kind for each open warehouse, for what is dear to ask and stays true. It is empty again after a transaction
 * of the warehouse was taken back, and gone when the warehouse is.
 */
export function memoryOf<Memory>(empty: () => Memory): (warehouse: Warehouse) => Memory {
  const key = Symbol("memory");
  return ({memories}) => {
    if (!memories.has(key)) memories.set(key, empty());
    return memories.get(key) as Memory;
  };
}

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

/** The answer to a dear question, asked anew only after a statement changed something. Rows that are appended change no answer. */
export function untilChanged<Answer>(
  ask: (warehouse: Warehouse) => Promise<Answer>,
): (warehouse: Warehouse) => Promise<Answer> {
  const answers = memoryOf((): {last?: {answer: Answer; changes: number}} => ({}));
  return async (warehouse) => {
    const memory = answers(warehouse);
    const changes = warehouse.changes();
    if (memory.last?.changes !== changes) memory.last = {answer: await ask(warehouse), changes};
    return memory.last.answer;
  };
}

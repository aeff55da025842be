import {UserError} from "../../schemas/errors.ts";

/** Relations that came later are missing in a release of an earlier program. */
export async function orNone<Row>(read: () => Promise<Row[]>): Promise<Row[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

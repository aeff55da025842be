import {UserError} from "../../schemas/errors.ts";

/** There is nothing to read yet. Why not is known where files become releases. */
export class NoReleaseYet extends UserError {
  constructor() {
    super("まだ公開版がありません。何が足りないかは npx kaikaku status で確かめられます。");
  }
}

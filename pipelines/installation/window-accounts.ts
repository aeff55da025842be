import {type WindowAccounts, windowAccounts} from "../../schemas/window-account.ts";
import {readJsonFile} from "./read-json-file.ts";

const REMEDY =
  "控えには入っていません。写しがあれば置き換え、なければ別の所に移してから npx kaikaku serve を始め直し、最初の管理者から作り直してください。";

/** The accounts of the window, as they stand in its file. UserError where that was damaged. */
export function readWindowAccounts(file: string): WindowAccounts {
  return readJsonFile(file, windowAccounts, REMEDY);
}

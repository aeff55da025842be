import {existsSync} from "node:fs";
import {readPasswordHash} from "../../schemas/password-hash.ts";
import {readWindowAccounts} from "../installation/window-accounts.ts";
import {windowFiles} from "../installation/window-files.ts";
import type {Installation, Probe, Trouble} from "./probe.ts";

/** Whether those who may can sign in to the window. */
export const WINDOW_PROBE: Probe = {title: "窓口の利用者", examine: accounts};

/** Another account of the group may have opened the window for itself: then nobody else looks. */
function accounts({home}: Installation): Trouble[] {
  const {accounts: file} = windowFiles(home);
  if (!existsSync(file)) return [];
  return readWindowAccounts(file)
    .accounts.filter(({password}) => password !== null && readPasswordHash(password) === undefined)
    .map(({id}) => ({
      state: "fault",
      what: `利用者「${id}」のパスワードの記録が壊れているので、パスワードではサインインできません`,
      mend: `窓口の管理の頁で「${id}」に新しいリンクを出し、パスワードを決め直してもらってください。管理の人がだれも入れないときは、「${file}」の写しを戻すか、別の所に移してから npx kaikaku serve を始め直してください`,
    }));
}

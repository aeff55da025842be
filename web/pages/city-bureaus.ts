import {existsSync} from "node:fs";
import {contractsOf} from "../../pipelines/catalog/contracts-of.ts";
import {type Contract, fieldsOf} from "../../schemas/contract.ts";
import {noteAct, noteReading} from "../note-act.ts";
import {headingsOf, pastedTable, writtenDown} from "../tasks/pasted-table.ts";
import {formOf, type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {onTo, page, sorry, template} from "./page.ts";
import {check} from "./trial.ts";

const PASTE = template<{typed: string; trouble: string; columns: {heading: string; hint: string}[]}>(
  "city-bureaus",
  ["admin-nav"],
);
const PATH = "/admin/city/bureaus";

/** The list of bureaus is a file like others, handed in by whoever hands in files for all. */
export const routes: Route[] = [
  signedRoute("get", PATH, ["office"], (visit) => withContract(visit, (contract) => show(visit, contract))),
  signedRoute("post", PATH, ["office"], (visit) => withContract(visit, (contract) => paste(visit, contract))),
];

function withContract(
  visit: SignedVisit,
  work: (contract: Contract) => Response | Promise<Response>,
): Response | Promise<Response> {
  const {city} = visit.window.home;
  const contract = existsSync(city) ? contractsOf(city).find(({source}) => source === "bureaus") : undefined;
  if (contract) return work(contract);
  return sorry(visit, {
    title: "市のフォルダーがまだありません",
    why: "局区の一覧は、名前と計画を決めてから入れます。",
    what: "「管理」の「市の決めごと」で、名前・計画・期限を先に書いてください。",
    status: 404,
  });
}

function show(visit: SignedVisit, contract: Contract): Response {
  noteReading(visit, "window:city-bureaus", {});
  return form(visit, contract, {typed: "", trouble: ""});
}

function form(
  visit: SignedVisit,
  contract: Contract,
  {typed, trouble}: {typed: string; trouble: string},
): Response {
  const columns = fieldsOf(contract).map(({meta}, index) => ({
    heading: headingsOf(contract)[index] ?? "",
    hint: hintOf(meta),
  }));
  const body = PASTE({typed, trouble, columns});
  return page(visit, {
    ...{title: "局区の一覧", place: "admin", body},
    status: trouble === "" ? 200 : 422,
  });
}

function hintOf({choices, example, optional, absent}: ReturnType<typeof fieldsOf>[number]["meta"]): string {
  const words = Object.keys(choices ?? {}).join("、");
  return `${words === "" ? `例：${example}` : words}${optional || absent ? "（なければ空）" : ""}`;
}

/** As if a file of it were sent: it is tried, shown, and counts only when it is handed in. */
async function paste(visit: SignedVisit, contract: Contract): Promise<Response> {
  const {window, account, context, now} = visit;
  const typed = (await formOf(visit)).get("rows") ?? "";
  const text = pastedTable(typed, contract);
  if (text === "")
    return form(visit, contract, {typed, trouble: "行がありません。局区を1行に1つずつ貼り付けてください。"});
  const {id, folder} = window.trials.folder();
  const file = writtenDown(text, {folder, name: `${contract.title}（貼り付け）.csv`});
  noteAct(visit, "局区の一覧を貼り付ける", {bytes: file.bytes});
  const trial = window.trials.add({id, accountId: account.id, folder, files: [file], sentAt: now});
  check(visit, trial);
  return trial.checking ? context.redirect(`/files/trials/${id}`, 303) : onTo(visit, PATH, BUSY);
}

const BUSY = "いまは順番を待つ仕事が多すぎます。しばらくしてから、もう一度貼り付けてください。";

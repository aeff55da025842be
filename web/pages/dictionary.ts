import {join} from "node:path";
import {noteReading} from "../note-act.ts";
import {madeFiles} from "../tasks/made-file.ts";
import {type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {sorry} from "./page.ts";

export const routes: Route[] = [signedRoute("get", "/dictionary", "signed_in", show)];

/** The offline dictionary as it is; made once for a release. */
async function show(visit: SignedVisit): Promise<Response> {
  const {window, context} = visit;
  noteReading(visit, "window:dictionary", {});
  const release = window.published.currentId() ?? "";
  const html =
    window.dictionary?.release === release ? window.dictionary.html : await dictionaryOf(visit, release);
  if (html === undefined)
    return sorry(visit, {
      title: "データ辞書を作れませんでした",
      why: "作る処理が途中で終わりました。",
      what: "しばらくしてから、もう一度開いてください。",
      status: 503,
    });
  return context.html(html, 200, {"x-own-document": "1"});
}

async function dictionaryOf({window, account}: SignedVisit, release: string): Promise<string | undefined> {
  const made = await madeFiles((folder) =>
    window.ask(account.id, ["docs", `--out=${join(folder, "out.html")}`]),
  );
  const html = "files" in made ? made.files[0]?.bytes.toString("utf8") : undefined;
  if (html === undefined) return undefined;
  // A browser asks the server for a picture of its own otherwise, and the policy of this document forbids it.
  const whole = html.replace("<title>", '<link rel="icon" href="data:,"><title>');
  window.dictionary = {release, html: whole};
  return whole;
}

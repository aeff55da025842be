import {join, relative} from "node:path";
import {entriesBelow} from "../../pipelines/installation/entries-below.ts";
import {readOwnFile} from "../../pipelines/installation/plain-file.ts";
import {visibleText} from "../../schemas/visible-text.ts";
import {noteReading} from "../note-act.ts";
import {type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {page, template} from "./page.ts";

const CITY = template<{
  files: {name: string; path: string; isChosen: boolean}[];
  chosen: string;
  text: string;
}>("admin-city", ["admin-nav"]);

export const routes: Route[] = [signedRoute("get", "/admin/city", ["admin", "office", "approver"], show)];

const LONGEST = 400_000;

/** What the city has decided, as it stands in its folder; written there, not here. */
function show(visit: SignedVisit): Response {
  const {window, context} = visit;
  const names = entriesBelow(window.home.city, () => {})
    .filter((entry) => entry.isFile())
    .map((entry) => relative(window.home.city, join(entry.parentPath, entry.name)))
    .sort();
  const wanted = context.req.query("file") ?? "city.yaml";
  // Only a name of the list leads to a file.
  const chosen = names.find((name) => name === wanted) ?? "";
  noteReading(visit, "window:city", {file: chosen});
  const text =
    chosen === "" ? "" : readOwnFile(join(window.home.city, chosen)).toString("utf8").slice(0, LONGEST);
  const files = names.map((name) => ({
    name,
    path: `/admin/city?file=${encodeURIComponent(name)}`,
    isChosen: name === chosen,
  }));
  return page(visit, {
    title: "市の決めごと",
    place: "admin",
    body: CITY({files, chosen, text: visibleText(text)}),
  });
}

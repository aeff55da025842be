import {noteReading} from "../note-act.ts";
import {type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {page, template} from "./page.ts";

const REMINDERS = template<{texts: {name: string; text: string}[]}>("reminders");

export const routes: Route[] = [signedRoute("get", "/files/reminders", ["office"], show)];

/** What stands between the texts of two sections. */
const LINE = /\n─+\n+/;

/** A text for each section that owes something, to be copied into a letter. */
async function show(visit: SignedVisit): Promise<Response> {
  noteReading(visit, "window:reminders", {});
  const {output} = await visit.window.ask(visit.account.id, ["due", "--remind"]);
  const texts = output
    .trim()
    .split(LINE)
    .flatMap((text) => {
      const [, name] = /^(.+) 御中/.exec(text) ?? [];
      return name ? [{name, text}] : [];
    });
  return page(visit, {title: "督促の文面", place: "files", body: REMINDERS({texts})});
}

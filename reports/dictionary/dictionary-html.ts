import {readFileSync} from "node:fs";
import type {Dictionary} from "../../schemas/dictionary.ts";
import {asWritten} from "../../schemas/written-command.ts";
import {compileTemplates, trustedMarkup} from "../print/render.ts";
import {dictionaryView} from "./dictionary-view.ts";
import {embeddedFonts} from "./embedded-fonts.ts";

const HERE = new URL("./", import.meta.url);
const render = compileTemplates<object>(HERE, {
  main: "document",
  partials: ["indicator", "source", "relation", "origins", "check", "query"],
});

/** The data dictionary as one HTML file that needs nothing else: no fonts, no scripts, no pictures from elsewhere. */
export function dictionaryHtml(dictionary: Dictionary): string {
  const read = (file: string) => trustedMarkup(readFileSync(new URL(file, HERE), "utf8"));
  const view = {
    style: read("dictionary.css"),
    script: read("page-script.js"),
    ...dictionaryView(dictionary),
  };
  const html = asWritten(render(view));
  return html.replace("<style>", `<style>\n${embeddedFonts(html)}`);
}

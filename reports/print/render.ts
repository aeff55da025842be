import {readFileSync} from "node:fs";
import Handlebars from "handlebars";

/** Text that is markup of our own making (a chart, a style sheet) and is not escaped. */
export type Markup = Handlebars.SafeString;

export function trustedMarkup(text: string): Markup {
  return new Handlebars.SafeString(text);
}

/** Text as a quoted CSS string that can end neither the string nor the style element. */
export function cssString(text: string): Markup {
  const escaped = text.replace(/[^\p{L}\p{N} ]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `);
  return trustedMarkup(`"${escaped}"`);
}

/** A template with the partials it may use, read once. Names are file names without .hbs, a neighbour's with its folder ("../scorecard/yearly-figure"). */
export interface TemplateSet {
  main: string;
  partials: string[];
}

/**
 * Compiles the templates of a folder. Strict: a name that the view does not have is an error, not an empty text.
 * Everything is escaped unless it is {@link Markup}.
 */
export function compileTemplates<View>(folder: URL, {main, partials}: TemplateSet): (view: View) => string {
  const engine = Handlebars.create();
  const compiled = <Part>(name: string) => engine.compile<Part>(readTemplate(folder, name), {strict: true});
  // As a text, a partial would be compiled anew by every page that has partials of its own within it.
  for (const partial of partials) engine.registerPartial(partial.replace(/^.*\//, ""), compiled(partial));
  return compiled<View>(main);
}

function readTemplate(folder: URL, name: string): string {
  return readFileSync(new URL(`${name}.hbs`, folder), "utf8");
}

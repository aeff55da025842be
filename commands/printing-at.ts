import type {Home} from "../pipelines/installation/home.ts";
import {readSettings} from "../pipelines/installation/settings.ts";
import type {Printing} from "../reports/print/with-browser.ts";

/** How this installation prints. UserError when its settings cannot be read. */
export function printingAt(home: Home): Printing {
  return {scratch: home.scratch, sandbox: readSettings(home).printing?.sandbox ?? "if_available"};
}

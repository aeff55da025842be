import type {Argv} from "yargs";
import {homeHere, printText} from "./context.ts";
import {jsonOption} from "./options.ts";

export function addTo(cli: Argv): Argv {
  return cli.command("releases", "公開版の一覧", {json: jsonOption}, async ({json}) => {
    const {publishedReleases} = await import("../pipelines/releases/history.ts");
    const {releaseListText} = await import("../reports/terminal/release-list.ts");
    printText(releaseListText(publishedReleases(homeHere()), json));
  });
}

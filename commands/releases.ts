import type {Argv} from "yargs";
import {homeHere} from "./home-here.ts";
import {jsonOption} from "./options.ts";
import {printText, terminal} from "./terminal.ts";
import {whyNoRelease} from "./why-no-release.ts";

export function addTo(cli: Argv): Argv {
  return cli.command("releases", "公開版の一覧", {json: jsonOption}, async ({json}) => {
    const {publishedReleases} = await import("../pipelines/releases/history.ts");
    const {releaseListText} = await import("../reports/terminal/release-list.ts");
    const releases = publishedReleases(homeHere());
    printText(releaseListText(releases, json));
    if (releases.length === 0) for (const line of await whyNoRelease()) terminal.warn(line);
  });
}

import type {Argv} from "yargs";
import {homeHere} from "./home-here.ts";
import {jsonOption} from "./options.ts";
import {asSpoken} from "./spoken-command.ts";
import {printJson, printText} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "queries",
    asSpoken("保存した問合せの一覧（npx kaikaku sql --query 名前 で実行する）"),
    {json: jsonOption},
    async ({json}) => {
      const {savedQueries} = await import("../pipelines/catalog/saved-queries.ts");
      const {queryListText} = await import("../reports/terminal/query-list.ts");
      const queries = savedQueries(homeHere().city);
      if (json) printJson(queries);
      else printText(queryListText(queries));
    },
  );
}

import type {Argv} from "yargs";
import {printJson} from "./context.ts";
import {jsonOption} from "./options.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "queries",
    "保存した問合せの一覧（npx kaikaku sql --query 名前 で実行する）",
    {json: jsonOption},
    async ({json}) => {
      const {savedQueries} = await import("../pipelines/catalog/saved-queries.ts");
      const {queryListText} = await import("../reports/terminal/query-list.ts");
      if (json) printJson(savedQueries());
      else process.stdout.write(queryListText(savedQueries()));
    },
  );
}

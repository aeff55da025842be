import type {Argv} from "yargs";
import {homeHere} from "./home-here.ts";
import {jsonOption} from "./options.ts";
import {printJson, printText} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "models",
    "計算する表の一覧（何が何をもとにし、最後にいつ、何秒で計算したか）",
    {
      select: {
        type: "string",
        array: true,
        nargs: 1,
        default: [] as string[],
        describe: "この表だけ（+名前 はもとになる表も、名前+ は使う表も。何度でも）",
      },
      json: jsonOption,
    },
    async ({select, json}) => {
      const {listModels} = await import("../pipelines/dictionary/list-models.ts");
      const {modelListText} = await import("../reports/terminal/model-list.ts");
      const {models, all} = await listModels(homeHere(), select);
      if (json) printJson(models);
      else printText(modelListText(models, all));
    },
  );
}

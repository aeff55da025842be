import type {Argv} from "yargs";
import type {Home} from "../pipelines/installation/home.ts";
import {UserError} from "../schemas/errors.ts";
import {homeHere} from "./home-here.ts";
import {jsonOption} from "./options.ts";
import {printJson, printText, terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "person <number>",
    "一人の職員番号がどこにあるか（開示、訂正、消去の求めのため。終了コード 2:まだ消せない）",
    (command: Argv) =>
      command.positional("number", {type: "string", demandOption: true, describe: "職員番号"}).options({
        delete: {
          type: "boolean",
          default: false,
          describe: "いつから、どの命令で消せるかを見る（消しはしない）",
        },
        json: jsonOption,
      }),
    person,
  );
}

async function person(options: {number: string; delete: boolean; json: boolean}): Promise<void> {
  const home = homeHere();
  const number = await staffNumberOf(home, options.number);
  const now = new Date();
  const {recordAccess} = await import("../pipelines/access/record.ts");
  const asked = {delete: options.delete};
  recordAccess(home, {event: "read", command: "person", options: asked, staffNumber: number}, now);
  const {personHoldings} = await import("../pipelines/intake/clerk/person-holdings.ts");
  const {readRetention} = await import("../pipelines/releases/retention.ts");
  const {deletionText, personHoldingsText} = await import("../reports/terminal/person-holdings.ts");
  const {japaneseDay} = await import("../schemas/japanese-day.ts");
  const holdings = await personHoldings(number, {
    home,
    terms: readRetention(home.city).originals,
    log: terminal,
  });
  const deletion = deletionText(holdings.files, japaneseDay(now));
  if (options.delete && !deletion.isDue) process.exitCode = 2;
  if (options.json) printJson(holdings);
  else printText(options.delete ? deletion.text : personHoldingsText(holdings));
}

/** As the city's rosters have it; no zero is given back to what a person typed. */
async function staffNumberOf(home: Home, typed: string): Promise<string> {
  const {contractNamed} = await import("../pipelines/intake/clerk/contract-named.ts");
  const {contractsOf} = await import("../pipelines/catalog/contracts-of.ts");
  const {fieldsOf} = await import("../schemas/contract.ts");
  const {hasShape} = await import("../schemas/code-pattern.ts");
  const {plainCode, trimmed} = await import("../schemas/read-value.ts");
  const staff = fieldsOf(contractNamed(contractsOf(home.city), "staff"));
  const meta = staff.find(({name}) => name === "staff_number")?.meta;
  const number = plainCode(trimmed(typed));
  if (meta?.code && hasShape(meta.code, number)) return number;
  throw new UserError(
    `職員番号は${meta?.code?.name}で指定してください。例: npx kaikaku person ${meta?.example}`,
  );
}

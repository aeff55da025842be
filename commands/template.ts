import type {Argv} from "yargs";
import {messageOf} from "../pipelines/installation/faults.ts";
import type {Home} from "../pipelines/installation/home.ts";
import type {Contract} from "../schemas/contract.ts";
import {UserError} from "../schemas/errors.ts";
import {homeHere} from "./home-here.ts";
import {forceOption} from "./options.ts";
import {outFile} from "./out-file.ts";
import {mustBeNamedAs} from "./out-name.ts";
import {printText, terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "template [source]",
    "提出ファイルの空の様式（Excel）を作る（種類を省くと、種類の一覧）",
    (command: Argv) =>
      command
        .positional("source", {
          type: "string",
          describe: "ファイルの種類（例: 時間外勤務実績、overtime）。省くと一覧を出す",
        })
        .options({
          out: {type: "string", describe: "書き出すExcelファイル（.xlsx）。種類を書いたときは必須"},
          force: forceOption,
          "from-files": {
            type: "boolean",
            default: false,
            describe: "届いたファイルから分かることを入れた案にする（局区一覧だけ）",
          },
          fy: {type: "string", describe: "月が横に並ぶ様式の年度（例: 令和6年度、R6。省くと今年度）"},
        }),
    template,
  );
}

interface Asked {
  source: string | undefined;
  out: string | undefined;
  force: boolean;
  fromFiles: boolean;
  fy: string | undefined;
}

async function template({source, out, ...options}: Asked): Promise<void> {
  if (source === undefined) return listSources();
  if (out === undefined)
    throw new UserError(
      `書き出すファイルを --out で指定してください。例: npx kaikaku template ${source} --out 様式.xlsx`,
    );
  return writeTemplate({source, out, ...options});
}

/** Every kind of file, with its headings. */
async function listSources(): Promise<void> {
  const {contractsOf} = await import("../pipelines/catalog/contracts-of.ts");
  const {headingsText} = await import("../schemas/headings-text.ts");
  const contracts = contractsOf(homeHere().city);
  printText(
    `${[
      "提出ファイルの種類（かっこの中の見出しは任意の列）",
      ...contracts.map((contract) => `  ${contract.title}（${contract.source}）  ${headingsText(contract)}`),
      "様式を作るには: npx kaikaku template 時間外勤務実績 --out 様式.xlsx",
    ].join("\n")}\n`,
  );
}

async function writeTemplate(options: {
  source: string;
  out: string;
  force: boolean;
  fromFiles: boolean;
  fy: string | undefined;
}): Promise<void> {
  mustBeNamedAs("Excel", options.out);
  const {contractNamed} = await import("../pipelines/intake/clerk/contract-named.ts");
  const {templateWorkbook} = await import("../pipelines/intake/clerk/template.ts");
  const {fiscalYearOf} = await import("../schemas/fiscal-time.ts");
  const {parseYear} = await import("../schemas/typed-period.ts");
  const {japaneseDay} = await import("../schemas/japanese-day.ts");
  const {contractsOf} = await import("../pipelines/catalog/contracts-of.ts");
  const {bodyWordsOf} = await import("../pipelines/catalog/city-catalog.ts");
  const home = homeHere();
  const file = outFile(home, {...options, usual: options.out});
  const contract = contractNamed(contractsOf(home.city), options.source);
  const {proposedBureaus} = await import("../pipelines/intake/clerk/proposed-bureaus.ts");
  const proposal = options.fromFiles ? await proposedBureaus(home, contract) : undefined;
  const fiscalYear = options.fy ? parseYear(options.fy) : fiscalYearOf(japaneseDay(new Date()));
  const bureaus = await bureausOrNone(home, contract, fiscalYear);
  const words = bodyWordsOf(home.city);
  const bytes = await templateWorkbook(contract, {fiscalYear, words, bureaus, proposal});
  await file.write(bytes);
  terminal.info(`様式  ${contract.title}の様式を ${options.out} に書きました。`);
  if (proposal)
    terminal.info(
      `案      届いたファイルにあった${proposal.rows.length}局区を入れました。空いている欄を埋め、確かめてから受け箱に入れてください。`,
    );
}

/** A form is there for who needs it, whatever the ledger is like. */
async function bureausOrNone(
  home: Home,
  contract: Contract,
  fiscalYear: number,
): Promise<ReadonlyMap<string, string>> {
  const {bureausToChoose} = await import("../pipelines/intake/clerk/bureaus-to-choose.ts");
  try {
    return await bureausToChoose(home, contract, fiscalYear);
  } catch (error) {
    terminal.warn(`注意  局区を選ぶ一覧は、様式に入れていません。${messageOf(error)}`);
    return new Map();
  }
}

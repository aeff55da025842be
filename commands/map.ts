import type {Argv} from "yargs";
import type {Home} from "../pipelines/installation/home.ts";
import type {Proposal} from "../pipelines/intake/learn/propose.ts";
import {UserError} from "../schemas/errors.ts";
import {homeHere} from "./home-here.ts";
import {jsonOption} from "./options.ts";
import {printJson, terminal} from "./terminal.ts";

const MANY = {type: "string", array: true, nargs: 1, default: [] as string[]} as const;

export function addTo(cli: Argv): Argv {
  return cli.command(
    "map <files..>",
    "届いたファイルを見て、見出し・言葉・番号の形を市のフォルダーに書く（終了コード 0:読める 2:残りあり 1:できない）",
    (command: Argv) =>
      command
        .positional("files", {
          type: "string",
          array: true,
          demandOption: true,
          describe: "CSVかExcelのファイル。保留や受付不可のファイルは、その名前か受付番号でもよい",
        })
        .options({
          source: {type: "string", describe: "ファイルの種類（例: 職員名簿、staff。省くと見分ける）"},
          heading: {...MANY, describe: "見出しを教える（例: 職員No.=職員番号。何度でも）"},
          value: {...MANY, describe: "言葉を教える（例: 職級:係員=一般。市だけの値は =own:名前。何度でも）"},
          pattern: {...MANY, describe: "番号の形を教える（例: 局区コード=3桁。何度でも）"},
          unit: {...MANY, describe: "単位を教える（例: 枚数:千=千枚。何度でも）"},
          default: {
            ...MANY,
            describe: "ファイルにない列の、どの行にも当たる値を教える（例: 勤務区分=平日時間外。何度でも）",
          },
          sender: {type: "string", describe: "送り主（表の形に添えて書く。省くと jobs.yaml の提出元）"},
          reason: {type: "string", describe: "--value でプログラムの言葉を別の意味にするときの理由"},
          check: {
            type: "boolean",
            default: false,
            describe: "書かずに、この言葉で取り込むとどうなるかを見る（何も残さない）",
          },
          yes: {type: "boolean", default: false, describe: "尋ねずに書く"},
          was: {type: "string", describe: "見た案の印（書くものが違ってきていれば、書かない）"},
          json: jsonOption,
        }),
    map,
  );
}

interface Asked {
  files: string[];
  source: string | undefined;
  heading: string[];
  value: string[];
  pattern: string[];
  unit: string[];
  default: string[];
  sender: string | undefined;
  reason: string | undefined;
  check: boolean;
  yes: boolean;
  was: string | undefined;
  json: boolean;
}

async function map({files, source, check, yes, was, json, ...typed}: Asked): Promise<void> {
  if (check && json) throw new UserError("--check と --json は一緒に使えません。どちらかにしてください。");
  const home = homeHere();
  const {propose} = await import("../pipelines/intake/learn/propose.ts");
  const {answersTyped} = await import("../pipelines/intake/learn/answers.ts");
  const {describeProposal} = await import("../pipelines/intake/learn/describe-proposal.ts");
  const proposal = await propose(files, {
    home,
    answers: answersTyped(typed),
    source: source === undefined ? undefined : await sourceNamed(source),
    senders: await sendersOf(home),
  });
  const {markOf} = await import("../pipelines/intake/learn/told-proposal.ts");
  if (was !== undefined && markOf(proposal) !== was)
    throw new UserError(
      "見ている間に、ほかの人が市のファイルの言葉を書き換えました。何も書いていません。もう一度、案から見直してください。",
    );
  process.exitCode = await exitCodeOf(proposal);
  const reason = typed.reason ?? "";
  if (json) return tellJson(home, proposal, {isWritten: yes && proposal.changes.length > 0, reason});
  for (const line of describeProposal(proposal)) terminal.info(line);
  if (check) return checkIn(home, files, proposal);
  if (proposal.changes.length === 0) return;
  if (!yes && !(await isWanted())) {
    process.exitCode ||= 2;
    return;
  }
  await write(home, proposal, reason);
  tellWritten(proposal);
}

async function tellJson(
  home: Home,
  proposal: Proposal,
  {isWritten, reason}: {isWritten: boolean; reason: string},
): Promise<void> {
  const {toldProposal} = await import("../pipelines/intake/learn/told-proposal.ts");
  if (isWritten) await write(home, proposal, reason);
  printJson(toldProposal(proposal, isWritten));
}

async function sourceNamed(typed: string): Promise<string> {
  const {contractNamed} = await import("../pipelines/intake/clerk/contract-named.ts");
  const {shippedContracts} = await import("../schemas/sources.ts");
  return contractNamed(shippedContracts, typed).source;
}

/** Sections that send a source, where the city has named one. */
async function sendersOf({city}: Home): Promise<Map<string, string>> {
  const {readJobs} = await import("../pipelines/due/read-jobs.ts");
  const {sources} = readJobs(city);
  const bySource = Map.groupBy(sources, (due) => due.source);
  return new Map(
    [...bySource].flatMap(([source, due]) => {
      const [section, ...others] = new Set(due.map((each) => each.section));
      return section !== undefined && others.length === 0 ? [[source, section] as const] : [];
    }),
  );
}

/** 1 where a file taught nothing, 2 where something is left that is not read. */
async function exitCodeOf({files}: Proposal): Promise<number> {
  const {isOpen} = await import("../pipelines/intake/learn/describe-proposal.ts");
  if (files.some(({kind}) => kind !== "learnt")) return 1;
  return files.some(isOpen) ? 2 : 0;
}

/** Asks at a terminal; elsewhere nobody can answer. */
async function isWanted(): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    terminal.info("書いていません  この内容でよければ --yes を付けて、もう一度実行してください。");
    return false;
  }
  const {createInterface} = await import("node:readline/promises");
  const prompt = createInterface({input: process.stdin, output: process.stdout});
  try {
    // Whoever closes the input (Ctrl-D) has not said yes.
    const closed = new Promise<string>((resolve) => prompt.once("close", () => resolve("")));
    const answer = await Promise.race([prompt.question("この内容で書きますか（はい / いいえ）: "), closed]);
    if (/^(はい|y|yes)$/i.test(answer.normalize("NFKC").trim())) return true;
    terminal.info("書いていません  何も変えていません。");
    return false;
  } finally {
    prompt.close();
  }
}

async function write(home: Home, proposal: Proposal, reason: string): Promise<void> {
  const {workingAlone} = await import("../pipelines/installation/working-alone.ts");
  const {writeProposal} = await import("../pipelines/intake/learn/write-proposal.ts");
  await workingAlone(home, async () => writeProposal(home, proposal, {by: null, reason, now: new Date()}));
}

function tellWritten(proposal: Proposal): void {
  for (const {place, path} of proposal.changes) terminal.info(`書きました  ${place}（${path}）`);
  terminal.info(
    proposal.judgedBefore > 0
      ? "次にすること  前のファイルを読み直すなら npx kaikaku rebuild --words、新しいファイルは受け箱に入れて npx kaikaku run"
      : "次にすること  ファイルを受け箱に入れて npx kaikaku run（受付不可になったものも、もう一度入れます）",
  );
}

/** Tries the files in the proposed words, on a copy of the ledger: nothing is kept. */
async function checkIn(home: Home, files: string[], {drafts}: Proposal): Promise<void> {
  const {checkProposed} = await import("../pipelines/intake/learn/check-proposed.ts");
  const {describeChecks} = await import("../pipelines/intake/clerk/describe-checks.ts");
  const {exitCodeOf: exitCodeOfFiles} = await import("../pipelines/build/describe-run.ts");
  const checks = await checkProposed(home, files, {drafts, now: new Date()});
  for (const line of describeChecks(checks)) terminal.info(line);
  process.exitCode = exitCodeOfFiles(checks.map(({outcome}) => outcome));
}

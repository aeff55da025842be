import {resolve} from "node:path";
import type {Argv} from "yargs";
import type {Verdicts} from "../pipelines/disclosure/programme-verdicts.ts";
import type {Warehouse} from "../pipelines/engine/open.ts";
import type {Home} from "../pipelines/installation/home.ts";
import {isInOutput} from "../pipelines/installation/nobodys-place.ts";
import {UserError} from "../schemas/errors.ts";
import {homeHere} from "./home-here.ts";
import {bureauOption, forceOption, jsonOption} from "./options.ts";
import {outFile} from "./out-file.ts";
import {mustBeNamedAs} from "./out-name.ts";
import {printJson, printText, terminal} from "./terminal.ts";

const OPTIONS = {
  bureau: {...bureauOption, describe: "この局区（名前かコード）の人数を示さないわけも見る"},
  least: {type: "number", describe: "下限がこの人数だったら（city/privacy.csv の min_cell のかわり）"},
  periods: {choices: ["year", "quarter"], describe: "年度だけ、または四半期ごとに示すとしたら"},
  groups: {
    choices: ["none", "year", "half"],
    describe: "局区のグループを、示さない、年度だけ、年度と半年で示すとしたら",
  },
  "zero-small": {type: "boolean", describe: "0人を少ない人数として扱うか（扱わないなら --no-zero-small）"},
  full: {
    type: "boolean",
    default: false,
    describe:
      "示さない人数も、示す値と並べて取扱注意のExcelに書く（人事担当の中だけで使う。--out、--by、--reason が要る）",
  },
  out: {type: "string", describe: "--full の書き出し先（.xlsx）"},
  force: forceOption,
  by: {type: "string", describe: "--full をだれが使うか（氏名。記録に残ります）"},
  reason: {type: "string", describe: "--full をなぜ使うか（記録に残ります）"},
  json: jsonOption,
} as const;

interface FullWanted {
  full: boolean;
  out: string | undefined;
  force: boolean;
  by: string | undefined;
  reason: string | undefined;
}

interface Wanted extends FullWanted {
  bureau: string | undefined;
  least: number | undefined;
  periods: string | undefined;
  zeroSmall: boolean | undefined;
  groups: string | undefined;
  json: boolean;
}

export function addTo(cli: Argv): Argv {
  return cli.command(
    "disclosure",
    "局区の人数をどこまで示せるか、なぜ示さないか、きまりを変えたらどうなるかを見る",
    OPTIONS,
    disclosure,
  );
}

async function disclosure({full, out, force, by, reason, ...wanted}: Wanted): Promise<void> {
  if (full) return writeFullView({out, force, by, reason}, wanted);
  if ([out, by, reason].some((text) => text !== undefined) || force)
    throw new UserError("--out、--force、--by、--reason は、--full（取扱注意の全数）と一緒に使います。");
  return showShares(wanted);
}

async function showShares({bureau, json, ...instead}: Omit<Wanted, keyof FullWanted>): Promise<void> {
  const {sharesOf} = await import("../pipelines/disclosure/shares.ts");
  const {disclosureSharesText} = await import("../reports/terminal/disclosure.ts");
  const {workingAlone} = await import("../pipelines/installation/working-alone.ts");
  const home = homeHere();
  const code = bureau === undefined ? null : await codeOf(bureau);
  const verdicts = await workingAlone(home, () => verdictsFor(instead, async (_, found) => found));
  const shares = sharesOf(verdicts, {city: home.city, bureau: code});
  if (json) printJson(shares);
  else printText(disclosureSharesText(shares, code !== null));
}

/**
 * Writes every count of a bureau and a group beside what would be told of it into a workbook for the account alone, and nowhere else: no
 * count of it is said on the screen. UserError, before anything is computed, unless it is said who wants it, why and where.
 */
async function writeFullView(
  {out, force, by, reason}: Omit<FullWanted, "full">,
  others: Omit<Wanted, keyof FullWanted>,
): Promise<void> {
  const isTrial = [others.bureau, others.least, others.periods, others.groups, others.zeroSmall].some(
    (one) => one !== undefined,
  );
  if (isTrial || others.json)
    throw new UserError("--full は、ほかの見方（--bureau、--least、--json など）とは一緒に使えません。");
  if (out === undefined || isBlank(by) || isBlank(reason))
    throw new UserError(
      "--full には、だれが（--by 氏名）、なぜ（--reason 理由）、どこに（--out 全数.xlsx）書くかが要ります。画面やパイプには出しません。何も書いていません。",
    );
  mustBeNamedAs("Excel", out);
  const home = homeHere();
  mustNotBeSharedPlace(out, home);
  const file = outFile(home, {out, force, usual: out, holdsPeople: true});
  const {workingAlone} = await import("../pipelines/installation/working-alone.ts");
  const {fullView} = await import("../pipelines/disclosure/full-view.ts");
  const {fullViewWorkbook} = await import("../reports/workbook/full-view-workbook.ts");
  const {japaneseDay} = await import("../schemas/japanese-day.ts");
  const view = await workingAlone(home, () =>
    verdictsFor({}, (warehouse, verdicts) => fullView(warehouse, verdicts, home.city)),
  );
  const madeOn = japaneseDay(new Date());
  await file.write(await fullViewWorkbook({...view, madeOn, by: by ?? "", reason: reason ?? ""}));
  terminal.info(`Excel（取扱注意）  ${file.path}`);
  terminal.warn(
    "注意  示さない人数が入っています。人事担当の中だけで使い、公開、資料への貼付け、共有フォルダーへの置きはせず、用が済んだら消してください。",
  );
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === "";
}

/** What lies in the output folder is for everybody who keeps the installation, and for its window. */
function mustNotBeSharedPlace(out: string, home: Home): void {
  if (isInOutput(resolve(out), home))
    throw new UserError(
      `「${out}」は出力フォルダーの中です。示さない人数の入ったファイルは置けません。ほかの、自分だけが読める所を --out で指定してください。`,
    );
}

type Tried = Partial<Pick<Wanted, "least" | "periods" | "zeroSmall" | "groups">>;

/** Builds what a release would be made of, and chooses once more where another rule is tried. Nothing is kept. */
async function verdictsFor<Answer>(
  {least, periods, zeroSmall, groups}: Tried,
  look: (warehouse: Warehouse, verdicts: Verdicts) => Promise<Answer>,
): Promise<Answer> {
  const {transform} = await import("../pipelines/build/transform.ts");
  const {tryRule, verdictsIn} = await import("../pipelines/disclosure/protect-figures.ts");
  const home = homeHere();
  const {japaneseDay} = await import("../schemas/japanese-day.ts");
  const createdOn = japaneseDay(new Date());
  const {warehouse} = await transform(home, {releaseId: "試し", createdOn}, terminal);
  try {
    await tryRule(warehouse, {
      ...{least: least ?? null, periods: periods ?? null, zero_small: zeroSmall ?? null},
      // Bureaus' quarters and sums of groups are not told together.
      groups: groups ?? (periods === "quarter" ? "none" : null),
    });
    return await look(warehouse, await verdictsIn(warehouse));
  } finally {
    warehouse.close();
  }
}

async function codeOf(bureau: string): Promise<string> {
  const {spokenNames, bureauNamed} = await import("../pipelines/releases/spoken-names.ts");
  const {withRelease} = await import("./open-release.ts");
  return withRelease(homeHere(), undefined, async (marts) =>
    bureauNamed(bureau, await spokenNames(marts), null),
  );
}

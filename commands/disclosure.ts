import type {Argv} from "yargs";
import {homeHere} from "./home-here.ts";
import {bureauOption, jsonOption} from "./options.ts";
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
  json: jsonOption,
} as const;

interface Wanted {
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

async function disclosure({bureau, json, ...instead}: Wanted): Promise<void> {
  const {sharesOf} = await import("../pipelines/disclosure/shares.ts");
  const {disclosureSharesText} = await import("../reports/terminal/disclosure.ts");
  const {workingAlone} = await import("../pipelines/installation/working-alone.ts");
  const home = homeHere();
  const code = bureau === undefined ? null : await codeOf(bureau);
  const verdicts = await workingAlone(home, () => verdictsFor(instead));
  const shares = sharesOf(verdicts, {city: home.city, bureau: code});
  if (json) printJson(shares);
  else printText(disclosureSharesText(shares, code !== null));
}

/** Builds what a release would be made of, and chooses once more where another rule is tried. Nothing is kept. */
async function verdictsFor({
  least,
  periods,
  zeroSmall,
  groups,
}: Pick<Wanted, "least" | "periods" | "zeroSmall" | "groups">) {
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
    return await verdictsIn(warehouse);
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

import type {Marts} from "../pipelines/engine/kysely.ts";
import type {Home} from "../pipelines/installation/home.ts";
import type {SpokenNames} from "../pipelines/releases/spoken-names.ts";
import {withRelease} from "./open-release.ts";

/** Parameters of saved questions that name something, with how a word for it becomes what the question compares. */
const MEANINGS: Record<string, (word: string, names: SpokenNames) => Promise<string>> = {
  kpi: async (word, {indicators}) => (await named())(word, indicators, "指標").id,
  scope: async (word, {scopes}) => (await named())(word, scopes, "対象範囲").id,
  rule: async (word, {rules}) => (await named())(word, rules, "上限").id,
  bureau: async (word, names) => {
    const {bureauNamed} = await import("../pipelines/releases/spoken-names.ts");
    return bureauNamed(word, names, null);
  },
  fy: async (word) => {
    const {parseYear} = await import("../schemas/typed-period.ts");
    return String(parseYear(word));
  },
};

async function named() {
  return (await import("../pipelines/catalog/one-named.ts")).oneNamed;
}

/** "kpi=480時間超の職員", "fy=令和5年度" … as the saved question wants them: "kpi=overtime_over_480h", "fy=2023". */
export async function paramsMeant(
  home: Home,
  {params, release}: {params: string[]; release: string | undefined},
): Promise<string[]> {
  const isWord = params.some((param) => Object.hasOwn(MEANINGS, nameIn(param)));
  return isWord ? withRelease(home, release, (marts) => meantIn(marts, params)) : params;
}

async function meantIn(marts: Marts, params: string[]): Promise<string[]> {
  const {spokenNames} = await import("../pipelines/releases/spoken-names.ts");
  const names = await spokenNames(marts);
  return Promise.all(
    params.map(async (param) => {
      const name = nameIn(param);
      const meaning = Object.hasOwn(MEANINGS, name) ? MEANINGS[name] : undefined;
      const word = param.slice(param.indexOf("=") + 1).replace(/^"(.*)"$/s, "$1");
      return meaning ? `${name}=${await meaning(word, names)}` : param;
    }),
  );
}

function nameIn(param: string): string {
  return /^\$?([^=\s]+)=./.exec(param)?.[1]?.toLowerCase() ?? "";
}

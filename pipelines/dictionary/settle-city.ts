import {existsSync, mkdirSync, statSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {type ChangeSaid, noteCityChanges} from "../access/city-changes.ts";
import {mustBeCitysOwn, namesBelow, ownText} from "../catalog/city-folder.ts";
import {settingsMark, withSettings} from "../catalog/city-settings.ts";
import type {CitySettings} from "../catalog/settings-typed.ts";
import {copyPlainFile} from "../installation/durable.ts";
import {scratchFolder} from "../installation/half-written.ts";
import type {Home} from "../installation/home.ts";
import {workingAlone} from "../installation/working-alone.ts";
import {writeWhole} from "../installation/write-whole.ts";
import {examineCity} from "./examine-city.ts";

interface Settling {
  settings: CitySettings;
  /** The mark of what somebody looked at when it was decided; undefined for whatever stands there. */
  was: string | undefined;
  said: ChangeSaid;
}

/**
 * Writes into the city's folder what somebody decided, and notes what stood there and who did it. Returns the names of the files.
 * UserError, and nothing is written, where somebody else has written there meanwhile, or the folder would have a fault more.
 */
export async function settleCity(home: Home, {settings, was, said}: Settling): Promise<string[]> {
  return workingAlone(home, async () => {
    mustBeCitysOwn(home);
    if (!existsSync(home.city))
      throw new UserError(
        `市のフォルダー「${home.city}」がまだありません。何も書いていません。npx kaikaku init で作ってから、もう一度実行してください。`,
      );
    if (was !== undefined && settingsMark(home.city) !== was)
      throw new UserError(
        "見ている間に、ほかの人が市の決めごとを書き換えました。何も書いていません。いまの中身を見てから、もう一度してください。",
      );
    const texts = withSettings(home.city, settings);
    if (texts.size === 0) return [];
    await mustBeNoWorse(home, home.city, texts);
    const written = [...texts].map(([file, after]) => ({
      ...{file, before: ownText(home.city, file)?.text ?? null, after},
    }));
    noteCityChanges(home, written, said);
    for (const {file, after} of written) {
      const path = join(home.city, file);
      writeWhole(path, after, existsSync(path) ? statSync(path).mode & 0o777 : 0o666);
    }
    return [...texts.keys()];
  });
}

/** UserError where a city's folder that is made from another would have faults by what is to stand in it. */
export async function mustFitTemplate(home: Home, origin: string, settings: CitySettings): Promise<void> {
  await mustBeNoWorse(home, origin, withSettings(origin, settings));
}

/** UserError for faults that the folder does not have already. */
async function mustBeNoWorse(home: Home, city: string, texts: Map<string, string>): Promise<void> {
  const {path: tried, remove} = scratchFolder(home);
  try {
    for (const name of namesBelow(city)) {
      mkdirSync(dirname(join(tried, name)), {recursive: true});
      copyPlainFile(join(city, name), join(tried, name));
    }
    const before = new Set((await examineCity({...home, city: tried})).faults.map(withoutLine));
    for (const [name, text] of texts) writeFileSync(join(tried, name), text);
    const {faults} = await examineCity({...home, city: tried});
    const added = faults.filter((fault) => !before.has(withoutLine(fault)));
    if (added.length > 0) throw new UserError(`${added.join("\n")}\n何も書いていません。`);
  } finally {
    remove();
  }
}

/** Lines move when something is written above them. */
function withoutLine(fault: string): string {
  return fault.replace(/の\d+行目/, "");
}

import {existsSync, statSync} from "node:fs";
import {dirname, relative, sep} from "node:path";
import {UserError} from "../../../schemas/errors.ts";
import {type ChangeSaid, noteCityChanges} from "../../access/city-changes.ts";
import {mustBeCitysOwn} from "../../catalog/city-folder.ts";
import {contractsOf} from "../../catalog/contracts-of.ts";
import {writtenWords} from "../../catalog/source-files.ts";
import type {Home} from "../../installation/home.ts";
import {makeFolders} from "../../installation/make-folders.ts";
import {writeWhole} from "../../installation/write-whole.ts";
import type {Proposal} from "./propose.ts";

/**
 * Writes what was proposed, each file whole or not at all; the caller works alone. UserError, and nothing is written, where
 * somebody has written there meanwhile, or the folder would not be right.
 */
export function writeProposal(
  home: Home,
  {changes, drafts}: Pick<Proposal, "changes" | "drafts">,
  said: Omit<ChangeSaid, "command">,
): void {
  const {city} = home;
  mustBeCitysOwn(home);
  for (const {source, place, before} of changes)
    if (writtenWords(city, source).text !== before)
      throw new UserError(
        `見ている間に、ほかの人が ${place} を書き換えました。何も書いていません。もう一度 npx kaikaku map を実行してください。`,
      );
  contractsOf(city, drafts);
  const written = changes.map(({path, before = null, after}) => ({
    ...{file: relative(city, path).replaceAll(sep, "/"), before, after},
  }));
  noteCityChanges(home, written, {...said, command: "map"});
  for (const {path, after} of changes) {
    makeFolders(dirname(path), 0o770);
    writeWhole(path, after, existsSync(path) ? statSync(path).mode & 0o777 : 0o666);
  }
}

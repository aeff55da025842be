import {existsSync, lstatSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {someOf} from "../../schemas/some-of.ts";
import {visibleLine} from "../../schemas/visible-text.ts";
import {type Home, MOVABLE_FOLDERS} from "./home.ts";
import {leadsAstray, OF_PEOPLE} from "./nobodys-place.ts";

/** What lies in `built`, finished or half written, and on a disk by itself. */
const IN_BUILT = /^(relations\.(duckdb|json).*|lost\+found|\..*)$/;

const SHOWN = 3;

interface Stray {
  what: string;
  mend: string;
}

/**
 * Folders of the program with a link in their place that leads where it must not write and tidy up: into the installation or the
 * program, or, for what was built last (which is thrown away as soon as it does not fit), to other people's things.
 */
export function strayFolders(home: Home): Stray[] {
  return MOVABLE_FOLDERS.filter((name) => !OF_PEOPLE.includes(name)).flatMap((name) =>
    strayFolder(join(home.root, name), home),
  );
}

function strayFolder(folder: string, home: Home): Stray[] {
  const where = existsSync(folder) ? whereItMustNotLead(folder, home) : undefined;
  if (where === undefined) return [];
  return [
    {
      what: `「${folder}」のリンクが、${where}を指しています`,
      mend: `リンクを消し、同じ名前のフォルダーを作るか、そのためだけの空のフォルダーを指すリンクに直してください`,
    },
  ];
}

/** UserError for the first of them. Asked before anything is written or tidied up. */
export function mustHaveOwnFolders(home: Home): void {
  mustBeOwn(strayFolders(home));
}

/** The same of the folder of the locks alone. Asked before one is laid there. */
export function mustHaveOwnLocks(home: Home): void {
  mustBeOwn(strayFolder(home.locks, home));
}

/** Where not, nobody can work. */
export function hasOwnLocks(home: Home): boolean {
  return strayFolder(home.locks, home).length === 0;
}

function mustBeOwn([stray]: Stray[]): void {
  if (stray)
    throw new UserError(
      `${stray.what}。書いたり片付けたりしてしまうので、何もせずにやめました。${stray.mend}。`,
    );
}

function whereItMustNotLead(folder: string, home: Home): string | undefined {
  const astray = leadsAstray(folder, home);
  if (astray !== undefined) return `設備かプログラムの使うフォルダー（${astray}）`;
  if (folder !== home.built || !lstatSync(folder).isSymbolicLink()) return undefined;
  const others = readdirSync(folder).filter((name) => !IN_BUILT.test(name));
  if (others.length === 0) return undefined;
  return `ほかのもの（${someOf(others.slice(0, SHOWN).map(visibleLine), others.length)}）のあるフォルダー`;
}

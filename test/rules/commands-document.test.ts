import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import yargs, {type Argv} from "yargs";

const ROOT = join(import.meta.dirname, "../..");

const NAMES = [
  ...readFileSync(join(ROOT, "cli.ts"), "utf8").matchAll(/^ {2}"?([a-z-]+)"?: \(\) => import/gm),
].map(([, name = ""]) => name);

/** What docs/commands.ja.md says of each command. */
const SECTIONS = new Map(
  readFileSync(join(ROOT, "docs/commands.ja.md"), "utf8")
    .split(/^### /m)
    .slice(1)
    .map((section) => [section.split("\n", 1)[0], section.split(/^## /m)[0] ?? ""]),
);

/** Names of what a command takes, as its own help gives them. */
async function taken(name: string): Promise<string[]> {
  const {addTo}: {addTo: (cli: Argv) => Argv} = await import(`../../commands/${name}.ts`);
  const cli = addTo(yargs().scriptName("kaikaku").locale("en").help().version(false).wrap(null));
  const help = await helpOf(cli, name);
  const options = [...help.matchAll(/^ +--([a-z-]+)/gm)].map(([, option]) => `--${option}`);
  const positionals = [...(help.split("\n")[0] ?? "").matchAll(/[<[]([a-z]+)/g)].map(([, word = ""]) => word);
  return [...positionals, ...options.filter((option) => option !== "--help")].sort();
}

function helpOf(cli: Argv, name: string): Promise<string> {
  return new Promise(
    (resolve) => void cli.parse([name, "--help"], {}, (_error, _argv, help) => resolve(help)),
  );
}

/** Names that begin the lines of a section's list. */
function described(section: string): string[] {
  const heads = [...section.matchAll(/^- (.*?) … /gm)].map(([, head = ""]) => head);
  return heads.flatMap((head) => [...head.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name)).sort();
}

describe("docs/commands.ja.md", () => {
  test("has a section for every command, and none for another", () => {
    expect([...SECTIONS.keys()].sort()).toEqual(NAMES.toSorted());
  });

  test.each(NAMES)("tells what %s takes, all and nothing else, and how it ends", async (name) => {
    const section = SECTIONS.get(name) ?? "";
    expect(described(section)).toEqual(await taken(name));
    expect(section).toContain("終了コード");
  });
});

import {type SpawnSyncReturns, spawn, spawnSync} from "node:child_process";
import {cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {createServer, type Server} from "node:http";
import type {AddressInfo} from "node:net";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {spokenCommand} from "../../commands/spoken-command.ts";
import {installLaunchers} from "../../pipelines/installation/launchers.ts";
import {projectCopy} from "../figures/small-city.ts";
import {lastingFolder} from "../temporary-folder.ts";

const ROOT = join(import.meta.dirname, "../..");
const {folder, remove} = lastingFolder();
const elsewhere = join(folder, "ほかの場所");
const program = join(folder, "改革 '1号' $x");
const launcher = join(program, "kaikaku");

afterAll(remove);

beforeAll(() => {
  mkdirSync(elsewhere);
  projectCopy(program);
  for (const part of ["commands", "reports", "sample", "cli.ts", "kaikaku", "kaikaku.cmd", "kaikaku.mjs"])
    cpSync(join(ROOT, part), join(program, part), {recursive: true});
});

interface Call {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/** An environment that nothing of this process's own start has touched. */
function call(
  command: string,
  args: string[],
  {cwd = elsewhere, env = {}}: Call = {},
): SpawnSyncReturns<string> {
  const {KAIKAKU_HOME: _home, KAIKAKU_COMMAND: _command, ...rest} = process.env;
  return spawnSync(command, args, {cwd, encoding: "utf8", env: {...rest, ...env}});
}

/** Nothing has this number: a message that names another command, and exit code 1. */
const ACCEPT = ["accept", "7", "--reason", "試し の 理由"];

/** As the shell would have it typed. */
const typed = (path: string): string => `'${path.replaceAll("'", `'"'"'`)}'`;

describe("kaikaku, the launcher of the program's folder", () => {
  test("runs this program on its own Node from any folder, with its arguments and exit code", () => {
    const home = join(folder, "home 1");
    const status = call(launcher, ["status"], {env: {KAIKAKU_HOME: home}});
    expect([status.stderr, status.status]).toEqual(["", 0]);
    const accept = call(launcher, ACCEPT, {env: {KAIKAKU_HOME: home}});
    expect([accept.status, accept.stdout]).toEqual([1, ""]);
    expect(accept.stderr).toContain(`番号は ${typed(launcher)} status で`);
    expect(accept.stderr).not.toContain("npx");
  });

  test("works through links, one relative to another, and through PATH, where messages say just its name", () => {
    const bin = join(folder, "bin");
    mkdirSync(bin);
    symlinkSync(launcher, join(bin, "absolute"));
    symlinkSync("absolute", join(bin, "kaikaku"));
    const env = {KAIKAKU_HOME: join(folder, "home 2"), PATH: `${bin}:${process.env.PATH}`};
    const accept = call("kaikaku", ACCEPT, {env});
    expect(accept.status).toBe(1);
    expect(accept.stderr).toContain("番号は kaikaku status で");
    expect(call("kaikaku", ["--help"], {env}).stdout).toContain("使い方: kaikaku <コマンド>");
  });

  test("says in Japanese what to do while the packages are missing, also to whoever starts it by npx", () => {
    const bare = join(folder, "部品 なし");
    mkdirSync(bare);
    for (const part of ["kaikaku", "kaikaku.mjs"]) cpSync(join(ROOT, part), join(bare, part));
    const wanted = `エラー  部品がまだ入っていません。「${bare}」で npm start を実行してから、もう一度試してください。\n`;
    const launched = call(join(bare, "kaikaku"), ["status"]);
    expect([launched.status, launched.stderr]).toEqual([1, wanted]);
    const started = call(process.execPath, [join(bare, "kaikaku.mjs"), "status"]);
    expect([started.status, started.stderr]).toEqual([1, wanted]);
  });

  test("has a Windows brother with the line ends that batch files need", () => {
    const text = readFileSync(join(ROOT, "kaikaku.cmd"), "utf8");
    expect(text).toMatch(/^([ -~]+\r\n)+$/);
    expect(text).toContain('"%~dp0kaikaku.mjs" %*\r\nexit /b %errorlevel%');
  });
});

describe("the launchers that npm start puts beside the data", () => {
  test("are put there by start, before anything else can fail", () => {
    const data = join(folder, "started");
    mkdirSync(join(data, "inbox"), {recursive: true});
    writeFileSync(join(data, "inbox", "メモ.csv"), "何でもない\n");
    call(launcher, ["start"], {env: {KAIKAKU_HOME: data}});
    expect(readdirSync(data)).toEqual(expect.arrayContaining(["kaikaku", "kaikaku.cmd"]));
    const own = join(data, "kaikaku");
    expect(call(own, ["status"]).stdout).toContain("メモ.csv");

    const medium = join(folder, "medium");
    expect(call(own, ["backup", "--to", medium]).status).toBe(0);
    const backup = join(medium, readdirSync(medium)[0] ?? "");
    expect(readdirSync(join(backup, "files"))).not.toContain("kaikaku");
    expect(call(own, ["restore", "--from", backup, "--replace"]).stdout).toContain("戻しました");
    expect(call(own, ["status"]).status).toBe(0);
  });

  test("run the program on those data, whatever KAIKAKU_HOME says", () => {
    const data = join(folder, "行革 データ");
    mkdirSync(data);
    installLaunchers(data, program);
    const accept = call(join(data, "kaikaku"), ACCEPT, {env: {KAIKAKU_HOME: join(folder, "wrong")}});
    expect(accept.status).toBe(1);
    expect(accept.stderr).toContain(`番号は ${typed(join(data, "kaikaku"))} status で`);
    expect(() => readFileSync(join(folder, "wrong"))).toThrow("ENOENT");
    const batch = readFileSync(join(data, "kaikaku.cmd"), "utf8").split("\r\n");
    expect(batch).toContain("chcp 65001 >nul");
    expect(batch).toContain(`"${program}\\kaikaku.cmd" %*`);
  });

  test("within the program's folder move with it, and say where a program is missed", () => {
    const moving = join(folder, "移す前");
    const data = join(moving, "data", "local");
    mkdirSync(data, {recursive: true});
    installLaunchers(data, moving);
    const missed = call(join(data, "kaikaku"), ["status"]);
    expect([missed.status, missed.stderr]).toEqual([1, expect.stringContaining("プログラムが「")]);
    cpSync(data, join(program, "data", "local"), {recursive: true});
    rmSync(moving, {recursive: true});
    const status = call(join(program, "data", "local", "kaikaku"), ["status"]);
    expect([status.stderr, status.status]).toEqual(["", 0]);
    expect(readFileSync(join(program, "data", "local", "kaikaku.cmd"), "utf8")).toMatch(/^[\r\n -~]+$/);
  });
});

describe("how messages spell the command", () => {
  test.each([
    {env: {}, cwd: "/opt/kaikaku", spoken: "npx kaikaku"},
    {env: {}, cwd: "/opt/kaikaku/data/local", spoken: "npx kaikaku"},
    {env: {}, cwd: "/opt/kaikaku-2", spoken: "/opt/kaikaku/kaikaku"},
    {env: {}, cwd: "/opt", spoken: "/opt/kaikaku/kaikaku"},
    {env: {KAIKAKU_COMMAND: "./kaikaku"}, cwd: "/opt/kaikaku", spoken: "./kaikaku"},
    {env: {KAIKAKU_COMMAND: "/行革 室/kaikaku"}, cwd: "/", spoken: "'/行革 室/kaikaku'"},
  ])("$spoken in $cwd", ({env, cwd, spoken}) => {
    expect(spokenCommand({env, cwd, program: "/opt/kaikaku"})).toBe(spoken);
  });
});

describe("npx kaikaku", () => {
  const asked: string[] = [];
  let registry: Server;

  beforeAll(async () => {
    registry = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.writeHead(404, {"content-type": "application/json"}).end("{}");
    });
    await new Promise<void>((resolve) => registry.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => registry.close());

  /** npx with an empty cache, and a registry that says no to everything. */
  async function npx(cwd: string): Promise<{status: number | null; stdout: string}> {
    const {port} = registry.address() as AddressInfo;
    const env = {
      ...process.env,
      npm_config_registry: `http://127.0.0.1:${port}/`,
      npm_config_cache: join(folder, "npm-cache"),
      npm_config_fetch_retries: "0",
    };
    // npm gives the program's file the rights that this process gives to new ones: others go on reading it.
    const usual = process.platform === "win32" ? "" : "umask 022; ";
    const child = spawn(`${usual}npx --yes kaikaku --version`, {cwd, env, shell: true});
    let stdout = "";
    child.stdout.on("data", (chunk) => (stdout += chunk));
    const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
    return {status, stdout};
  }

  test("asks no registry within the program's folder", async () => {
    const {version} = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    for (const cwd of [ROOT, join(ROOT, "data", "cities")])
      expect(await npx(cwd)).toEqual({status: 0, stdout: `${version}\n`});
    expect(asked).toEqual([]);
  });

  test("does ask one anywhere else, which is why no document teaches it for there", async () => {
    expect((await npx(elsewhere)).status).not.toBe(0);
    expect(new Set(asked)).toEqual(new Set(["/kaikaku"]));
  });

  test("the package's own name is scoped and private: nobody publishes it, nobody else's code answers to it", () => {
    const {name, private: isPrivate} = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    expect([name, isPrivate]).toEqual([expect.stringMatching(/^@[a-z-]+\/[a-z-]+$/), true]);
  });
});

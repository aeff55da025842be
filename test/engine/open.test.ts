import {spawnSync} from "node:child_process";
import {mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {openForeign} from "../../pipelines/engine/foreign-engine.ts";
import {openReadOnly, openWritable, type Warehouse} from "../../pipelines/engine/open.ts";
import {faultIn} from "../../pipelines/installation/faults.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const OPEN_HERE = /Could not set lock on file ".*": this process has it open/;

async function tableIn(file: string): Promise<Warehouse> {
  const warehouse = await openWritable(file);
  await warehouse.run("create table lines (line integer)");
  return warehouse;
}

test("a file that this process writes is not opened a second time, by whatever path, and no row is lost", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "real"));
  symlinkSync(join(folder, "real"), join(folder, "other"));
  const file = join(folder, "real", "x.duckdb");
  const first = await tableIn(file);
  await first.run("insert into lines values (1)");
  for (const path of [file, join(folder, "other", "x.duckdb")]) {
    await expect(openWritable(path)).rejects.toThrow(OPEN_HERE);
    await expect(openReadOnly(path)).rejects.toThrow(OPEN_HERE);
    await expect(openForeign(path, {megabytes: 64})).rejects.toThrow(OPEN_HERE);
  }
  await first.run("insert into lines values (2)");
  first.close();
  const second = await openWritable(file);
  await second.run("insert into lines values (3)");
  second.close();
  const reader = await openReadOnly(file);
  expect(await reader.rows("select line from lines order by line")).toEqual([
    {line: 1},
    {line: 2},
    {line: 3},
  ]);
  reader.close();
});

test("of three that open one new file together, one has it", async () => {
  const file = join(temporaryFolder(), "x.duckdb");
  const opened = await Promise.allSettled([1, 2, 3].map(() => openWritable(file)));
  expect(opened.map(({status}) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
  for (const end of opened) if (end.status === "fulfilled") end.value.close();
  (await openWritable(file)).close();
});

test("readers share a file, and nobody writes it while one of them reads", async () => {
  const file = join(temporaryFolder(), "x.duckdb");
  (await tableIn(file)).close();
  const readers = [await openReadOnly(file), await openReadOnly(file)];
  await expect(openWritable(file)).rejects.toThrow(OPEN_HERE);
  for (const reader of readers) {
    reader.close();
    reader.close();
  }
  (await openWritable(file)).close();
});

test("an attached file is an open file until it is detached or its engine is closed", async () => {
  const file = join(temporaryFolder(), "it's.duckdb");
  const writer = await tableIn(file);
  const engine = await openWritable(":memory:");
  await expect(engine.attach(file, "other")).rejects.toThrow(OPEN_HERE);
  writer.close();
  await engine.attach(file, "other");
  await expect(openWritable(file)).rejects.toThrow(OPEN_HERE);
  await engine.detach("other");
  (await openWritable(file)).close();
  await engine.attach(file, "other", "block_size 262144");
  await expect(openReadOnly(file)).rejects.toThrow(OPEN_HERE);
  engine.close();
  (await openReadOnly(file)).close();
});

test("a file that cannot be opened can be opened once it is mended", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "later", "x.duckdb");
  await expect(openWritable(file)).rejects.toThrow("IO Error");
  mkdirSync(join(folder, "later"));
  (await openWritable(file)).close();
});

/** Needs an extension that is not built in. */
const NOT_BUILT_IN = "select * from read_xlsx('x.xlsx')";

test("a file of another engine, for which there is an extension, is told as damaged and looked for nowhere", async () => {
  const file = join(temporaryFolder(), "ledger.duckdb");
  writeFileSync(file, Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.alloc(8176)]));
  for (const open of [openReadOnly, openWritable]) {
    const error = await open(file).catch((caught: unknown) => caught);
    expect(faultIn(error)?.kind).toBe("damaged");
  }
  const warehouse = await openWritable(":memory:");
  const error = await warehouse.attach(file, "other").catch((caught: unknown) => caught);
  expect(faultIn(error)?.kind).toBe("damaged");
  warehouse.close();
});

test("no engine fetches an extension, and none looks for one in the folder for them", async () => {
  const folder = temporaryFolder();
  const script = `
    import {openInstance} from ${JSON.stringify(join(import.meta.dirname, "../../pipelines/engine/instance.ts"))};
    const {engine} = await openInstance(":memory:", "write", {extension_directory: ${JSON.stringify(join(folder, "extensions"))}});
    const connection = await engine.connect();
    await connection.run(${JSON.stringify(NOT_BUILT_IN)}).catch((error) => console.log(error.message));`;
  const {stdout} = spawnSync(process.execPath, ["--input-type=module-typescript", "-e", script], {
    encoding: "utf8",
    env: {...process.env, HOME: folder},
  });
  expect(stdout).toMatch(/read_xlsx|excel/);
  expect(stdout).not.toMatch(/install the required extension|Failed to download/);
  expect(readdirSync(folder)).toEqual([]);
});

test("every engine that is opened is offline", async () => {
  const file = join(temporaryFolder(), "x.duckdb");
  const said: unknown[] = [];
  const SETTINGS =
    "select current_setting('autoinstall_known_extensions') as install, current_setting('autoload_known_extensions') as load";
  for (const open of [() => openWritable(file), () => openReadOnly(file), () => openWritable(":memory:")]) {
    const engine = await open();
    said.push(...(await engine.rows(SETTINGS)));
    engine.close();
  }
  const foreign = await openForeign(file, {megabytes: 64});
  const connection = await foreign.connect();
  const [settings] = await connection.rows(SETTINGS);
  connection.close();
  foreign.close();
  const off = {install: false, load: false};
  expect([said, settings]).toEqual([
    [off, off, off],
    [false, false],
  ]);
});

test("engines are started, and files attached, in one place each", () => {
  expect(filesThatSay(/DuckDBInstance\s*\.\s*(create|fromCache)/, [...PROGRAM, "test"])).toEqual([
    join("pipelines", "engine", "instance.ts"),
  ]);
  expect(filesThatSay(/["'`]attach ['$]/, PROGRAM)).toEqual([join("pipelines", "engine", "attachments.ts")]);
});

const PROGRAM = ["pipelines", "reports", "commands", "sample", "offline"];

function filesThatSay(words: RegExp, folders: string[]): string[] {
  const root = join(import.meta.dirname, "../..");
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), {recursive: true, encoding: "utf8"})
      .filter((name) => /\.[mc]?[jt]s$/.test(name))
      .filter((name) => words.test(readFileSync(join(root, folder, name), "utf8")))
      .map((name) => join(folder, name)),
  );
}

test("what went wrong in a transaction is said, also where the engine has ended it by itself", async () => {
  const warehouse = await tableIn(join(temporaryFolder(), "x.duckdb"));
  const full = async () => {
    await warehouse.run("insert into lines values (1); rollback");
    throw new Error("the disk is full");
  };
  await expect(warehouse.transaction(full)).rejects.toThrow("the disk is full");
  await warehouse.transaction(() => warehouse.run("insert into lines values (2)"));
  expect(await warehouse.rows("select line from lines")).toEqual([{line: 2}]);
  warehouse.close();
});

import {spawnSync} from "node:child_process";
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {openHome} from "../../pipelines/installation/home.ts";
import {BUREAUS} from "../models/tiny-city.ts";
import {PROJECT} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const CAN_BE_TWO = process.platform === "linux" && process.getuid?.() === 0;
const OFFICE = {uid: 65_533, gid: 65_534};

function kaikaku(root: string, args: string[], account: object = {}): {status: number | null; said: string} {
  const {status, stdout, stderr} = spawnSync(process.execPath, [join(PROJECT, "kaikaku.mjs"), ...args], {
    encoding: "utf8",
    env: {...process.env, KAIKAKU_HOME: root},
    ...account,
  });
  return {status, said: stdout + stderr};
}

/** A new folder of the office's account, for nobody else. */
function officeFolder(): string {
  const folder = temporaryFolder();
  chmodSync(folder, 0o711);
  const root = join(folder, "city");
  mkdirSync(root, {mode: 0o750});
  chownSync(root, OFFICE.uid, OFFICE.gid);
  return root;
}

/** What is not the office's in it, and whose group it is of. */
function othersIn(root: string): string[] {
  return readdirSync(root, {recursive: true, encoding: "utf8"})
    .map((name) => ({name, found: lstatSync(join(root, name))}))
    .filter(({found}) => found.uid !== OFFICE.uid || found.gid !== OFFICE.gid)
    .map(({name, found}) => `${name} ${found.uid}:${found.gid}`);
}

describe.runIf(CAN_BE_TWO)("root at work in an installation of another account", () => {
  test("what root founds, loads and reads is the account's afterwards, which goes on with all of it", () => {
    const root = officeFolder();
    expect(kaikaku(root, ["init", "--from", join(PROJECT, "data/cities/minasato")]).status).toBe(0);
    writeFileSync(join(root, "inbox", "局区一覧.csv"), BUREAUS);
    kaikaku(root, ["run", "--clock-is-right"]);
    kaikaku(root, ["kpi"]);
    const others = othersIn(root);
    expect(others.filter((line) => !line.startsWith("city/"))).toEqual([]);
    // Who decided something in the city's folder is still known; the account reads it.
    expect(others.filter((line) => !line.endsWith(`0:${OFFICE.gid}`))).toEqual([]);
    expect(lstatSync(join(root, "city")).uid).toBe(OFFICE.uid);
    expect(statSync(join(root, "ledger.duckdb")).uid).toBe(OFFICE.uid);
    for (const args of [["status"], ["city"], ["ingest", "--clock-is-right", join(PROJECT, "nothing.csv")]])
      expect(kaikaku(root, args, OFFICE).said).not.toMatch(/権限|EACCES|root/);
    const doctor = kaikaku(root, ["doctor"], {...OFFICE, cwd: "/"}).said;
    expect(doctor).toContain("良好  権限");
  });

  test("nothing is given away through a link, a second name, or what root keeps there for itself", () => {
    const root = officeFolder();
    const {inbox, archive, output} = openHome(root);
    const secret = join(root, "..", "shadow");
    const beside = join(root, "dump-of-root.tar");
    for (const file of [secret, beside]) writeFileSync(file, "root's own", {mode: 0o600});
    symlinkSync(secret, join(inbox, "x.csv"));
    linkSync(secret, join(inbox, "y.csv"));
    symlinkSync(join(root, ".."), join(output, "out"));
    mkdirSync(join(root, "..", "archive"));
    writeFileSync(join(root, "..", "archive", "z"), "root's own");
    symlinkSync(join(root, "..", "archive"), join(archive, "elsewhere"));
    kaikaku(root, ["status"]);
    const files = [secret, beside, join(inbox, "x.csv"), join(root, "..", "archive", "z"), join(root, "..")];
    expect(files.map((file) => lstatSync(file).uid)).toEqual([0, 0, 0, 0, 0]);
    expect(lstatSync(inbox).uid).toBe(OFFICE.uid);
  });

  test("root that may not open what is others' (a container with few rights) keeps what it makes, and goes on", () => {
    const root = officeFolder();
    chmodSync(join(root, ".."), 0o755);
    chownSync(root, OFFICE.uid, 0);
    chmodSync(root, 0o2770);
    const few = [
      "--bounding-set=-dac_override,-dac_read_search",
      process.execPath,
      join(PROJECT, "kaikaku.mjs"),
    ];
    const work = (args: string[]) =>
      spawnSync("setpriv", [...few, ...args], {
        encoding: "utf8",
        env: {...process.env, KAIKAKU_HOME: root},
      });
    work(["kpi"]);
    expect(lstatSync(join(root, "access-log.jsonl")).uid).toBe(0);
    expect(work(["status"]).status).toBe(0);
  });

  test("a folder that is refused as an installation is left as it is", () => {
    const root = officeFolder();
    for (const name of ["archive", "thesis.txt"]) writeFileSync(join(root, name), "x", {mode: 0o600});
    expect(kaikaku(root, ["status"]).said).toContain("設備でないもの");
    expect(lstatSync(join(root, "archive")).uid).toBe(0);
  });

  test("what a killed command of root's left is told with what mends it, and goes with root's next", () => {
    const root = officeFolder();
    kaikaku(root, ["kpi"], OFFICE);
    const head = join(root, "access-log.jsonl.last");
    chownSync(head, 0, 0);
    chmodSync(head, 0o600);
    const {status, said} = kaikaku(root, ["kpi"], OFFICE);
    const words = `「access-log.jsonl.last」などは管理者（root）が作ったもので、この利用者は読み書きできません。管理者が sudo chown -R -h 65533:65534 ${root} を実行すると直ります`;
    expect([status, said]).toEqual([1, expect.stringContaining(words)]);
    expect(kaikaku(root, ["doctor"], OFFICE).said).toContain("故障  権限: 「access-log.jsonl.last」などは");
    kaikaku(root, ["status"]);
    expect(kaikaku(root, ["kpi"], OFFICE).said).not.toContain("root");
  });

  test("of a folder that lies elsewhere root is told before that it gives nothing back, the account afterwards, with what mends it", () => {
    const root = officeFolder();
    const archive = join(root, "..", "disk", "archive");
    mkdirSync(archive, {recursive: true});
    for (const path of [join(archive, ".."), archive]) chownSync(path, OFFICE.uid, OFFICE.gid);
    symlinkSync(archive, join(root, "archive"));
    writeFileSync(join(root, "..", "局区一覧.csv"), BUREAUS);
    kaikaku(root, ["init", "--from", join(PROJECT, "data/cities/minasato")], OFFICE);
    const chown = `chown -R -h ${OFFICE.uid}:${OFFICE.gid} ${root} ${archive}`;
    const {said} = kaikaku(root, ["ingest", "--clock-is-right", join(root, "..", "局区一覧.csv")]);
    expect(said).toContain(
      `「archive」はよそに置かれたフォルダー（リンク）なので、そこに作るものは設備の持ち主に渡りません。済んだら ${chown}`,
    );
    const [kept = ""] = readdirSync(archive);
    expect(lstatSync(join(archive, kept)).uid).toBe(0);
    const told = kaikaku(root, ["doctor"], {...OFFICE, cwd: "/"}).said;
    expect(told).toContain(`「archive/${kept}」などは管理者（root）が作ったもの`);
    expect(told).toContain(chown);
    expect(spawnSync("sh", ["-c", chown]).status).toBe(0);
    expect(kaikaku(root, ["doctor"], {...OFFICE, cwd: "/"}).said).toContain("良好  権限");
    expect(kaikaku(root, ["status"], OFFICE).said).not.toContain("root");
  });
});

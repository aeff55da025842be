import {readFileSync, writeFileSync} from "node:fs";
import {expect, test} from "vitest";
import {windowFiles} from "../../pipelines/installation/window-files.ts";
import {kaikaku} from "../run-cli.ts";
import {browserless, officeForTests, PASSWORD} from "./office.ts";

const office = officeForTests();

/** The window while a text stands in the file of its accounts, and what it then says to each of the browsers. */
async function whileFileIs(text: (whole: string) => string, work: () => Promise<void>): Promise<void> {
  const {accounts} = windowFiles(office().home);
  const whole = readFileSync(accounts, "utf8");
  try {
    writeFileSync(accounts, text(whole));
    await work();
  } finally {
    writeFileSync(accounts, whole);
  }
}

const DAMAGED = [
  "$argon2id$v=19$m=19456,t=0,p=1",
  "$argon2id$v=19$m=4294967296,t=2,p=1",
  "$argon2id$v=19$m=7,t=2,p=1",
  "$argon2id$v=19$m=19456,t=2,p=0",
];

test.each(DAMAGED)(
  "who has a damaged password is refused as with a wrong one, and doctor names it: %s",
  async (cost) => {
    const {home, address, faults} = office();
    const damage = (whole: string) =>
      whole.replace(/("id": "viewer"[^}]*"password": ")\$argon2id\$v=19\$m=19456,t=2,p=1/, `$1${cost}`);
    await whileFileIs(damage, async () => {
      const signIn = (id: string) =>
        browserless(address)
          .post("/sign-in", {id, password: PASSWORD, next: "/"})
          .then(({status}) => status);
      expect([await signIn("viewer"), await signIn("sender"), faults]).toEqual([403, 303, []]);
      const {stdout} = kaikaku(home.root, ["doctor"]);
      expect(stdout).toContain("故障  窓口の利用者: 利用者「viewer」のパスワードの記録が壊れている");
    });
  },
);

test("where the accounts cannot be read, nobody learns from the window where they lie, and doctor says it", async () => {
  const {home, address, faults} = office();
  const inside = await office().signedIn("admin");
  await whileFileIs(
    () => "{",
    async () => {
      const stranger = browserless(address);
      const answers = [
        await stranger.post("/sign-in", {id: "viewer", password: PASSWORD, next: "/"}),
        await stranger.get("/first/abc"),
        await stranger.post("/first/abc", {password: PASSWORD, again: PASSWORD}),
        await inside.get("/me"),
      ];
      for (const answer of answers) {
        const text = await answer.text();
        expect([answer.status, text]).toEqual([503, expect.stringContaining("管理の人に伝えてください")]);
        expect(text).not.toContain(home.root);
      }
      expect(faults).toHaveLength(4);
      expect(faults[0]).toContain("accounts.json」が壊れています");
      expect(kaikaku(home.root, ["doctor"]).stdout).toMatch(
        /故障 {2}窓口の利用者: 「.*accounts.json」が壊れています/,
      );
    },
  );
  expect((await inside.get("/me")).status).toBe(200);
});

test("where nothing can be written down, whoever signs in does not learn where the log lies", async () => {
  const {home, address} = office();
  const whole = readFileSync(home.accessLog, "utf8");
  try {
    writeFileSync(home.accessLog, whole.slice(0, 20));
    const answer = await browserless(address).post("/sign-in", {id: "viewer", password: PASSWORD, next: "/"});
    expect([answer.status, await answer.text()]).toEqual([503, expect.not.stringContaining(home.root)]);
  } finally {
    writeFileSync(home.accessLog, whole);
  }
});

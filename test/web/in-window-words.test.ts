import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {ROLES} from "../../schemas/window-account.ts";
import {inWindowWords, withWindowWords} from "../../web/pages/in-window-words.ts";
import {ROUTES} from "../../web/routes.ts";
import {filesBelow} from "../files-below.ts";
import {officeForTests} from "./office.ts";

const office = officeForTests();
const PROJECT = join(import.meta.dirname, "../..");

/** Every text of the program that names a command, as it stands in the source, with 12 for whatever is put in. */
const MESSAGES = ["pipelines", "reports", "commands", "schemas", "web"]
  .flatMap((folder) => filesBelow(join(PROJECT, folder)))
  .filter((file) => file.endsWith(".ts"))
  .filter((file) => !/spoken-command|written-command|in-window-words/.test(file))
  .flatMap((file) => readFileSync(file, "utf8").split("\n"))
  .filter((line) => line.includes("npx kaikaku") && !/^\s*(\*|\/\*|\/\/)/.test(line))
  .map((line) => line.trim().replaceAll(/\$\{[^{}]*\}/g, "12"))
  // What only the command line itself says, and what takes the name away.
  .filter((line) => !/npx kaikaku (--help|\[\^|12)|"npx kaikaku"/.test(line));

function everybody() {
  return {...office().book.all()[0], roles: [...ROLES]} as NonNullable<Parameters<typeof inWindowWords>[1]>;
}

const nobody = () => ({...everybody(), roles: []});

test("there are messages that name commands", () => {
  expect(MESSAGES.length).toBeGreaterThan(150);
});

describe("every message that names a command", () => {
  test.each(MESSAGES)("%s", (message) => {
    const said = inWindowWords(message, everybody());
    expect(said).not.toContain("npx");
    // What is done with a page is what one does with a page.
    expect(said).not.toMatch(/頁(の「[^」]*」)? ?を(一度)?実行/);
    // Options stay only behind what the keeper of the system types.
    expect(said.split("システムの担当の命令")[0]).not.toMatch(/ --(by|reason|as|remind)/);
    expect(inWindowWords(message, nobody())).not.toContain("npx");
  });
});

test("what is linked is an address of the window, for whom the address is", () => {
  const found = new Map<string, string>();
  for (const role of ROLES)
    for (const message of MESSAGES)
      for (const [, path = ""] of withWindowWords(message, {...everybody(), roles: [role]}).matchAll(
        /href="([^"]*)"/g,
      ))
        found.set(`${role} ${path}`, path);
  expect(found.size).toBeGreaterThan(15);
  for (const [name, path] of found) {
    const route = ROUTES.find(
      (one) => one.method === "get" && new RegExp(`^${one.path.replaceAll(/:\w+/g, "[^/]+")}$`).test(path),
    );
    const who = route?.who ?? [];
    const isOpen = typeof who === "string" || who.some((role) => name.startsWith(`${role} `));
    expect([name, route !== undefined, isOpen]).toEqual([name, true, true]);
  }
});

test.each([
  [
    "ファイルを受け箱（/srv/k/inbox）に入れて npx kaikaku run を実行してください。",
    "ファイルを「提出ファイル」の頁から送って「公開」の頁の「動く数値を見る」を押してください。",
  ],
  [
    "もう一度 npx kaikaku map を実行してください。",
    "もう一度「ファイルの言葉を教える」の頁を開いてください。",
  ],
  ['見出しを教えるには: npx kaikaku map "残業 表.csv"', "見出しを教えるには: 「ファイルの言葉を教える」の頁"],
  ["使うには npx kaikaku accept 12 --reason 理由 で", "使うには受付番号12の頁の「事務局の判断」で"],
  [
    "控えから戻してください（npx kaikaku restore）。",
    "控えから戻してください（システムの担当の命令 restore）。",
  ],
])("%s", (message, wanted) => {
  expect(inWindowWords(message, everybody())).toBe(wanted);
});

test("what was typed stays as it was typed, markup stays markup, and no link stands in a link", () => {
  const typed = '<textarea>npx kaikaku plan</textarea><input value="npx kaikaku plan">';
  expect(withWindowWords(typed, everybody())).toBe(typed);
  expect(withWindowWords("<p>&lt;b&gt; npx kaikaku map &quot;&lt;i&gt;.csv&quot; で</p>", everybody())).toBe(
    '<p>&lt;b&gt; <a href="/admin/city/map">「ファイルの言葉を教える」の頁</a>で</p>',
  );
  expect(withWindowWords('<a href="/x">npx kaikaku plan</a>', everybody())).not.toMatch(/<a[^>]*><a/);
});

test("what a command says of a file is said on its page with a link for whom it is, and of no folder of the installation", async () => {
  const file = "氏名,年月,なんの列か\n山田,2024-05,1\n".replace("氏名", "社員No,残業時間,氏名");
  const pageFor = async (id: string) => {
    const visitor = await office().signedIn(id);
    const form = new FormData();
    form.append("file", new Blob([file]), "残業.csv");
    let answer = await visitor.post("/files", form);
    const path = answer.headers.get("location") ?? "";
    for (let tries = 0; tries < 200; tries++) {
      answer = await visitor.get(path);
      if (!(await answer.clone().text()).includes("data-job")) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return answer.text();
  };
  const [ofOffice, ofSender] = [await pageFor("office"), await pageFor("sender")];
  for (const html of [ofOffice, ofSender]) {
    expect(html).not.toContain("npx kaikaku");
    expect(html).not.toContain(PROJECT);
  }
  expect(ofOffice).toContain('<a href="/admin/city/map">「ファイルの言葉を教える」の頁</a>で教えられます');
  expect(ofSender).toContain("「ファイルの言葉を教える」の頁（管理・事務局の役割の人）で教えられます");
}, 60_000);

test("nothing of all this was a fault of the window", () => {
  expect(office().faults).toEqual([]);
});

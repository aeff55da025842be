import {ROLE_NAMES, type WindowAccount} from "../../schemas/window-account.ts";
import {HANDLES_FILES, isAllowed, PUBLISHES, SETS_CITY, type Who} from "../rights.ts";

/** What a person presses or opens in the window where a message names a command. */
interface Place {
  words: string;
  path: string;
  who: Who;
}

type Way = (args: string[]) => Place | undefined;

const place =
  (words: string, path: string, who: Who): Way =>
  () => ({words, path, who});
const FILES = place("「提出ファイル」の頁", "/files", HANDLES_FILES);
const PLAN = place("「公開」の頁の「動く数値を見る」", "/publish", PUBLISHES);
const PRINT = place("「印刷物」の頁の「印刷する」", "/printed", ["office"]);

/** Of every command that has a place in the window; all others are the system's keeper's. */
const WAYS: Record<string, Way> = {
  run: except(["--clock-is-right"], PLAN),
  plan: PLAN,
  approve: place("「公開」の頁の「承認して公開する」", "/publish", ["approver"]),
  "send-back": place("「公開」の頁の「差し戻す」", "/publish", ["approver"]),
  rollback: place("「公開」の頁の「前の公開版に戻す」", "/publish", ["approver"]),
  releases: place("「公開」の頁の公開版の表", "/publish", PUBLISHES),
  health: place("「公開」の頁の設備の様子", "/publish", PUBLISHES),
  status: except(["--acknowledged"], FILES),
  ingest: FILES,
  due: (args) =>
    args.includes("--remind")
      ? {words: "「督促の文面」の頁", path: "/files/reminders", who: ["office"]}
      : FILES(args),
  accept: (args) => (args.includes("--as") ? FILES(args) : ofBatch(args, "の「事務局の判断」", ["office"])),
  reject: (args) => ofBatch(args, "の「取り下げる」", ["office"]),
  reply: (args) => ofBatch(args, "の「返事を作る」", ["office"]),
  quarantine: (args) => ofBatch(args, "の「直し用のExcelを受け取る」", HANDLES_FILES),
  template: place("「提出ファイル」の頁の空の様式", "/files", HANDLES_FILES),
  map: place("「ファイルの言葉を教える」の頁", "/admin/city/map", SETS_CITY),
  init: place("「名前・計画・期限」の頁", "/admin/city/settings", SETS_CITY),
  city: except(["--take"], place("「市の決めごと」の頁", "/admin/city", ["admin", "office", "approver"])),
  scoreboard: place("「スコアボード」の頁", "/", "signed_in"),
  explain: ([code = ""]) =>
    CODE.test(code)
      ? {words: `「出どころ」の頁（${code}）`, path: `/explain/${code}`, who: "signed_in"}
      : {words: "スコアボードの数値から開く「出どころ」の頁", path: "/", who: "signed_in"},
  export: place("「分析」の頁", "/data", ["analyst"]),
  scorecard: PRINT,
  packet: PRINT,
  workbook: PRINT,
  access: except(["--renew"], place("「記録」の頁", "/admin/log", ["admin"])),
};

const CODE = /^[A-Z]-[\w-]+$/;

/** Some of what a command does is no page's. */
function except(options: string[], way: Way): Way {
  return (args) => (options.some((option) => args.includes(option)) ? undefined : way(args));
}

/** The page of a held file, or the list of them where a message names none. */
function ofBatch(args: string[], button: string, who: Who): Place {
  const batch = args.find((arg) => /^\d+$/.test(arg));
  return batch === undefined
    ? {words: `「提出ファイル」の頁の直し待ちのファイル${button}`, path: "/files", who}
    : {words: `受付番号${batch}の頁${button}`, path: `/files/held/${batch}`, who};
}

/** An argument: an option with what stands behind it, a text in quotes (also in markup), a name or a number; no Japanese that goes on. */
const ARGUMENT =
  / (?:--(?:by|reason|as|from|to|out|query|param|order|take|new-key|fy|period) [^\s（）、。「」<]+|--[a-z-]+|(?:\\?"|&quot;).*?(?:\\?"|&quot;)|[^\s（）、。「」<ぁ-ん…"&-][^\s（）、。「」<]*(?=[\s（）、。<]|$))/;
/** With the spaces that stand around it in Japanese, and what is to be done with it. */
const COMMAND = new RegExp(
  `(?:(?<=[^\\x00-\\x7f]) )?npx kaikaku ([a-z][a-z-]*)((?:${ARGUMENT.source})*)(?: ?(を実行(?:して|し|する|すれば))| (?=[ぁ-ん]))?`,
  "g",
);
const DONE: Record<string, {button: string; page: string}> = {
  を実行して: {button: "を押して", page: "を開いて"},
  を実行し: {button: "を押し", page: "を開き"},
  を実行する: {button: "を押す", page: "を開く"},
  を実行すれば: {button: "を押せば", page: "を開けば"},
};
/** The word by which a question is answered, where no command stands before it. */
const ANSWER = / ?--as ([^\s、。（）「」<]+) ?/g;
/** Nobody in a browser reaches that folder. */
const INTO_INBOX = /受け箱(?:（[^（）]*）)?に入れて/g;

/** A message of the program as a person in the browser can follow it. */
export function inWindowWords(text: string, account: WindowAccount | undefined): string {
  return said(text, account, ({words}) => words);
}

/** The same of a page that is ready: what stands between its tags, with links to where the person may go. */
export function withWindowWords(html: string, account: WindowAccount | undefined): string {
  if (!["npx kaikaku", "受け箱", "--as"].some((words) => html.includes(words))) return html;
  let within = "";
  return html
    .split(/(<[^>]*>)/)
    .map((part) => {
      if (!part.startsWith("<"))
        return AS_TYPED.has(within)
          ? part
          : said(part, account, within === "a" ? ({words}) => words : linked);
      within = /^<([a-z0-9]+)/.exec(part)?.[1] ?? "";
      return part;
    })
    .join("");
}

/** What a person typed stands in a form as it was typed, and no link stands in a title. */
const AS_TYPED = new Set(["title", "textarea", "option"]);

function linked({words, path}: Place): string {
  return `<a href="${path}">${words}</a>`;
}

function said(text: string, account: WindowAccount | undefined, show: (place: Place) => string): string {
  return text
    .replace(INTO_INBOX, () => `${shown(FILES([]), account, show)}から送って`)
    .replace(COMMAND, (_, command: string, given: string, verb = "") => {
      const args =
        given.match(new RegExp(ARGUMENT.source, "g"))?.flatMap((each) => each.trim().split(" ")) ?? [];
      const found = WAYS[command]?.(args);
      if (!found) return `システムの担当の命令 ${command}${given}${verb}`;
      return `${shown(found, account, show)}${DONE[verb]?.[found.words.endsWith("頁") ? "page" : "button"] ?? ""}`;
    })
    .replace(ANSWER, "「$1」");
}

/** Who may not go there is told who may. */
function shown(
  found: Place | undefined,
  account: WindowAccount | undefined,
  show: (place: Place) => string,
): string {
  if (!found) return "";
  if (isAllowed(found.who, account)) return show(found);
  const roles = typeof found.who === "string" ? "" : found.who.map((role) => ROLE_NAMES[role]).join("・");
  return roles === "" ? found.words : `${found.words}（${roles}の役割の人）`;
}

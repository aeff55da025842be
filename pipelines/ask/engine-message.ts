/** "SQLの2行目に…" with the line and a mark below the place. `position` counts bytes of the text from 0. */
export function syntaxMessage(sql: string, message: string, position: number): string {
  const near = /at or near "([\s\S]*)"/.exec(message)?.[1];
  const what =
    near === undefined ? "途中で終わっています" : `「${shortened(near, 40)}」の近くに書き誤りがあります`;
  return `SQLの${what}。\n${placeIn(sql, position)}`;
}

/** The engine's message in Japanese where its cause is known, without any path of the machine. */
export function engineMessage(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  for (const [pattern, say] of KNOWN) {
    const found = pattern.exec(message);
    if (found) return `${shortened(say(found), 500)}${placeShown(message)}`;
  }
  return `SQLを実行できません。データベースの説明: ${shortened(withoutPaths(message), 500)}`;
}

type Say = (found: RegExpExecArray) => string;

const KNOWN: [RegExp, Say][] = [
  [
    /Referenced column "(.*?)" not found in FROM clause!(?:\s*Candidate bindings: (.*))?/,
    ([, name, near]) => `列「${name}」はありません。${nearNames(near)}`,
  ],
  [
    /Referenced column "(.*?)" was not found because the FROM clause is missing/,
    ([, name]) => `列「${name}」をどの関係から読むのか、FROM に書いてください。文字なら 'かぎ' で囲みます。`,
  ],
  [
    /Table "(.*?)" does not have a column named "(.*?)"(?:\s*Candidate bindings: (.*))?/,
    ([, table, name, near]) => `「${table}」に列「${name}」はありません。${nearNames(near)}`,
  ],
  [
    /Referenced table "(.*?)" not found!(?:\s*Candidate tables: (.*))?/,
    ([, name, near]) => `「${name}」は FROM にありません。${nearNames(near)}`,
  ],
  [
    /Ambiguous reference to column name "(.*?)" \(use: (.*)\)/,
    ([, name, ways]) =>
      `列「${name}」はいくつもの関係にあります。関係の名前を付けてください（${namesIn(ways).join(" か ")}）。`,
  ],
  [
    /column "?(.*?)"? must appear in the GROUP BY clause/,
    ([, name]) => `列「${name}」は GROUP BY に書くか、sum() や max() などの集計に入れてください。`,
  ],
  [
    /(?:Function|Macro) with name "?(.*?)"? (?:does not exist|is not in the catalog)(?:!?\s*Did you mean "(.*?)")?/,
    ([, name, near]) => `関数「${name}」はありません。${near ? `もしかして ${near} ですか。` : ""}`,
  ],
  [
    /No function matches the given name and argument types '(.*?)'/,
    ([, call]) => `関数の引数の型が合いません: ${call}。CAST(… AS 型) で型を変えられます。`,
  ],
  [
    /Could not convert string '(.*?)' to (\w+)/,
    ([, value, type]) => `値「${value}」は ${type} として読めません。`,
  ],
  [
    /Type with name "?(.*?)"? does not exist/,
    ([, name]) => `型「${name}」はありません。INTEGER、DOUBLE、VARCHAR、DATE などを使ってください。`,
  ],
  [
    /Cannot compare values of type (\S+) and type (\S+)/,
    ([, one, other]) => `${one} と ${other} は比べられません。片方を CAST してください。`,
  ],
  [/Division by zero/i, () => "0で割りました。"],
  [
    /Out of Range Error|out of range|Overflow in/i,
    () => "数が大きすぎて、その型に入りません。CAST(… AS DOUBLE) などで広い型にしてください。",
  ],
];

function nearNames(text: string | undefined): string {
  const names = namesIn(text);
  return names.length > 0 ? `近いもの: ${names.join("、")}` : "列の名前は DESCRIBE 関係の名前 で見られます。";
}

function namesIn(text = ""): string[] {
  return [...text.matchAll(/"([^"]+)"/g)].map(([, name]) => String(name));
}

/** The two lines with which the engine shows the place. */
function placeShown(message: string): string {
  const shown = /\n(LINE \d+: .*)\n(\s*\^)/.exec(message);
  if (!shown) return "";
  const [, line = "", mark = ""] = shown;
  const [, number = "", text = ""] = /^LINE (\d+): (.*)$/.exec(line) ?? [];
  const before = mark.length - 1 - `LINE ${number}: `.length;
  return `\n  ${number}行目: ${text}\n${" ".repeat(widthOf(`  ${number}行目: ${text.slice(0, before)}`))}^`;
}

function placeIn(sql: string, position: number): string {
  const before = Buffer.from(sql).subarray(0, position).toString();
  const number = before.split("\n").length;
  const line = sql.split("\n")[number - 1] ?? "";
  const inLine = before.split("\n").at(-1) ?? "";
  const head = `  ${number}行目: `;
  const from = Math.max(0, inLine.length - SHOWN_AROUND);
  const start = `${head}${from > 0 ? "…" : ""}${inLine.slice(from)}`;
  const rest = line.slice(inLine.length);
  return `${start}${shortened(rest, SHOWN_AROUND)}\n${" ".repeat(widthOf(start))}^`;
}

/** Letters of a long line that are shown before and behind the place. */
const SHOWN_AROUND = 60;

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** Columns on a terminal: everything beyond Latin takes two. */
function widthOf(text: string): number {
  return [...text].reduce((width, letter) => width + ((letter.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1), 0);
}

function withoutPaths(message: string): string {
  return message.replace(/(?:[A-Za-z]:)?(?:[/\\][^\s"'/\\:]+){2,}[/\\]?/g, "（場所は示しません）");
}

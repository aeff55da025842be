import type {PublishedRelation} from "../../../schemas/release-catalog.ts";
import {terminalTable} from "../terminal-table.ts";

export const HELP = `SELECT文を書き、「;」と Enter で実行します（何行に分けてもよい）。
  \\d          表の一覧
  \\d 表の名前  表の列と意味
  \\x          広い表を、1行ずつ縦に出す（もう一度で戻す）
  \\?          この説明
  \\q          終わる（Ctrl-D でも）
Tab で表や列の名前を補い、↑↓ で前に書いた文を呼び出し、Ctrl-C で実行中の文を止めます。
`;

/** \\d: what can be read. */
export function relationListText(relations: PublishedRelation[]): string {
  const lines = terminalTable(
    [
      {title: "表", align: "left"},
      {title: "内容", align: "left"},
    ],
    relations.map(({name, title}) => [name, title]),
  );
  return `${lines.join("\n")}\n`;
}

/** \\d relation: its columns with types and meaning. */
export function relationText({name, title, columns}: PublishedRelation): string {
  const lines = terminalTable(
    [
      {title: "列", align: "left"},
      {title: "型", align: "left"},
      {title: "意味", align: "left"},
    ],
    columns.map((column) => [column.name, column.type.toLowerCase(), column.text]),
  );
  return `${name}  ${title}\n${lines.join("\n")}\n`;
}

/** Above a table that the screen cannot hold. */
export const TOO_WIDE = "（画面より広い表です。\\x で、1行ずつ縦に出せます）\n";

export function elapsedText(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)}秒\n`;
}

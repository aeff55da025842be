import type {Notice} from "../../schemas/alerts.ts";
import {visibleLine, visibleText} from "../../schemas/visible-text.ts";

const KINDS: Record<Notice["kind"], string> = {new: "発生", again: "継続", over: "解消", event: "お知らせ"};

/** One line: 発生 [誤り] title。remedy */
export function noticeLine({kind, level, title, remedy}: Notice): string {
  const mark = level === "error" ? "［誤り］" : "［注意］";
  return visibleLine(
    kind === "over" ? `${KINDS[kind]} ${title}` : `${KINDS[kind]}${mark}${title}。${remedy}`,
  );
}

/** Whoever reads a letter may sit at any machine, where npx would ask a registry for a stranger's package. */
function asRead(text: string): string {
  return text.replaceAll("npx kaikaku", "kaikaku");
}

const WHERE =
  "命令（kaikaku …）は、kaikaku を入れた機械で、プログラムかデータのフォルダーにある起動ファイル kaikaku に続けて打ってください。";

const ORDER: Notice["kind"][] = ["new", "event", "again", "over"];

/** One letter for all that is to be told, the new first. */
export function noticeMail(notices: Notice[]): {subject: string; text: string} {
  const groups = ORDER.map((kind) => ({kind, of: notices.filter((notice) => notice.kind === kind)}));
  const present = groups.filter(({of}) => of.length > 0);
  const counts = present.map(({kind, of}) => `${KINDS[kind]}${of.length}件`).join("、");
  const sections = present.map(({kind, of}) => [`■ ${KINDS[kind]}`, ...of.map(paragraph), ""].join("\n"));
  return {
    subject: `【改革】${counts}`,
    text: [
      ...sections.map(asRead).map(visibleText),
      WHERE,
      "このメールは kaikaku の常駐処理が送りました。",
      "",
    ].join("\n"),
  };
}

function paragraph({kind, title, remedy}: Notice): string {
  return kind === "over" ? `・${title}` : `・${title}\n　→ ${remedy}`;
}

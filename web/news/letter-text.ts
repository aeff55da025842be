import {japaneseDate} from "../../schemas/fiscal-time.ts";
import {visibleText} from "../../schemas/visible-text.ts";
import type {Told} from "./letter-for.ts";

const MOST = 60;

/** A letter as plain text: what changed, what it was before, and why. */
export function letterText(
  {lines, verdicts, appeared}: Told,
  {from, release, address}: {from: string; release: string; address: string},
): {subject: string; text: string} {
  const parts = [
    verdicts.length > 0 ? `判定${verdicts.length}件` : "",
    lines.length > 0 ? `数値${lines.length}件` : "",
    appeared.length > 0 ? `新しい数値${appeared.length}件` : "",
  ].filter((part) => part !== "");
  const text = [
    `公開版 ${release} で、前の公開版（${from}）から変わったものです。`,
    ...section(
      "判定の変わった指標",
      verdicts.map(
        ({name, on, from: before, to, cause}) =>
          `${name}（${japaneseDate(on)}現在）：${before} → ${to}（${cause}）`,
      ),
    ),
    ...section(
      "値の変わった数値",
      lines.map(({name, code, from: before, to, cause}) => `${name}：${before} → ${to}（${cause}）　${code}`),
    ),
    ...section("新しく出た数値", appeared),
    "",
    `くわしくは、窓口の頁（${address}）で見られます。`,
    "",
  ].join("\n");
  return {subject: `【改革】公開版が変わりました（${parts.join("、")}）`, text: visibleText(text)};
}

function section(title: string, lines: string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > MOST ? [`・ほか${lines.length - MOST}件`] : [];
  return ["", `■ ${title}`, ...lines.slice(0, MOST).map((line) => `・${line}`), ...more];
}

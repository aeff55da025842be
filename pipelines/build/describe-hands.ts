import type {Approval} from "../../schemas/release-manifest.ts";

/** What a release keeps of an approval by who brought in some of it, a line each; none where others did it all. */
export function handLines(approval: Pick<Approval, "ownFiles" | "cityFiles"> | null | undefined): string[] {
  const {ownFiles = [], cityFiles = []} = approval ?? {};
  const changed = (by: "approver" | "unknown") => cityFiles.filter((file) => file.by === by).length;
  const counts: [number, string, string][] = [
    [ownFiles.length, "この利用者が自分で取り込んだか受け付けたファイル", "件を含む"],
    [changed("approver"), "この利用者が自分で書いた市のフォルダーのファイル", "件を含む"],
    [changed("unknown"), "市のフォルダーの", "件の変更は、だれがしたか分からない"],
  ];
  return counts.flatMap(([count, what, end]) =>
    count === 0 ? [] : [`${what}${count.toLocaleString("ja-JP")}${end}`],
  );
}

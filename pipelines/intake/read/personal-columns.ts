const PERSONAL =
  /氏名|姓名|名前|^姓$|フリガナ|ふりがな|住所|電話|メールアドレス|生年月日|個人番号|マイナンバー|口座/;

/** A note about columns that are not in the contract and look like names or addresses: they are not read. */
export function personalColumns(unread: string[]): string[] {
  const found = unread
    .map((heading) => heading.replace(/[\s\u3000]/g, ""))
    .filter((heading) => PERSONAL.test(heading));
  if (found.length === 0) return [];
  return [
    `個人を特定する列（${found.join("、")}）は読みません。この列を除いて送ってもらうよう、送り主に伝えてください。`,
  ];
}

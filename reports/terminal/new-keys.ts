/** What another program knows in the city's folder, once. */
export function newKeyLines(keys: string[]): string[] {
  if (keys.length === 0) return [];
  return [
    `更新    プログラムが新しくなり、市のフォルダーに書けることが${keys.length}件変わりました（フォルダーは書き換えていません）`,
    ...keys.map((line) => `        ${line}`),
  ];
}

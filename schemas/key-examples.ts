/** What somebody can write who has left out a key of the city's files that must be there: a line of that file. */
const EXAMPLES: Record<string, string> = {
  listed: 'listed: [{ task: "1", label: 成果指標① }]',
  name: "name: 年次休暇の平均取得日数",
  short_name: "short_name: 年休の日数（表に使う、16文字まで）",
  unit: 'unit: "%"',
  decimals: "decimals: 1（小数点以下の桁）",
  base: "base: { value: 10, fiscal_year: 2027 }",
  target:
    "target: { form: at_least, value: 20, by: 2028 }（言葉だけの目標なら { form: stated, words: 〜を進める, by: 2028 }）",
  near_band: "near_band: 0.1（必要な水準から、基準から目標までの1割以内の遅れを「やや遅れ」とする）",
  scope: "scope: programme（populations.yaml か overtime-scopes.csv の名前）",
  privacy: "privacy: appointments（privacy.csv の domain）",
  settled_after_months: "settled_after_months: 0（期間が終わってから確定とするまでの月数）",
  as_of_rule: "as_of_rule: 4月1日現在",
  definition: "definition: 数えるものと、分母と分子を、文で",
  law: "law: 女性活躍推進法第19条（定めがなければ: law: 法令の定めはない。計画で定めた。）",
  owner: "owner: 人事課（指標を受け持つ課）",
};

/** " 例: law: …"; "" for a key of which the file itself says more. */
export function exampleOf(path: readonly PropertyKey[]): string {
  const example = EXAMPLES[String(path.at(-1))];
  return path[0] === "kpis" && path.length === 3 && example !== undefined ? `例: ${example}` : "";
}

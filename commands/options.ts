/** Options that several commands share. */
export const releaseOption = {
  type: "string",
  describe: "公開版の名前、番号か日付、最新、前回（省くと最新）",
} as const;

export const jsonOption = {type: "boolean", default: false, describe: "JSONで出す"} as const;

export const forceOption = {
  type: "boolean",
  default: false,
  describe: "--out のファイルがもうあれば、置き換える",
} as const;

export const periodOption = {
  type: "string",
  describe: "四半期（例: 令和6年度第2四半期、R6Q2、2024-09。省くと最新）",
} as const;

export const programmeOption = {
  type: "string",
  describe: "計画の名前（一部でよい）か id（計画が二つ以上あるとき）",
} as const;

export const yearOption = {type: "string", describe: "年度（例: 令和2年度、R2、2020）"} as const;

export const bureauOption = {type: "string", describe: "局区の名前かコード（例: 総務部、1010）"} as const;

export const clockOption = {
  type: "boolean",
  default: false,
  describe: "機械の時計がおかしいと言われたとき、正しいと確かめたうえで続ける",
} as const;

/** What a person says of the machine's clock. */
export function clockSaid(clockIsRight: boolean): {clock?: "is_right"} {
  return clockIsRight ? {clock: "is_right"} : {};
}

export const asOption = {
  type: "string",
  array: true,
  nargs: 1,
  default: [] as string[],
  describe: "尋ねられた読み方を答えることば（例: 千枚。何度でも）",
} as const;

export const byOption = {type: "string", describe: "判断した人の氏名"} as const;

export const reasonOption = {type: "string", demandOption: true, describe: "理由（記録に残ります）"} as const;

import {fieldsOf} from "../../../schemas/contract.ts";
import {type Draft, type Habit, scale} from "./draft.ts";
import {AROUND, put} from "./place-habits.ts";

const POWERS: Record<string, string> = {百: "100", 千: "1,000", 万: "10,000", 百万: "1,000,000"};

/** Units that the contract knows and that are larger than one. */
export function largerUnits({contract, amounts}: Draft): [label: string, size: number][] {
  const meta = fieldsOf(contract).find(({name}) => name === amounts[0]?.field)?.meta;
  return Object.entries(meta?.units ?? {}).filter(([, size]) => size > 1 && size <= 10_000);
}

function wordings(label: string): string[] {
  const [scaleWord = "", base = ""] = /^(.+)(.)$/.exec(label)?.slice(1) ?? [];
  const number = POWERS[scaleWord] ?? "1,000";
  const plain = number.replaceAll(",", "");
  return [
    ...[
      `（単位：${label}）`,
      `単位：${label}`,
      `(単位 ${label})`,
      `（${label}）`,
      `[${label}]`,
      `【単位：${label}】`,
    ],
    ...[
      `単位＝${label}`,
      `※単位は${label}`,
      `${label}単位`,
      `（${label}単位で表示）`,
      `（注）数値は${label}単位`,
    ],
    ...[
      `（注）表中の数値は${label}である。`,
      `（単位：${number}${base}）`,
      `単位:${plain}${base}`,
      `＜単位　${label}＞`,
    ],
    ...[
      `（単位：${scaleWord} ${base}）`,
      `（単位　　${label}）`,
      `〔${label}〕`,
      `(${label}未満四捨五入)`,
      `※${label}未満切捨て`,
    ],
    ...[
      `数字の単位は「${label}」です`,
      `（${number}${base}単位）`,
      `注1　${label}で表示している。`,
      `（×${plain}）`,
      `ｘ${number}`,
    ],
    ...[
      `単位 : ${label}`,
      `*${label}`,
      `※${label}`,
      `${label}`,
      `（単位；${label}）`,
      `（単位・${label}）`,
      `－${label}－`,
    ],
    ...[
      `${label}表示`,
      `（${label}表示）`,
      `金額・数量は${label}で記載`,
      `${number}${base}を1として表示`,
      `${label}を単位とする`,
    ],
  ];
}

function knownUnit(place: string): Habit {
  return {
    name: `unit ${place}`,
    group: "amount",
    apply: (draft, random) => {
      const units = largerUnits(draft);
      if (units.length === 0) return false;
      const [label, size] = random.pick(units);
      put(draft, place, random.pick(wordings(label)), random);
      scale(draft, size);
      return true;
    },
  };
}

export const UNKNOWN = [
  "箱",
  "締",
  "束",
  "連",
  "ケース",
  "パック",
  "千シート",
  "kg",
  "㎏",
  "トン",
  "ドル",
  "千人",
  "百件",
  "千時間",
  "人日",
  "％",
  "割",
  "千ページ",
  "冊",
];
/** What says of the amounts that they are not single sheets or yen, in whatever words. */
const PACKED = [
  "箱数",
  "（包数）",
  "※1箱＝2,500枚",
  "500枚入りの包",
  "下3桁省略",
  "（000）",
  "'000枚",
  "500枚単位",
  "1万枚",
  "A4換算",
  "Unit: 1,000 sheets",
];
const UNKNOWN_WORDINGS = [
  (unit: string) => `（単位：${unit}）`,
  (unit: string) => `単位　${unit}`,
  (unit: string) => `（${unit}）`,
  (unit: string) => `※単位は${unit}`,
  (unit: string) => `数量は${unit}単位`,
];

function unknownUnit(place: string): Habit {
  return {
    name: `unknown unit ${place}`,
    group: "amount",
    apply: (draft, random) => {
      if (draft.contract.source === "shared_services") return false;
      const unit = random.pick(UNKNOWN);
      put(draft, place, random.pick(UNKNOWN_WORDINGS)(unit), random);
      draft.isUnclear = true;
      return true;
    },
  };
}

const IN_PACKS: Habit = {
  name: "packs",
  group: "amount",
  apply: (draft, random) => {
    if (draft.contract.source !== "paper") return false;
    put(
      draft,
      random.pick(["above", "above-right", "title", "sheet-name", "file-name"]),
      random.pick(PACKED),
      random,
    );
    draft.isUnclear = true;
    return true;
  },
};

export const UNITS_AROUND: Habit[] = [...AROUND.map(knownUnit), ...AROUND.map(unknownUnit), IN_PACKS];

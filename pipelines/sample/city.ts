/** The offices of the sample city. Names and groups are the published ones; sizes are invented (calibration.ts says more). */

/** [occupation, head count without fiscal-year appointees] */
type Quota = readonly [occupation: string, headCount: number];

export interface Bureau {
  code: string;
  name: string;
  group: "市長事務部局" | "その他任命";
  /** 任命権者, as the staff roster writes it. */
  authority: string;
  departments: readonly string[];
  /** Posts of section chiefs (課長級), constant over the years. */
  sectionChiefs: number;
  quotas: readonly Quota[];
  /** Other spellings found in files. */
  alias?: string;
}

const OFFICE = ["庶務課", "企画課", "管理課", "調整課", "事業推進課"];
const WARD = [
  "総務課",
  "地域振興課",
  "区民課",
  "保険年金課",
  "衛生課",
  "児童家庭課",
  "高齢・障害課",
  "道路公園センター",
];
const SMALL = ["総務課", "調査課"];

export const SCHOOL_COUNT = 174;

/** In the order of the published table. */
export const bureaus: readonly Bureau[] = [
  mayor(
    "1010",
    "総務企画局",
    85,
    [
      ["事務", 425],
      ["技術", 95],
    ],
    ["人事課", "職員厚生課", "危機管理室", "都市政策部", ...OFFICE],
  ),
  mayor(
    "1020",
    "財政局",
    55,
    [
      ["事務", 440],
      ["技術", 40],
    ],
    ["財政課", "資金課", "収納対策課", "市民税課", "資産税課", "契約課"],
  ),
  mayor("1030", "市民文化局", 38, [
    ["事務", 235],
    ["技術", 25],
  ]),
  mayor("1040", "経済労働局", 32, [
    ["事務", 165],
    ["技術", 35],
  ]),
  mayor(
    "1050",
    "環境局",
    60,
    [
      ["事務", 170],
      ["技術", 230],
      ["技能", 520],
      ["自動車運転手", 80],
    ],
    ["収集計画課", "生活環境事業所", "処理センター", ...OFFICE],
  ),
  mayor(
    "1060",
    "健康福祉局",
    90,
    [
      ["事務", 440],
      ["福祉", 190],
      ["保健師", 70],
      ["医療技術", 150],
      ["医師", 20],
      ["技能", 30],
    ],
    ["保健所", "障害計画課", "医療保険課", "生活保護・自立支援室", ...OFFICE],
  ),
  {
    ...mayor(
      "1070",
      "子ども未来局",
      57,
      [
        ["事務", 280],
        ["福祉", 210],
        ["保育士", 540],
        ["技能", 20],
      ],
      ["保育対策課", "児童相談所", "青少年支援室", ...OFFICE],
    ),
    alias: "こども未来局",
  },
  mayor("1080", "まちづくり局", 56, [
    ["事務", 120],
    ["技術", 310],
  ]),
  mayor("1090", "建設緑政局", 57, [
    ["事務", 130],
    ["技術", 330],
    ["技能", 60],
  ]),
  mayor("1100", "港湾局", 24, [
    ["事務", 60],
    ["技術", 80],
    ["技能", 10],
  ]),
  mayor("1110", "臨海部国際戦略本部", 12, [
    ["事務", 34],
    ["技術", 16],
  ]),
  ward("1120", "川崎区役所", 40, 380),
  ward("1130", "幸区役所", 26, 240),
  ward("1140", "中原区役所", 30, 300),
  ward("1150", "高津区役所", 30, 290),
  ward("1160", "宮前区役所", 29, 280),
  ward("1170", "多摩区役所", 29, 280),
  ward("1180", "麻生区役所", 27, 250),
  mayor("1190", "市民オンブズマン事務局", 1, [["事務", 8]], SMALL),
  mayor("1210", "会計室", 4, [["事務", 30]], ["出納課", "審査課"]),
  other("2010", "上下水道局", "上下水道事業管理者", 64, [
    ["事務", 330],
    ["技術", 640],
    ["技能", 110],
  ]),
  other(
    "2020",
    "交通局",
    "交通局長",
    15,
    [
      ["事務", 75],
      ["技術", 40],
      ["自動車運転手", 355],
    ],
    ["運輸課", "営業所", "庶務課", "経営企画課"],
  ),
  other(
    "2030",
    "病院局",
    "病院事業管理者",
    45,
    [
      ["事務", 130],
      ["医師", 240],
      ["看護師", 940],
      ["医療技術", 260],
      ["技能", 30],
    ],
    ["川崎病院", "井田病院", "経営企画室", "庶務課"],
  ),
  other(
    "2040",
    "消防局",
    "消防長",
    50,
    [
      ["事務", 30],
      ["消防吏員", 1400],
    ],
    ["警防課", "予防課", "救急課", "消防署", "庶務課"],
  ),
  {
    ...other(
      "2050",
      "教育委員会",
      "教育委員会",
      60,
      [
        ["事務", 430],
        ["技術", 30],
        ["福祉", 40],
        ["技能", 220],
      ],
      ["教職員人事課", "学事課", "指導課", "生涯学習推進課", "教育環境整備推進室", "庶務課"],
    ),
    alias: "教育委員会事務局",
  },
  other("2060", "選挙管理委員会事務局", "選挙管理委員会", 2, [["事務", 16]], ["選挙課"]),
  other(
    "2070",
    "監査事務局",
    "代表監査委員",
    5,
    [
      ["事務", 18],
      ["技術", 4],
    ],
    SMALL,
  ),
  other("2080", "人事委員会事務局", "人事委員会", 4, [["事務", 18]], SMALL),
  other("2090", "議会局", "市議会議長", 5, [["事務", 40]], ["総務課", "議事課", "政策調査課"]),
];

function mayor(
  code: string,
  name: string,
  sectionChiefs: number,
  quotas: Quota[],
  departments: string[] = OFFICE,
): Bureau {
  return {code, name, group: "市長事務部局", authority: "市長", departments, sectionChiefs, quotas};
}

function ward(code: string, name: string, sectionChiefs: number, headCount: number): Bureau {
  const share = (percent: number) => Math.floor((headCount * percent) / 100);
  const quotas: Quota[] = [
    ["福祉", share(18)],
    ["保健師", share(9)],
    ["技術", share(12)],
    ["技能", share(6)],
  ];
  const rest = headCount - quotas.reduce((sum, [, count]) => sum + count, 0);
  return mayor(code, name, sectionChiefs, [["事務", rest], ...quotas], WARD);
}

function other(
  code: string,
  name: string,
  authority: string,
  sectionChiefs: number,
  quotas: Quota[],
  departments: string[] = OFFICE,
): Bureau {
  return {code, name, group: "その他任命", authority, departments, sectionChiefs, quotas};
}

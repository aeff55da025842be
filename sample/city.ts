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
  mayor({code: "1010", name: "総務企画局", sectionChiefs: 85}, {事務: 425, 技術: 95}, [
    "人事課",
    "職員厚生課",
    "危機管理室",
    "都市政策部",
    ...OFFICE,
  ]),
  mayor({code: "1020", name: "財政局", sectionChiefs: 55}, {事務: 440, 技術: 40}, [
    "財政課",
    "資金課",
    "収納対策課",
    "市民税課",
    "資産税課",
    "契約課",
  ]),
  mayor({code: "1030", name: "市民文化局", sectionChiefs: 38}, {事務: 235, 技術: 25}),
  mayor({code: "1040", name: "経済労働局", sectionChiefs: 32}, {事務: 165, 技術: 35}),
  mayor(
    {code: "1050", name: "環境局", sectionChiefs: 60},
    {事務: 170, 技術: 230, 技能: 520, 自動車運転手: 80},
    ["収集計画課", "生活環境事業所", "処理センター", ...OFFICE],
  ),
  mayor(
    {code: "1060", name: "健康福祉局", sectionChiefs: 90},
    {事務: 440, 福祉: 190, 保健師: 70, 医療技術: 150, 医師: 20, 技能: 30},
    ["保健所", "障害計画課", "医療保険課", "生活保護・自立支援室", ...OFFICE],
  ),
  mayor(
    {code: "1070", name: "子ども未来局", sectionChiefs: 57, alias: "こども未来局"},
    {事務: 280, 福祉: 210, 保育士: 540, 技能: 20},
    ["保育対策課", "児童相談所", "青少年支援室", ...OFFICE],
  ),
  mayor({code: "1080", name: "まちづくり局", sectionChiefs: 56}, {事務: 120, 技術: 310}),
  mayor({code: "1090", name: "建設緑政局", sectionChiefs: 57}, {事務: 130, 技術: 330, 技能: 60}),
  mayor({code: "1100", name: "港湾局", sectionChiefs: 24}, {事務: 60, 技術: 80, 技能: 10}),
  mayor({code: "1110", name: "臨海部国際戦略本部", sectionChiefs: 12}, {事務: 34, 技術: 16}),
  mayor({code: "1120", name: "川崎区役所", sectionChiefs: 40}, wardQuotas(380), WARD),
  mayor({code: "1130", name: "幸区役所", sectionChiefs: 26}, wardQuotas(240), WARD),
  mayor({code: "1140", name: "中原区役所", sectionChiefs: 30}, wardQuotas(300), WARD),
  mayor({code: "1150", name: "高津区役所", sectionChiefs: 30}, wardQuotas(290), WARD),
  mayor({code: "1160", name: "宮前区役所", sectionChiefs: 29}, wardQuotas(280), WARD),
  mayor({code: "1170", name: "多摩区役所", sectionChiefs: 29}, wardQuotas(280), WARD),
  mayor({code: "1180", name: "麻生区役所", sectionChiefs: 27}, wardQuotas(250), WARD),
  mayor({code: "1190", name: "市民オンブズマン事務局", sectionChiefs: 1}, {事務: 8}, SMALL),
  mayor({code: "1210", name: "会計室", sectionChiefs: 4}, {事務: 30}, ["出納課", "審査課"]),
  other(
    {code: "2010", name: "上下水道局", authority: "上下水道事業管理者", sectionChiefs: 64},
    {事務: 330, 技術: 640, 技能: 110},
  ),
  other(
    {code: "2020", name: "交通局", authority: "交通局長", sectionChiefs: 15},
    {事務: 75, 技術: 40, 自動車運転手: 355},
    ["運輸課", "営業所", "庶務課", "経営企画課"],
  ),
  other(
    {code: "2030", name: "病院局", authority: "病院事業管理者", sectionChiefs: 45},
    {事務: 130, 医師: 240, 看護師: 940, 医療技術: 260, 技能: 30},
    ["川崎病院", "井田病院", "経営企画室", "庶務課"],
  ),
  other({code: "2040", name: "消防局", authority: "消防長", sectionChiefs: 50}, {事務: 30, 消防吏員: 1400}, [
    "警防課",
    "予防課",
    "救急課",
    "消防署",
    "庶務課",
  ]),
  other(
    {code: "2050", name: "教育委員会", authority: "教育委員会", sectionChiefs: 60, alias: "教育委員会事務局"},
    {事務: 430, 技術: 30, 福祉: 40, 技能: 220},
    ["教職員人事課", "学事課", "指導課", "生涯学習推進課", "教育環境整備推進室", "庶務課"],
  ),
  other(
    {code: "2060", name: "選挙管理委員会事務局", authority: "選挙管理委員会", sectionChiefs: 2},
    {事務: 16},
    ["選挙課"],
  ),
  other(
    {code: "2070", name: "監査事務局", authority: "代表監査委員", sectionChiefs: 5},
    {事務: 18, 技術: 4},
    SMALL,
  ),
  other(
    {code: "2080", name: "人事委員会事務局", authority: "人事委員会", sectionChiefs: 4},
    {事務: 18},
    SMALL,
  ),
  other({code: "2090", name: "議会局", authority: "市議会議長", sectionChiefs: 5}, {事務: 40}, [
    "総務課",
    "議事課",
    "政策調査課",
  ]),
];

type Office = Pick<Bureau, "code" | "name" | "sectionChiefs" | "alias">;
type Counts = Record<string, number>;

function mayor(office: Office, counts: Counts, departments = OFFICE): Bureau {
  return {...office, group: "市長事務部局", authority: "市長", departments, quotas: Object.entries(counts)};
}

function other(office: Office & {authority: string}, counts: Counts, departments = OFFICE): Bureau {
  return {...office, group: "その他任命", departments, quotas: Object.entries(counts)};
}

function wardQuotas(headCount: number): Counts {
  const share = (percent: number) => Math.floor((headCount * percent) / 100);
  const special = {福祉: share(18), 保健師: share(9), 技術: share(12), 技能: share(6)};
  const rest = headCount - Object.values(special).reduce((sum, count) => sum + count, 0);
  return {事務: rest, ...special};
}

import {entry, type FixtureIndicator, type Measure} from "./fixture-indicators.ts";

/** The other sixteen of the programme: every status, the longest name, the widest numbers. */
export const otherIndicators: FixtureIndicator[] = [
  entry(
    [
      "limit_training_sessions",
      "2-(1)-1",
      "活動指標①",
      "36協定等の勤務時間制度などに係るマネジメントに関する研修実施回数",
      "36協定等の管理職研修",
    ],
    ["回", 0, "up", ""],
    [10, 14, 12, "on_track"],
    [9, 10, 11, 11, 12],
  ),
  entry(
    [
      "rpa_process_kinds",
      "2-(1)-2",
      "活動指標①",
      "RPAを活用した業務処理の種類（累計）",
      "RPAの業務処理（累計）",
    ],
    ["種類", 0, "up", ""],
    [2, 4, 3, "achieved"],
    [1, 2, 2, 3, 4],
  ),
  entry(
    [
      "shared_services_disability_staff",
      "2-(1)-2",
      "活動指標②",
      "総務事務執行体制における障害者雇用の人数（累計）",
      "総務事務の障害者雇用（累計）",
    ],
    ["名", 0, "up", ""],
    [2, 30, 19, "on_track"],
    [null, 2, 6, 18, 24],
  ),
  {
    ...entry(
      [
        "consolidation_saving",
        "2-(1)-2",
        "成果指標①",
        "業務集約による財政効果（累計）",
        "業務集約の財政効果（累計）",
      ],
      ["千円", 0, "up", "以上"],
      [115000, 200000, 166000, "on_track"],
      [55000, 115000, 131200, 150400, 171300],
    ),
    baseFrom: 2019,
    forecast: [209_600, 195_200, 229_900, "rather_likely"],
  },
  {
    ...entry(
      [
        "bpr_procedures",
        "2-(2)-1",
        "活動指標①",
        "業務プロセス改革に向けて支援した業務所管部署の対象手続の件数（累計）",
        "業務改革の支援手続（累計）",
      ],
      ["件", 0, "up", ""],
      [19, 100, 68, "accepted"],
      [11, 19, 27, 35, 44],
    ),
    baseFrom: 2018,
    accepted: {until: "2025-03-31", reason: "手続の選び直しのため、令和6年度の遅れを認める。"},
    forecast: [60, 59, 61.5, "unlikely"],
  },
  {
    ...entry(
      [
        "bpr_time_reduction",
        "2-(2)-1",
        "成果指標①",
        "業務所管部署を支援して業務プロセス改革を実施した手続における削減時間割合（累計）",
        "業務改革の削減時間割合（累計）",
      ],
      ["%", 1, "up", ""],
      [null, 20, null, "reference"],
      [null, null, 8.2, 10.1, 12.4],
    ),
    targetDecimals: 0,
  },
  {
    ...entry(
      [
        "coaching_sessions",
        "2-(2)-2",
        "活動指標①",
        "紙文書が多い部署等へのコーチング活動（累計）",
        "紙文書コーチング（累計）",
      ],
      ["回", 0, "up", ""],
      [31, 80, 60, "behind"],
      [12, 31, 36, 41, 47],
    ),
    revisedTarget: 70,
    forecast: [57, 53.2, 62.4, "unlikely"],
  },
  ...surveys(),
  ...mentalHealth(),
];

function surveys(): FixtureIndicator[] {
  const rate: Measure = ["%", 1, "up", "以上"];
  return [
    {
      ...entry(
        [
          "training_usefulness",
          "4-(1)-1",
          "成果指標①",
          "研修やOJTに対する取組が職員としての意識やスキルの向上に役に立っていると考える職員の割合（働き方についてのアンケート調査）",
          "研修やOJTが役立つとする職員",
        ],
        rate,
        [66.6, 80, 73.3, "slightly_behind"],
        [null, null, 66.6, 68.4, 70.2],
      ),
      targetDecimals: 0,
    },
    {
      ...entry(
        [
          "citizen_orientation",
          "4-(1)-1",
          "成果指標②",
          "市の職員に接する機会があった市民のうち、市の職員が市民の視点に立った行動をしていると感じた市民の割合（市民アンケート調査）",
          "市民の視点に立つとする市民",
        ],
        rate,
        [50.1, 55, 52.6, "behind"],
        [null, null, 50.1, null, 50.4],
      ),
      targetDecimals: 0,
    },
    entry(
      [
        "improvement_engagement",
        "4-(3)-1",
        "成果指標①",
        "職場で積極的に業務改善に取り組んでいると考える職員の割合",
        "業務改善に積極的とする職員",
      ],
      rate,
      [66.3, 80, 73.2, "behind"],
      [null, null, 66.3, 67.9, 69.4],
    ),
    entry(
      [
        "cost_awareness",
        "4-(3)-1",
        "成果指標②",
        "事業・業務にかかるコストを意識して仕事に取り組んでいると考える職員の割合",
        "コストを意識する職員",
      ],
      rate,
      [74.7, 80, 77.4, "slightly_behind"],
      [null, null, 74.7, 75.6, 76.5],
    ),
    {
      ...entry(
        [
          "job_satisfaction",
          "4-(4)-1",
          "成果指標②",
          "職員アンケート「働き方に関する満足感」",
          "働き方に関する満足感",
        ],
        rate,
        [79.2, 80, null, "unknown"],
        [],
      ),
      targetDecimals: 0,
      month: 12,
      repeatedOn: {task: "4-(4)-2", label: "成果指標④"},
    },
  ];
}

function mentalHealth(): FixtureIndicator[] {
  const rate: Measure = ["%", 1, "up", ""];
  return [
    entry(
      [
        "stress_check_rate",
        "4-(4)-3",
        "活動指標①",
        "ストレスチェックの受検率の向上",
        "ストレスチェック受検率",
      ],
      rate,
      [93.7, 95, 94.5, "on_track"],
      [89.8, 93.7, 93.9, 94.2, 94.6],
    ),
    {
      ...entry(
        [
          "new_hire_interview_rate",
          "4-(4)-3",
          "活動指標②",
          "新規採用職員面接の実施率の向上",
          "新規採用職員面接",
        ],
        rate,
        [98.4, 100, 99.4, "achieved"],
        [97.6, 98.4, 98.8, 99.5, 100],
      ),
      targetDecimals: 0,
      forecast: [100, 100, 100, "likely"],
    },
    {
      ...entry(
        [
          "return_plan_rate",
          "4-(4)-3",
          "活動指標③",
          "復職者における個別支援計画の作成率の向上",
          "復職者の個別支援計画",
        ],
        rate,
        [79.7, 100, 91.9, "behind"],
        [78.1, 79.7, 80.2, 82.5, 84],
      ),
      targetDecimals: 0,
      forecast: [87.1, 84.3, 89.9, "unlikely"],
    },
    {
      ...entry(
        [
          "mental_longterm_leave_ratio",
          "4-(4)-3",
          "成果指標①",
          "メンタルヘルス不調による長期療養者割合の減少",
          "メンタル不調の長期療養者",
        ],
        ["%", 2, "down", "以下"],
        [1.79, 1.61, 1.68, "behind"],
        [1.72, 1.79, 1.83, 1.88, 1.92],
      ),
      forecast: [2.02, 1.98, 2.05, "unlikely"],
    },
  ];
}

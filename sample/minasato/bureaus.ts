/** The twelve bureaus of みなさと市 (fictional), and two that became one of them in April 2024. */
export interface Bureau {
  code: string;
  name: string;
  /** 所管, as the city's list writes it. */
  group: "市長部局" | "行政委員会等";
  /** 任命者, as the list of staff writes it. */
  authority: string;
  sections: readonly string[];
  headCount: number;
}

const MAYOR = {group: "市長部局", authority: "市長"} as const;

export const bureaus: readonly Bureau[] = [
  {code: "101", name: "企画政策部", ...MAYOR, sections: ["企画課", "デジタル課"], headCount: 34},
  {code: "102", name: "総務部", ...MAYOR, sections: ["職員課", "行政課", "防災課"], headCount: 46},
  {code: "103", name: "財務税務部", ...MAYOR, sections: ["財政課", "税務課", "収納課"], headCount: 48},
  {code: "104", name: "くらし安全部", ...MAYOR, sections: ["市民窓口課", "環境課"], headCount: 52},
  {code: "105", name: "福祉健康部", ...MAYOR, sections: ["福祉課", "健康づくり課", "介護課"], headCount: 72},
  {code: "106", name: "こども部", ...MAYOR, sections: ["こども課", "保育課"], headCount: 58},
  {code: "107", name: "産業観光部", ...MAYOR, sections: ["産業課", "観光課"], headCount: 36},
  {code: "108", name: "都市整備部", ...MAYOR, sections: ["道路課", "建築課", "公園課"], headCount: 54},
  {code: "109", name: "みなと振興室", ...MAYOR, sections: ["みなと振興室"], headCount: 14},
  {code: "201", name: "水道部", ...other("水道事業管理者"), sections: ["業務課", "工務課"], headCount: 30},
  {code: "202", name: "教育部", ...other("教育委員会"), sections: ["学校課", "生涯学習課"], headCount: 44},
  {code: "203", name: "議会事務局", ...other("議長"), sections: ["議会事務局"], headCount: 12},
];

/** Bureaus until 31 March 2024; people and paper of 107 were theirs. */
export const MERGED = {
  into: "107",
  on: "2024-04-01",
  bureaus: [
    {code: "121", name: "農水商工部", section: "産業課"},
    {code: "122", name: "観光交流部", section: "観光課"},
  ],
} as const;

function other(authority: string) {
  return {group: "行政委員会等", authority} as const;
}

/** The bureau of a section as it was on a day. */
export function bureauOn({code, name}: Bureau, section: string, day: string): {code: string; name: string} {
  if (code !== MERGED.into || day >= MERGED.on) return {code, name};
  return MERGED.bureaus.find((merged) => merged.section === section) ?? {code, name};
}

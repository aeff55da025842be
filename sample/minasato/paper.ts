import {fiscalYearName} from "../../schemas/fiscal-time.ts";
import {createRandom} from "../random.ts";
import {writeCsv} from "../write-csv.ts";
import {type Bureau, bureauOn, bureaus} from "./bureaus.ts";
import {firstDay, monthName, monthsOf, YEARS} from "./months.ts";

/** Sheets a person and month, by year. */
const SHEETS: Record<number, number> = {2022: 400, 2023: 378, 2024: 352, 2025: 330};

/** コピー用紙の表: one file a month, in thousands of sheets, with a total below. */
export function writePaper(folder: string): string[] {
  return YEARS.flatMap((fiscalYear) =>
    monthsOf(fiscalYear).map((month) => {
      const day = firstDay(fiscalYear, month);
      const random = createRandom(`minasato paper ${day}`);
      const uses = bureaus
        .flatMap((bureau) => placesOf(bureau, day))
        .flatMap(({name, place, people}) =>
          [
            {size: "A4", share: 92},
            {size: "A3", share: 8},
          ].map(({size, share}) => ({
            cells: [name, place, size, monthName(month)],
            hundreds: Math.round(
              (people * (SHEETS[fiscalYear] ?? 0) * share * (85 + random.below(30))) / 1_000_000,
            ),
          })),
        );
      const total = uses.reduce((sum, {hundreds}) => sum + hundreds, 0);
      return writeCsv(folder, {
        name: `見本_コピー用紙_${day.slice(0, 7)}.csv`,
        encoding: "cp932",
        titles: [`コピー用紙の表　${fiscalYearName(fiscalYear)}`, "※見本データ（架空の市）"],
        heading: ["部の名前", "場所", "大きさ", "月", "使った枚数（千）"],
        lines: [
          ...uses.map(({cells, hundreds}) => [...cells, thousands(hundreds)].join(",")),
          ["合計", "", "", "", thousands(total)].join(","),
        ],
      });
    }),
  );
}

interface Place {
  name: string;
  place: "庁舎" | "学校";
  /** Who use the paper there. */
  people: number;
}

/** Before the merger each of the two bureaus reported its own half; the schools report beside 教育部. */
function placesOf(bureau: Bureau, day: string): Place[] {
  const names = [...new Set(bureau.sections.map((section) => bureauOn(bureau, section, day).name))];
  const office = names.map((name) => ({
    name,
    place: "庁舎" as const,
    people: bureau.headCount / names.length,
  }));
  return bureau.name === "教育部" ? [...office, {name: bureau.name, place: "学校", people: 200}] : office;
}

/** 124 hundreds → "12.4". */
function thousands(hundreds: number): string {
  return `${Math.floor(hundreds / 10)}.${hundreds % 10}`;
}

import {isDayOfRecord} from "../../schemas/disability-day.ts";
import {largest} from "../../schemas/extremes.ts";
import {fiscalYearCode} from "../../schemas/fiscal-time.ts";
import {seriesCode} from "../../schemas/series-code.ts";
import {type DocumentTable, heading, label, numberCell, textCell} from "../values/document-table.ts";
import {formatYear} from "../values/format.ts";
import {orNothingTold, referenceBlocks, splitWords} from "./chapter-texts.ts";
import {trainingBlocks} from "./environment.ts";
import {figureCell, kpiBlocks, kpiColumns, kpiOf, kpiSentence} from "./kpi-series.ts";
import type {Packet} from "./read-packet.ts";
import {type Block, emptyBlock, type Slide, smallTables, tableBlock} from "./slide.ts";

const DIVERSITY = "多様な働き方の推進";
const WOMEN = `${DIVERSITY}　①女性活躍推進・次世代育成支援`;
const CHART = {width: 490, height: 230};

/** The second direction: women and child-raising, disability, older staff. */
export function diversitySlides(packet: Packet): Slide[] {
  return [
    ...womenSlides(packet),
    ...disabilitySlides(packet),
    wordSlide(packet, {
      place: "older-staff",
      chapter: `${DIVERSITY}　③高年齢職員の活用`,
      title: "高年齢職員のキャリア活用と定年延長に向けた検討",
    }),
  ];
}

function wordSlide(
  packet: Packet,
  {place, chapter, title}: {place: string; chapter: string; title: string},
): Slide {
  const {texts, next} = splitWords(packet, place);
  const references = referenceBlocks(packet, place, title);
  return {
    chapter,
    title,
    lead: "",
    columns: [orNothingTold(texts, packet), [...references, ...next]].filter((blocks) => blocks.length > 0),
  };
}

function womenSlides(packet: Packet): Slide[] {
  const {texts} = splitWords(packet, "parental-leave");
  return [
    {
      chapter: WOMEN,
      title: "管理職（課長級）に占める女性比率とメンター制度",
      lead: kpiSentence(packet, kpiOf(packet, "female_section_chief_ratio")),
      columns: kpiColumns(packet, "female_section_chief_ratio", [
        ...orNothingTold(splitWords(packet, "mentoring").texts, packet),
        ...referenceBlocks(packet, "mentoring", "メンター制度と意見交換会"),
      ]),
    },
    {
      chapter: WOMEN,
      title: "男性職員の育児休業取得率の推移",
      lead: kpiSentence(packet, kpiOf(packet, "male_parental_leave_rate")),
      columns: [
        kpiBlocks(packet, "male_parental_leave_rate", CHART),
        [
          ...orNothingTold(texts, packet),
          ...trainingBlocks(packet, {
            id: "trainings-ikuboss",
            caption: "イクボス研修の実施",
            names: ["イクボス研修", "プレイクボス研修", "女性活躍推進研修"],
          }),
        ],
      ],
    },
    {
      chapter: WOMEN,
      title: "ワーク・ライフ・バランスデーの定時退庁率と年次休暇の取得状況",
      lead: kpiSentence(packet, kpiOf(packet, "annual_leave_days")),
      columns: [punctualBlocks(packet), smallTables(kpiBlocks(packet, "annual_leave_days", CHART))],
    },
    wordSlide(packet, {
      place: "awards",
      chapter: WOMEN,
      title: "イクボスアワードと代替制度",
    }),
  ];
}

const SHOWN_YEARS = 3;

function punctualBlocks({rows, years}: Packet): Block[] {
  const days = rows["marts.fct_punctual_leave_days"];
  const known = years
    .filter((year) => days.some(({fiscal_year}) => fiscal_year === year))
    .slice(-SHOWN_YEARS);
  if (known.length === 0)
    return [emptyBlock("ワーク・ライフ・バランスデーの実績は、この年度までにありません。")];
  const held = known.map((year) =>
    days
      .filter(({fiscal_year}) => fiscal_year === year)
      .sort((one, other) => one.held_on.localeCompare(other.held_on)),
  );
  const times = largest(held.map(({length}) => length));
  const table: DocumentTable = {
    id: "punctual-leave-days",
    caption: "ワーク・ライフ・バランスデーの定時退庁率",
    head: [
      [
        heading("回"),
        ...known.flatMap((year) => [heading(formatYear(year), {isNumber: true}), heading("実施日")]),
      ],
    ],
    rows: Array.from({length: times}, (_, index) => ({
      kind: "row",
      cells: [
        label(`${index + 1}回目`),
        ...held.flatMap((ofYear) => [
          numberCell(ofYear[index]?.left_rate ?? null, {
            decimals: 1,
            unit: "%",
            figureCode: dayCode(ofYear[index]?.held_on),
          }),
          textCell(dayWords(ofYear[index]?.held_on)),
        ]),
      ],
    })),
    notes: ["※定時に退庁した職員の、その日の対象職員に対する割合。"],
  };
  return [tableBlock(table)];
}

function dayCode(iso: string | undefined): string | undefined {
  return iso && seriesCode("punctual_leave_days", [iso.replaceAll("-", "")]);
}

const WEEKDAYS = ["日", "月", "火", "水", "木", "金", "土"];

/** "2021-11-15" → "11月15日（月）". */
function dayWords(iso: string | undefined): string {
  if (iso === undefined) return "";
  const [, month, day] = iso.split("-").map(Number);
  return `${month}月${day}日（${WEEKDAYS[new Date(`${iso}T00:00:00Z`).getUTCDay()]}）`;
}

function disabilitySlides(packet: Packet): Slide[] {
  const chapter = `${DIVERSITY}　②障害者雇用の拡大`;
  const {texts} = splitWords(packet, "disability");
  const workstation = splitWords(packet, "workstation");
  return [
    {
      chapter,
      title: "障害者実雇用率",
      lead: kpiSentence(packet, kpiOf(packet, "disability_employment_rate")),
      columns: [
        kpiBlocks(packet, "disability_employment_rate", CHART),
        [...orNothingTold(texts, packet), ...hiredBlocks(packet)],
      ],
    },
    {
      chapter,
      title: "新本庁舎でのワークステーション機能の設置",
      lead: "",
      columns: [
        orNothingTold([...workstation.texts, ...workstation.next], packet),
        referenceBlocks(packet, "workstation", "設置に向けた体制と採用選考"),
      ].filter((blocks) => blocks.length > 0),
    },
  ];
}

/** Legal rate beside the city's, on the day of record. */
function hiredBlocks(packet: Packet): Block[] {
  const kpi = kpiOf(packet, "disability_employment_rate");
  const rows = packet.rows["marts.fct_disability_rate"].filter(
    ({fiscal_year, as_of_date}) => packet.years.includes(fiscal_year) && isDayOfRecord(as_of_date),
  );
  if (rows.length === 0) return [];
  const valueIn = (year: number) =>
    packet.values.find(
      (row) => row.kpi_id === kpi.kpi_id && row.fiscal_year === year && row.bureau_code === null,
    );
  const table: DocumentTable = {
    id: "disability-legal-rate",
    caption: "法定雇用率との比較（6月1日現在）",
    head: [
      [
        heading("年度"),
        heading("実雇用率", {isNumber: true}),
        heading("法定雇用率", {isNumber: true}),
        heading("不足数", {isNumber: true}),
      ],
    ],
    rows: rows.map(({fiscal_year, legal_rate, shortage}) => ({
      kind: "row",
      cells: [
        label(formatYear(fiscal_year)),
        figureCell(valueIn(fiscal_year), kpi, {unit: "%"}),
        numberCell(legal_rate, {
          decimals: 1,
          unit: "%",
          figureCode: seriesCode("disability_rate", [fiscalYearCode(fiscal_year), "legal"]),
        }),
        numberCell(shortage, {
          decimals: shortage !== null && Number.isInteger(shortage) ? 0 : 1,
          unit: "人",
          figureCode: seriesCode("disability_rate", [fiscalYearCode(fiscal_year), "shortage"]),
        }),
      ],
    })),
    notes: ["※市の全任命権者を一つの機関として計算した率。"],
  };
  return [tableBlock(table)];
}

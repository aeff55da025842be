import {fiscalYearCode, fiscalYearName} from "../../schemas/fiscal-time.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {seriesCode} from "../../schemas/series-code.ts";
import {groupedBars} from "../charts/grouped-bars.ts";
import {trustedMarkup} from "../print/render.ts";
import {
  type Cell,
  type DocumentTable,
  heading,
  label,
  numberCell,
  textCell,
} from "../values/document-table.ts";
import {formatMillionYen, formatShortDate, formatYear, NONE} from "../values/format.ts";
import type {Packet} from "./read-packet.ts";
import {type Block, emptyBlock, type Slide, tableBlock} from "./slide.ts";

const ACCOUNTS = [
  {group: "ordinary", name: "普通会計（事業費支弁含む）"},
  {group: "enterprise", name: "公営事業会計"},
  {group: "total", name: "合計"},
] as const;

type Pay = MartRow<"marts.fct_overtime_pay">;
type Account = Pay["account_group"];

const NOTES = [
  "注1）百万円への四捨五入は会計ごとのため、推移表とは端数が合わないことがある。",
  "注2）決算額に夜間と休日の勤務手当が入る会計は、例月の給与で算定した。",
  "注3）例月給与支給ベースは概算額で、支給後の追加・戻入を反映していない。給与改定は反映し、差額支給額は含まない。",
];

/** ② Overtime pay by account, and what it is more or less than in the city's base year. */
export function paySlides(packet: Packet, chapter: string): Slide[] {
  const years = yearsShown(packet);
  const title = "② 職員の時間外手当支給額の推移（全任命権者）";
  if (years.length === 0)
    return [{chapter, title, lead: "", columns: [[emptyBlock("時間外勤務手当の支給額がありません。")]]}];
  const tables = [tableBlock(paidTable(packet, years))];
  const compared = years.filter((year) => year !== baseYear(packet));
  if (compared.length > 0) tables.push(tableBlock(changeTable(packet, compared)));
  return [
    {chapter, title, lead: paySentence(packet), columns: [tables]},
    {
      chapter,
      title: "② 時間外手当支給額の内訳と累計",
      lead: cumulativeSentence(packet),
      columns: [[payChart(packet, years)], [tableBlock(millionTable(packet, years))]],
    },
  ];
}

function yearsShown(packet: Packet): number[] {
  const sent = packet.rows["marts.fct_overtime_pay"].map(({fiscal_year}) => fiscal_year);
  const shown = new Set([baseYear(packet), ...packet.years]);
  return [...new Set(sent)].filter((year) => shown.has(year));
}

/** The year that others are held against; a release that does not name it began with it. */
function baseYear({rows}: Packet): number | undefined {
  const [first] = rows["marts.fct_overtime_pay"];
  return first?.base_fiscal_year ?? first?.fiscal_year;
}

function baseName(packet: Packet): string {
  return fiscalYearName(baseYear(packet) ?? packet.fiscalYear);
}

function payOf({rows}: Packet, year: number, account: Account): Pay | undefined {
  return rows["marts.fct_overtime_pay"].find(
    (row) => row.fiscal_year === year && row.account_group === account,
  );
}

const MEASURES = {
  paid: (pay: Pay) => pay.paid_million_yen,
  change: (pay: Pay) => pay.change_million_yen,
  cumulative: (pay: Pay) => pay.cumulative_change_million_yen,
};

type Measure = keyof typeof MEASURES;

/** Before the accounts are settled only the total is shown, for reference. */
function isOpen({basis, account_group}: Pay): boolean {
  return basis === "payroll" && account_group !== "total";
}

function moneyCell(packet: Packet, pay: Pay | undefined, measure: Measure): Cell {
  const millions = pay ? MEASURES[measure](pay) : null;
  if (!pay || millions === null) return textCell(NONE);
  const figureCode = payCode(pay, measure);
  if (pay.basis === "settled") return numberCell(millions, {text: formatMillionYen(millions), figureCode});
  if (isOpen(pay)) return textCell(pay.fiscal_year < packet.fiscalYear ? "決算未着" : "決算未確定");
  return numberCell(millions, {text: `（参考）${formatMillionYen(millions)}`, figureCode});
}

/** In figures; nothing where there is no pay, or no change because it is the year that the others are held against. */
function millionCell(packet: Packet, pay: Pay | undefined, measure: Measure): Cell {
  const isBase = pay?.fiscal_year === baseYear(packet) && measure !== "paid";
  if (!pay || isBase || isOpen(pay)) return numberCell(null);
  return numberCell(MEASURES[measure](pay), {figureCode: payCode(pay, measure)});
}

function payCode({fiscal_year, account_group}: Pay, measure: Measure): string {
  return seriesCode("overtime_pay", [fiscalYearCode(fiscal_year), account_group, measure]);
}

function yearHeads(years: number[]) {
  return years.map((year) => heading(fiscalYearName(year), {isNumber: true}));
}

function paidTable(packet: Packet, years: number[]): DocumentTable {
  return {
    id: "overtime-pay",
    caption: "時間外手当支給額の推移",
    head: [[heading("区分"), ...yearHeads(years)]],
    rows: ACCOUNTS.map(({group, name}) => ({
      kind: group === "total" ? "total" : "row",
      cells: [
        label(name),
        ...years.map((year) => {
          return moneyCell(packet, payOf(packet, year, group), "paid");
        }),
      ],
    })),
    notes: [...openNotes(packet, years), ...laterNotes(packet, years)],
  };
}

function openNotes(packet: Packet, years: number[]): string[] {
  return years
    .filter((year) => payOf(packet, year, "total")?.basis === "payroll")
    .map(
      (year) =>
        `※${fiscalYearName(year)}は、${whyOpen(packet, year)}ため、合計だけを例月給与支給ベースで算定（参考）。`,
    );
}

/**
 * What the packet's day cannot have known: the books of a year are open until 31 May (地方自治法 第235条の5), and no file says on which day
 * later its accounts were settled.
 */
function laterNotes(packet: Packet, years: number[]): string[] {
  const {day} = packet;
  if (day === undefined) return [];
  return years
    .filter((year) => day <= `${year + 1}-05-31` && payOf(packet, year, "total")?.basis === "settled")
    .map(
      (year) =>
        `※${fiscalYearName(year)}は、この資料の日（${formatShortDate(day)}）より後に決まった決算の額。`,
    );
}

/** Accounts are settled in the autumn after the year: a packet of a later year misses the file. */
function whyOpen({fiscalYear}: Packet, year: number): string {
  return year < fiscalYear ? "決算の額が届いていない" : "決算が確定していない";
}

function changeTable(packet: Packet, years: number[]): DocumentTable {
  const base = formatYear(baseYear(packet) ?? null);
  return {
    id: "overtime-pay-change",
    caption: `${baseName(packet)}との比較による削減額`,
    head: [
      [
        heading("区分"),
        ...years.map((year) => heading(`${formatYear(year)}と${base}の比較`, {isNumber: true})),
      ],
    ],
    rows: [
      ...ACCOUNTS.map(({group, name}) => ({
        kind: group === "total" ? ("total" as const) : ("row" as const),
        cells: [
          label(name),
          ...years.map((year) => {
            return moneyCell(packet, payOf(packet, year, group), "change");
          }),
        ],
      })),
      {
        kind: "total",
        cells: [
          label("累計"),
          ...years.map((year) => {
            const pay = payOf(packet, year, "total");
            const millions = pay?.cumulative_change_million_yen ?? null;
            return numberCell(millions, {
              text: formatMillionYen(millions),
              figureCode: pay && payCode(pay, "cumulative"),
            });
          }),
        ],
      },
    ],
    notes: NOTES,
  };
}

function payChart(packet: Packet, years: number[]): Block {
  const isProvisional = years.map((year) => payOf(packet, year, "total")?.basis === "payroll");
  const paid = (account: Account, isShown: (pay: Pay) => boolean) =>
    years.map((year) => {
      const pay = payOf(packet, year, account);
      return pay && isShown(pay) ? pay.paid_million_yen : null;
    });
  const isSettled = ({fiscal_year}: Pay) => payOf(packet, fiscal_year, "total")?.basis === "settled";
  const isReference = ({basis}: Pay) => basis === "payroll";
  return {
    kind: "chart",
    caption: "時間外手当支給額（百万円）",
    svg: trustedMarkup(
      groupedBars({
        name: "overtime-pay",
        years,
        series: [
          {name: "普通会計", look: "dark", values: paid("ordinary", isSettled)},
          {name: "公営事業会計", look: "pale", values: paid("enterprise", isSettled)},
          {name: "合計（参考）", look: "pale", values: paid("total", isReference)},
        ],
        provisional: isProvisional,
        breaks: [],
        isStacked: true,
        decimals: 0,
        size: {width: 490, height: 380},
      }),
    ),
    alt: `会計別の積み上げ棒グラフ。${paySentence(packet)}`,
    keys: [
      {look: "dark", name: "普通会計"},
      {look: "pale", name: "公営事業会計"},
      ...(isProvisional.includes(true)
        ? [{look: "hatched" as const, name: "合計（例月給与支給ベース、参考）"}]
        : []),
    ],
    events: null,
    notes: [],
  };
}

function millionTable(packet: Packet, years: number[]): DocumentTable {
  const base = baseYear(packet) ?? packet.fiscalYear;
  return {
    id: "overtime-pay-million-yen",
    caption: `時間外手当支給額と${baseName(packet)}からの増減（百万円）`,
    head: [
      [
        heading("年度"),
        ...["普通会計", "公営事業会計", "合計", `対${formatYear(base)}`, "累計"].map((name) =>
          heading(name, {isNumber: true}),
        ),
        heading("算定"),
      ],
    ],
    rows: years.map((year) => {
      const total = payOf(packet, year, "total");
      return {
        kind: "row",
        cells: [
          label(formatYear(year)),
          ...ACCOUNTS.map(({group}) => millionCell(packet, payOf(packet, year, group), "paid")),
          millionCell(packet, total, "change"),
          millionCell(packet, total, "cumulative"),
          textCell(total?.basis === "payroll" ? "例月給与" : "決算"),
        ],
      };
    }),
    notes: [
      `※▲は減。累計は、${fiscalYearName(base + 1)}からの合計の増減を順に足したもの。`,
      ...openNotes(packet, years),
      ...NOTES.slice(0, 1),
    ],
  };
}

function paySentence(packet: Packet): string {
  const total = payOf(packet, packet.fiscalYear, "total");
  if (!total) return "";
  const paid = `${formatMillionYen(total.paid_million_yen)}${total.basis === "payroll" ? "（参考）" : ""}`;
  return `${fiscalYearName(packet.fiscalYear)}の支給額は${paid}${comparedWithBase(packet, total.change_million_yen)}`;
}

/** "で、平成28年度より4億円少ない"; nothing in the base year, nor where nothing has come of it. */
function comparedWithBase(packet: Packet, change: number | null): string {
  if (change === null || packet.fiscalYear === baseYear(packet)) return "";
  if (change === 0) return `で、${baseName(packet)}と同じ`;
  return `で、${baseName(packet)}より${formatMillionYen(Math.abs(change))}${change > 0 ? "多い" : "少ない"}`;
}

function cumulativeSentence(packet: Packet): string {
  const total = payOf(packet, packet.fiscalYear, "total");
  const millions = total?.cumulative_change_million_yen ?? null;
  if (!total || millions === null || packet.fiscalYear === baseYear(packet)) return "";
  const words = millions < 0 ? "減った" : "増えた";
  const reference = total.basis === "payroll" ? `（${fiscalYearName(total.fiscal_year)}は参考値）` : "";
  return `${baseName(packet)}と比べて、これまでに累計${formatMillionYen(Math.abs(millions))}${words}${reference}`;
}

import {coveredMonths, fiscalYears, monthStart, shortJapaneseDate} from "./calendar.ts";
import {teleworkPercent} from "./calibration.ts";
import {bureaus} from "./city.ts";
import {splitWhole} from "./largest-remainder.ts";
import {daysOfMonth, isOpeningDay} from "./opening-days.ts";
import type {Published} from "./published.ts";
import {createRandom, type Random} from "./random.ts";
import {writeCsv} from "./write-csv.ts";
import {writeWorkbook} from "./write-workbook.ts";

interface Device {
  id: string;
  bureauCode: string;
  deployedOn: string;
  returnedOn?: string;
  repair?: {from: string; to: string};
  /** How readily it is used, 0–1. */
  heat: number;
}

const FIRST_DAY = "2021-06-01";
const FIRST_FISCAL_YEAR = 2021;
const FIRST_MONTH = 2;
/** Monday to Sunday of some weeks. */
const REPAIRS = [
  {from: "2021-10-04", to: "2021-10-24"},
  {from: "2022-05-16", to: "2022-06-12"},
  {from: "2023-01-16", to: "2023-02-05"},
  {from: "2023-11-06", to: "2023-11-19"},
  {from: "2024-06-17", to: "2024-07-07"},
];

/** テレワーク用PC台帳 (a workbook) and 利用実績 (a file a month from June 2021). */
export function writeTelework(folder: string, published: Published): string[] {
  const random = createRandom("telework");
  const devices = makeDevices(random);
  const years = fiscalYears.filter((fiscalYear) => fiscalYear >= FIRST_FISCAL_YEAR);
  const uses = years.flatMap((fiscalYear) => writeYear(folder, {fiscalYear, devices, published, random}));
  return [writeDevices(folder, devices), ...uses];
}

function makeDevices(random: Random): Device[] {
  const offices = bureaus.flatMap(({code, quotas}) =>
    quotas.filter(([kind]) => kind === "事務").map(([, count]) => ({code, count})),
  );
  const counts = splitWhole(
    1000,
    offices.map(({count}) => count),
  );
  const codes = random.shuffled(
    offices.flatMap(({code}, index) => Array.from({length: counts[index] ?? 0}, () => code)),
  );
  const first = codes.map((bureauCode, index) => device(index, bureauCode, random));
  const returned = first.filter(({returnedOn}) => returnedOn !== undefined);
  const successors = returned.map(({bureauCode}, index) => {
    return {id: deviceId(1000 + index), bureauCode, deployedOn: "2023-04-03", heat: random.unit()};
  });
  return [...first, ...successors];
}

function device(index: number, bureauCode: string, random: Random): Device {
  const base = {id: deviceId(index), bureauCode, deployedOn: deploymentDay(index), heat: random.unit()};
  if (index % 50 === 17) return {...base, returnedOn: "2023-04-01"};
  return index % 31 === 5 ? {...base, repair: random.pick(REPAIRS)} : base;
}

function deploymentDay(index: number): string {
  if (index >= 992) return "2022-02-01";
  return index >= 980 ? "2021-07-15" : FIRST_DAY;
}

function deviceId(index: number): string {
  return `TW${String(index + 1).padStart(4, "0")}`;
}

function isAvailable({deployedOn, returnedOn, repair}: Device, day: string): boolean {
  if (deployedOn > day || (returnedOn !== undefined && returnedOn <= day)) return false;
  return !repair || day < repair.from || day > repair.to;
}

function writeDevices(folder: string, devices: readonly Device[]): string {
  const heading = ["機器番号", "局区コード", "配備日", "返却日", "修理開始日", "修理終了日"];
  const rows = devices.map(({id, bureauCode, deployedOn, returnedOn, repair}) => [
    id,
    bureauCode,
    ...[deployedOn, returnedOn, repair?.from, repair?.to].map((day) => (day ? shortJapaneseDate(day) : null)),
  ]);
  const titles = [["テレワーク用パソコン配備台帳"], []];
  return writeWorkbook(folder, "見本_テレワーク用PC台帳.xlsx", [
    {name: "台帳", rows: [...titles, heading, ...rows]},
  ]);
}

interface Year {
  fiscalYear: number;
  devices: readonly Device[];
  published: Published;
  random: Random;
}

/** Used device-days are the wanted share of the device-days available on opening days. */
function writeYear(folder: string, {fiscalYear, devices, published, random}: Year): string[] {
  const percent =
    published.indicator("telework_pc_utilisation", fiscalYear) ?? teleworkPercent[fiscalYear] ?? 0;
  const first = fiscalYear === FIRST_FISCAL_YEAR ? FIRST_MONTH : 0;
  const months = Array.from({length: coveredMonths(fiscalYear) - first}, (_, index) => first + index);
  const openingDays = months.flatMap((month) => daysOfMonth(fiscalYear, month).filter(isOpeningDay));
  const available = openingDays.map((day) => devices.filter((each) => isAvailable(each, day)));
  const total = available.reduce((sum, {length}) => sum + length, 0);
  const quotas = splitWhole(
    Math.round((total * percent) / 100),
    available.map(() => 80 + random.below(41)),
  );
  const linesOfDay = new Map(
    openingDays.map((day, index) => [
      day,
      usedOn(day, available[index] ?? [], {quota: quotas[index] ?? 0, random}),
    ]),
  );
  return months.map((month) => {
    const lines = daysOfMonth(fiscalYear, month).flatMap(
      (day) => linesOfDay.get(day) ?? onClosedDay(day, devices, random),
    );
    const name = `見本_テレワーク用PC利用_${monthStart(fiscalYear, month).slice(0, 7)}.csv`;
    return writeCsv(folder, {name, encoding: "utf8-bom", heading: ["利用日", "機器番号"], lines});
  });
}

function usedOn(
  day: string,
  available: readonly Device[],
  {quota, random}: {quota: number; random: Random},
): string[] {
  return available
    .map(({id, heat}) => ({id, score: (0.3 + heat) * random.unit()}))
    .sort((one, two) => two.score - one.score)
    .slice(0, quota)
    .map(({id}) => `${day},${id}`)
    .sort();
}

/** Someone works on a Saturday now and then; such days are outside the indicator. */
function onClosedDay(day: string, devices: readonly Device[], random: Random): string[] {
  const {id} = random.pick(devices.filter((each) => isAvailable(each, day)));
  return random.chance(0.3) ? [`${day},${id}`] : [];
}

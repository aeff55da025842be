import type {z} from "zod";
import {type CommitteePacketCatalog, committeePacketCatalog} from "../../schemas/committee-packets.ts";
import {UserError} from "../../schemas/errors.ts";
import {initiativeCatalog, type PlacedMeasure, placedMeasures} from "../../schemas/initiatives.ts";
import type {KpiCatalog} from "../../schemas/kpi.ts";
import type {PacketPage} from "../../schemas/packet-pages.ts";
import type {Programme} from "../../schemas/programme.ts";
import {RESOURCES, type TaskSheetCatalog, taskSheetCatalog} from "../../schemas/task-sheets.ts";
import type {RowsToInsert} from "../engine/insert-rows.ts";
import {CITY_FILE, nameOfCity, PACKETS_FILE, PACKETS_FOLDER, readCityFile} from "./city-catalog.ts";
import {placeOfPart, readCityYaml} from "./city-yaml.ts";
import {mustFitPages} from "./must-fit-pages.ts";

type TableContent = Omit<RowsToInsert, "table">;
type Row = RowsToInsert["rows"][number];

/**
 * The tables of the schema `catalog` with the words of the committee packets of all programmes: those of the first lie in the city's
 * folder, those of another in packets/<its id>. UserError for what does not fit.
 */
export function packetTables(
  city: string,
  {kpis, programmes}: Pick<KpiCatalog, "kpis" | "programmes">,
): Record<string, TableContent> {
  const known = new Set(kpis.map(({id}) => id));
  const [first = {}, ...others] = programmes.map((programme, index) =>
    tablesOf(city, {programme, folder: index === 0 ? "" : `${PACKETS_FOLDER}/${programme.id}/`, known}),
  );
  return Object.fromEntries(
    Object.entries(first).map(([table, {columns, rows}]) => [
      table,
      {columns, rows: [rows, ...others.map((other) => other[table]?.rows ?? [])].flat()},
    ]),
  );
}

interface Place {
  programme: Programme;
  /** "" or "packets/women/": where the files of its packet lie. */
  folder: string;
  /** Ids of the indicators. */
  known: Set<string>;
}

function tablesOf(city: string, {programme, folder, known}: Place): Record<string, TableContent> {
  const read = <Schema extends z.ZodType>(file: string, schema: Schema) =>
    readCityYaml(city, `${folder}${file}`, schema, {usual: file});
  const {registers} = read("initiatives.yaml", initiativeCatalog);
  const sheets = read("task-sheets.yaml", taskSheetCatalog);
  const packets = read(PACKETS_FILE, committeePacketCatalog);
  const file = `${folder}${PACKETS_FILE}`;
  // One that has no packet prints none of its pages.
  if (folder === "" || packets.packets.length > 0) mustFitPages(city, {packets, file}, known);
  const initiatives = registers.flatMap((register) =>
    placedMeasures(register).flatMap((placed) => initiativeRows(register.fiscal_year, placed)),
  );
  const own = {
    initiatives: {columns: INITIATIVE_COLUMNS, rows: initiatives},
    task_sheets: {columns: SHEET_COLUMNS, rows: sheets.sheets.map(sheetRow)},
    task_actions: {columns: ACTION_COLUMNS, rows: sheets.sheets.flatMap(actionRows)},
    related_tasks: {columns: RELATED_COLUMNS, rows: relatedRows(sheets)},
    reform: {
      columns: REFORM_COLUMNS,
      rows: reformRows(packets, sheets, {city: nameOfPrinted(city, packets), programme_name: programme.name}),
    },
    packets: {columns: PACKET_COLUMNS, rows: coversOf(city, packets, {programme, file})},
    packet_pages: {columns: PAGE_COLUMNS, rows: packets.pages.map(pageRow)},
    packet_texts: {columns: TEXT_COLUMNS, rows: packets.packets.flatMap(textRows)},
    packet_references: {columns: REFERENCE_COLUMNS, rows: packets.packets.flatMap(referenceRows)},
  };
  return Object.fromEntries(
    Object.entries(own).map(([table, {columns, rows}]) => [
      table,
      {
        columns: {programme_id: "varchar", ...columns},
        rows: rows.map((row) => ({programme_id: programme.id, ...row})),
      },
    ]),
  );
}

/** Several lines in one cell, as the marts carry them. */
function joined(lines: string[]): string {
  return lines.join("\n");
}

const INITIATIVE_COLUMNS = {
  fiscal_year: "integer",
  initiative_id: "varchar",
  part_no: "integer",
  direction_no: "integer",
  direction_name: "varchar",
  section_no: "integer",
  section_name: "varchar",
  measure_no: "integer",
  title: "varchar",
  repeats_id: "varchar",
  plan: "varchar",
  result: "varchar",
};

/** part_no 0 is the measure itself. A repetition has no words of its own. */
function initiativeRows(fiscalYear: number, {measure, ...place}: PlacedMeasure): Row[] {
  const row = {
    fiscal_year: fiscalYear,
    initiative_id: place.id,
    part_no: 0,
    direction_no: place.directionNo,
    direction_name: place.directionName,
    section_no: place.sectionNo,
    section_name: place.sectionName,
    measure_no: place.measureNo,
    title: null,
    repeats_id: null,
    plan: null,
    result: null,
  };
  if ("repeats" in measure) return [{...row, repeats_id: measure.repeats}];
  if (!("parts" in measure))
    return [{...row, title: measure.title, plan: joined(measure.plan), result: joined(measure.result)}];
  const parts = measure.parts.map(({title, plan, result}, index) => {
    return {...row, part_no: index + 1, title, plan: joined(plan), result: joined(result)};
  });
  return [{...row, title: measure.title}, ...parts];
}

const SHEET_COLUMNS = {
  display_order: "integer",
  task_no: "varchar",
  owner: "varchar",
  theme_no: "varchar",
  theme_name: "varchar",
  item_no: "varchar",
  item_name: "varchar",
  current_state: "varchar",
  course: "varchar",
  goal: "varchar",
  needs_people: "boolean",
  needs_goods: "boolean",
  needs_money: "boolean",
  needs_information: "boolean",
  needs_time: "boolean",
};

type Sheet = TaskSheetCatalog["sheets"][number];

function sheetRow(
  {task, owner, theme, item, current, direction, goal, resources}: Sheet,
  index: number,
): Row {
  const needs = RESOURCES.map((resource) => [`needs_${resource}`, resources.includes(resource)]);
  return {
    display_order: index + 1,
    task_no: task,
    owner,
    theme_no: theme.no,
    theme_name: theme.name,
    item_no: item.no,
    item_name: item.name,
    current_state: joined(current),
    course: joined(direction),
    goal: joined(goal),
    ...Object.fromEntries(needs),
  };
}

const ACTION_COLUMNS = {
  task_no: "varchar",
  display_order: "integer",
  first_fiscal_year: "integer",
  last_fiscal_year: "integer",
  actions: "varchar",
};

function actionRows({task, actions}: Sheet): Row[] {
  return actions.map(({from, to, lines}, index) => ({
    task_no: task,
    display_order: index + 1,
    first_fiscal_year: from,
    last_fiscal_year: to,
    actions: joined(lines),
  }));
}

const RELATED_COLUMNS = {
  display_order: "integer",
  group_name: "varchar",
  task_no: "varchar",
  task_name: "varchar",
};

function relatedRows({related_tasks}: TaskSheetCatalog): Row[] {
  const rows = related_tasks.flatMap(({name, tasks}) =>
    tasks.map((task) => ({group_name: name, task_no: task.no, task_name: task.name ?? null})),
  );
  return rows.map((row, index) => ({display_order: index + 1, ...row}));
}

const REFORM_COLUMNS = {
  city: "varchar",
  programme_name: "varchar",
  reform_name: "varchar",
  is_verbatim: "boolean",
  purpose: "varchar",
  vision: "varchar",
  approaches: "varchar",
  item_no: "varchar",
  item_name: "varchar",
  progress: "varchar",
  course: "varchar",
};

const NO_OVERVIEW = {item_no: "", item_name: "", progress: [], direction: []};

/** "" in a city that prints no packet. */
function nameOfPrinted(city: string, {programme}: CommitteePacketCatalog): string {
  const name = nameOfCity(city);
  if (name === null && programme !== null)
    throw new UserError(`city/${CITY_FILE} に団体の名前（name）がありません。例: name: みどり町`);
  return name ?? "";
}

interface Names {
  city: string;
  programme_name: string;
}

/** None in a city that prints no packet. */
function reformRows(
  {programme}: CommitteePacketCatalog,
  {overview, wording}: TaskSheetCatalog,
  {city, programme_name}: Names,
): Row[] {
  if (programme === null) return [];
  const {approaches, reform, ...words} = programme;
  const names = {...words, city, programme_name: words.programme_name ?? programme_name};
  const {item_no, item_name, progress, direction} = overview ?? NO_OVERVIEW;
  return [
    {
      ...names,
      reform_name: reform ?? names.programme_name,
      is_verbatim: wording === "verbatim",
      approaches: joined(approaches),
      item_no,
      item_name,
      progress: joined(progress),
      course: joined(direction),
    },
  ];
}

const PAGE_COLUMNS = {page_no: "integer", content: "varchar"};

function pageRow(page: PacketPage, index: number): Row {
  return {page_no: index + 1, content: JSON.stringify(page)};
}

const PACKET_COLUMNS = {
  fiscal_year: "integer",
  committee: "varchar",
  matter: "varchar",
  title: "varchar",
  presented_on: "date",
  department: "varchar",
};

type Packet = CommitteePacketCatalog["packets"][number];

/** Committee and signing office are the programme's, or else city.yaml's, where a packet names no others. UserError with file and line where nothing names them. */
function coversOf(
  city: string,
  {packets}: CommitteePacketCatalog,
  {programme, file}: {programme: Programme; file: string},
): Row[] {
  const body = readCityFile(city);
  const [committee, office] = [programme.committee ?? body.committee, programme.office ?? body.office];
  return packets.map(({sections: _, chapters: __, ...packet}, index) => {
    const said = (key: "committee" | "department", now: string, usual: string | null) => {
      const value = packet[key] ?? usual;
      if (value !== null) return value;
      throw new UserError(
        `${placeOfPart(city, file, ["packets", index])}: ${key} がありません。city/${CITY_FILE} の ${now} に書くか、この資料だけのものをここに書いてください。`,
      );
    };
    return {
      ...packet,
      committee: said("committee", "committee", committee),
      department: said("department", "office", office),
    };
  });
}

const TEXT_COLUMNS = {
  fiscal_year: "integer",
  place: "varchar",
  display_order: "integer",
  kind: "varchar",
  heading: "varchar",
  lines: "varchar",
};

/** Words of chapters (place: the chapter) and of the register's sections at a glance (place: "section-1-4"). */
function textRows({fiscal_year, sections, chapters}: Packet): Row[] {
  const ofSections = sections.flatMap(({no, done, next}) => [
    {place: `section-${no}`, kind: "done", heading: "", lines: joined(done)},
    {place: `section-${no}`, kind: "next", heading: "", lines: joined(next)},
  ]);
  const ofChapters = chapters.flatMap(({id, blocks, next}) => [
    ...blocks.map(({heading, lines}) => ({place: id, kind: "text", heading, lines: joined(lines)})),
    ...(next.length > 0 ? [{place: id, kind: "next", heading: "", lines: joined(next)}] : []),
  ]);
  return [...ofSections, ...ofChapters].map((row, index) => ({
    fiscal_year,
    display_order: index + 1,
    ...row,
  }));
}

const REFERENCE_COLUMNS = {
  fiscal_year: "integer",
  place: "varchar",
  display_order: "integer",
  series: "varchar",
};

function referenceRows({fiscal_year, chapters}: Packet): Row[] {
  return chapters.flatMap(({id, references}) =>
    references.map((series, index) => ({fiscal_year, place: id, display_order: index + 1, series})),
  );
}

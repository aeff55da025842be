import {japaneseDate} from "../../schemas/fiscal-time.ts";
import {writeCsv} from "../write-csv.ts";
import {writeWorkbook} from "../write-workbook.ts";
import {bureauOn, bureaus, MERGED} from "./bureaus.ts";
import {type Clerk, gradeOn, isManagerOn, isThere, ROSTER_DAYS} from "./people.ts";

/** 部の一覧. */
export function writeBureaus(folder: string): string[] {
  const today = bureaus.map(({code, name, group}, index) => {
    const since = code === MERGED.into ? MERGED.on : "2016-04-01";
    return [code, name, group, since, "", "", "", index + 1].join(",");
  });
  const former = MERGED.bureaus.map(({code, name}, index) =>
    [code, name, "市長部局", "2016-04-01", "2024-03-31", MERGED.into, "", bureaus.length + index + 1].join(
      ",",
    ),
  );
  const heading = ["部番号", "部の名前", "所管", "置いた日", "やめた日", "引き継いだ部", "通称", "並び"];
  const lines = [...today, ...former];
  return [writeCsv(folder, {name: "見本_部の一覧.csv", encoding: "utf8-bom", heading, lines})];
}

const HEADING = [
  "現在の日",
  "職員コード",
  "部番号",
  "課等",
  "任命者",
  "職名",
  "職種名",
  "男女",
  "雇用の別",
  "1週の時間",
  "管理監督者",
  "採用",
  "退職",
];

/** 職員の一覧: a workbook for each 1 April, with those who left since the one before. */
export function writeStaff(folder: string, people: readonly Clerk[]): string[] {
  return ROSTER_DAYS.map((day, index) => {
    const before = ROSTER_DAYS[index - 1] ?? day;
    const shown = people.filter(
      (clerk) => isThere(clerk, day) || (isThere(clerk, before) && clerk.hiredOn <= day && before < day),
    );
    const rows = [
      [`みなさと市　職員の一覧（${japaneseDate(day)}現在）`],
      ["作成：総務部職員課　※見本データ（架空の市）"],
      [],
      HEADING,
      ...shown.map((clerk) => staffRow(clerk, day)),
    ];
    return writeWorkbook(folder, `見本_職員の一覧_${day}.xlsx`, [{name: "一覧", rows}]);
  });
}

function staffRow(clerk: Clerk, day: string): string[] {
  const lastDay = clerk.leftOn !== undefined && clerk.leftOn < day ? clerk.leftOn : undefined;
  const placedOn = lastDay ?? day;
  return [
    japaneseDate(day),
    clerk.number,
    bureauOn(clerk.bureau, clerk.section, placedOn).code,
    clerk.section,
    clerk.bureau.authority,
    gradeOn(clerk, placedOn),
    clerk.bureau.code === "108" || clerk.bureau.code === "201" ? "技術" : "事務",
    clerk.sex,
    clerk.employment,
    clerk.employment === "パートタイム" ? "29:00" : "38:45",
    isManagerOn(clerk, placedOn) ? "該当" : "非該当",
    japaneseDate(clerk.hiredOn),
    lastDay === undefined ? "" : japaneseDate(lastDay),
  ];
}

import {z} from "zod";
import type {Contract} from "../contract.ts";
import {absent, choice, day, duration, rarely, staffNumber, text} from "../fields.ts";

/**
 * 職員名簿: everyone in service on the day of record, and those who left since the roster before it
 * (they carry the day they left). One row per person, day of record and hiring: who left and came back since has two.
 */
export const staff: Contract = {
  source: "staff",
  title: "職員名簿",
  layout: {kind: "list"},
  grain: ["staff_number", "hired_on"],
  period: {column: "as_of_date", by: "value"},
  references: [{column: "bureau_code", to: "bureau_code"}],
  rules: [
    {kind: "not_after", column: "hired_on", other: "as_of_date"},
    {kind: "not_before", column: "left_on", other: "hired_on"},
  ],
  row: z.strictObject({
    as_of_date: day(["基準日"]),
    staff_number: staffNumber(),
    bureau_code: text(["局区コード"], {example: "1010", code: "数字4桁"}),
    department_name: text(["所属名"], {example: "人事課", oneDash: true, absent: absent("区別なし")}),
    appointing_authority: text(["任命権者"], {example: "市長"}),
    grade: choice(
      ["職級"],
      {
        局長級: "bureau_director",
        部長級: "division_director",
        課長級: "section_chief",
        課長補佐級: "deputy_section_chief",
        係長級: "subsection_chief",
        一般: "staff",
        "校長・教頭": "school_head",
      },
      {isOpen: true},
    ),
    occupation: text(["職種"], {
      example: "事務",
      absent: absent("区別なし", "職種で分ける数は出せません"),
    }),
    sex: choice(["性別"], {男: "male", 女: "female"}),
    employment_type: choice(
      ["任用形態"],
      {
        正規: "regular",
        再任用: "reappointed",
        任期付: "fixed_term",
        会計年度任用: "fiscal_year_appointee",
      },
      {isOpen: true},
    ),
    weekly_minutes: duration(["週勤務時間"], {example: "38:45", maxHours: 60}),
    manager_kind: choice(["管理職区分"], {管理職: "manager", 一般: "non_manager"}),
    hired_on: day(["採用年月日"]),
    left_on: day(["退職年月日"], {
      optional: true,
      absent: absent("", "退職した人は、載らない次の名簿まで在職とします"),
    }),
    service_state: choice(
      ["在職区分", "在職状態", "休職区分"],
      {在職: "working", 育児休業: "parental_leave", 休職: "leave_of_absence", 派遣: "seconded"},
      {
        optional: true,
        isOpen: true,
        absent: rarely("休職、育児休業、派遣の職員を分ける数は出せません（空欄は在職）"),
      },
    ),
    exam_category: text(["採用区分", "試験区分", "採用試験区分"], {
      example: "上級",
      optional: true,
      oneDash: true,
      absent: rarely("採用試験の区分で分ける数は出せません"),
    }),
  }),
};

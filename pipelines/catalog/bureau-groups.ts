import {catalogTables} from "../../schemas/catalog.ts";
import {UserError} from "../../schemas/errors.ts";
import {placedRows} from "./catalog-file.ts";

const FILE = "bureau-groups.csv";

/** That a bureau is told with others from one fiscal year to another. */
interface Member {
  group: string;
  name: string;
  bureau: string;
  first: number;
  last: number;
  /** Where it is written. */
  place: string;
}

/** Groups stay as they are for all their years, each bureau is in one, and every rule that asks for groups has some. UserError with file and line. */
export function checkBureauGroups(city: string): void {
  const members = membersIn(city);
  const faults = [
    ...brokenYears(members),
    ...inTwo(members),
    ...twoNames(members),
    ...ofOneName(members),
    ...unkeptRules(city, members),
  ];
  if (faults.length > 0) throw new UserError(faults.join("\n"));
}

function membersIn(city: string): Member[] {
  return placedRows(city, FILE, catalogTables.bureau_groups).map(({row, place}) => ({
    group: String(row.group_code),
    name: String(row.bureau_group_name),
    bureau: String(row.bureau_code),
    first: Number(row.first_fiscal_year),
    last: Number(row.last_fiscal_year),
    place,
  }));
}

function overlap(one: Member, other: Member): boolean {
  return one.first <= other.last && other.first <= one.last;
}

function yearsOf({first, last}: Member): string {
  return first === last ? `${first}` : `${first}–${last}`;
}

/** Units that change inside a programme could be set against each other. */
function brokenYears(members: Member[]): string[] {
  return members.flatMap((member, index) => {
    const other = members
      .slice(0, index)
      .find((each) => overlap(each, member) && (each.first !== member.first || each.last !== member.last));
    return other
      ? [
          `${member.place}: 年度（${yearsOf(member)}）が、${other.place}の年度（${yearsOf(other)}）と途中で重なっています。グループは同じ年度のあいだ変えられません。初めと終わりの年度をそろえてください。`,
        ]
      : [];
  });
}

function inTwo(members: Member[]): string[] {
  return members.flatMap((member, index) => {
    const other = members
      .slice(0, index)
      .find((each) => each.bureau === member.bureau && each.first === member.first);
    return other
      ? [
          `${member.place}: 局区「${member.bureau}」は、同じ年度のグループ「${other.group}」（${other.place}）にもあります。一つのグループにだけ入れてください。`,
        ]
      : [];
  });
}

function twoNames(members: Member[]): string[] {
  return members.flatMap((member, index) => {
    const other = members
      .slice(0, index)
      .find(
        (each) => each.group === member.group && each.first === member.first && each.name !== member.name,
      );
    return other
      ? [
          `${member.place}: グループ「${member.group}」の名前が、${other.place}では「${other.name}」です。どちらかにそろえてください。`,
        ]
      : [];
  });
}

/** A figure is found by the code of its group or of its bureau. */
function ofOneName(members: Member[]): string[] {
  const bureaus = new Set(members.map(({bureau}) => bureau));
  return members.flatMap(({group, place}) =>
    bureaus.has(group)
      ? [
          `${place}: グループ「${group}」と同じコードの局区があります。グループには、ほかのコードを付けてください。`,
        ]
      : [],
  );
}

/** What the rules of a domain ask for together and cannot get. */
function unkeptRules(city: string, members: Member[]): string[] {
  return placedRows(city, "privacy.csv", catalogTables.privacy).flatMap(({row, place}) => {
    if (row.groups === "none" && row.several_years !== true) return [];
    const where = `${place}: 分野「${row.domain}」`;
    if (row.groups === "none")
      return [
        `${where}は局区の数年分の計（several_years）を示しますが、グループの年度（groups）を示しません。groups を year か half にしてください。`,
      ];
    if (members.length === 0)
      return [
        `${where}はグループの計（groups）を示しますが、city/${FILE} にグループがありません。グループを書くか、groups を none にしてください。`,
      ];
    if (row.periods === "quarter")
      return [
        `${where}は、局区の四半期（periods の quarter）とグループの計（groups）の両方は示せません。引き算で人数が分かるためです。どちらかにしてください。`,
      ];
    if (row.shown_by_bureau !== true || row.sums_shown !== true || Number(row.min_cell) === 0)
      return [
        `${where}のグループの計（groups）は、局区別に人数を示し（shown_by_bureau と sums_shown が true）、下限（min_cell）が1以上のときだけ示せます。groups を none にしてください。`,
      ];
    return [];
  });
}

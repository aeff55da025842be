import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {contractsOf, wordWarningsOf} from "../../pipelines/catalog/contracts-of.ts";
import {type Contract, fieldsOf} from "../../schemas/contract.ts";
import {contractInWords, labelOf} from "../../schemas/contract-in-words.ts";
import {headingClashes} from "../../schemas/heading-clashes.ts";
import {shippedContracts as SHIPPED} from "../../schemas/sources.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const TOWN = join(import.meta.dirname, "town");

function city(files: Record<string, string | Buffer>): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "sources"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, "sources", name), content);
  return folder;
}

function field(contracts: Contract[], source: string, column: string) {
  const contract = contracts.find((each) => each.source === source);
  const found = contract && fieldsOf(contract).find(({name}) => name === column);
  if (!found) throw new Error(`${source}.${column}`);
  return found;
}

describe("a town's words", () => {
  const contracts = contractsOf(TOWN);
  const read = (source: string, column: string, cell: string) =>
    field(contracts, source, column).schema.safeParse(cell).data;

  test.each([
    ["staff", "staff_number", "a0012", "A0012"],
    ["staff", "staff_number", "Ａ００１２", "A0012"],
    ["staff", "staff_number", "012345", undefined],
    // The shape of a code is said once and holds in every source.
    ["overtime", "staff_number", "00012", "00012"],
    ["overtime", "staff_number", "0012", undefined],
    ["bureaus", "bureau_code", "1A0", "1A0"],
    ["bureaus", "successor_code", "1010", undefined],
    ["staff", "grade", "係員", "staff"],
    ["staff", "grade", "局長級", "bureau_director"],
    ["staff", "sex", "2", "female"],
    ["staff", "employment_type", "21", "fiscal_year_appointee"],
    ["staff", "occupation", "一般行政", "事務"],
    ["staff", "occupation", "保健師", "保健師"],
    ["overtime", "hour_kind", "祝日", "public_holiday"],
    ["overtime_corrections", "hour_kind", "祝日", undefined],
    ["activity", "item", "窓口改善の提案", "counter_proposal"],
    ["paper", "sheet_count", "1.5千シート", 1_500],
  ])("%s.%s reads 「%s」", (source, column, cell, value) => {
    expect(read(source, column, cell)).toBe(value);
  });

  test("the town's headings stand first and the program's are understood beside them", () => {
    expect(field(contracts, "staff", "staff_number").meta.headings).toEqual([
      "社員番号",
      "職員コード",
      "職員番号",
    ]);
    expect(field(contracts, "staff", "bureau_code").meta).toMatchObject({
      code: {name: "英数字3桁"},
      example: "A12",
    });
  });

  test("the order of stored values stays the program's, with own ones behind", () => {
    const before = field(SHIPPED, "staff", "sex").meta.values;
    expect(field(contracts, "staff", "sex").meta.values).toEqual(before);
    const items = field(SHIPPED, "activity", "item").meta.values;
    expect(field(contracts, "activity", "item").meta.values).toEqual([...items, "counter_proposal"]);
  });

  test("a value is called by the town's word, and by no number", () => {
    expect(labelOf(field(contracts, "staff", "sex").meta, "female")).toBe("女");
    expect(labelOf(field(contracts, "staff", "grade").meta, "staff")).toBe("係員");
  });

  test("layouts of the town's senders come before the program's", () => {
    const contract = contracts.find(({source}) => source === "overtime");
    expect(
      [contract?.layout, ...(contract?.otherLayouts ?? [])].map((each) => [each?.sender, each?.kind]),
    ).toEqual([
      ["総務課", "list"],
      ["消防署", "months_across"],
      [undefined, "list"],
    ]);
  });

  test("a source of which nothing is said is the program's own", () => {
    expect(contracts.find(({source}) => source === "survey")).toBe(
      SHIPPED.find(({source}) => source === "survey"),
    );
    expect(contractsOf(temporaryFolder())).toEqual(SHIPPED);
  });
});

test("no two of the program's own sources have the same headings", () => {
  const lines = headingClashes(SHIPPED).map(
    ([one, other]) =>
      `schemas/sources: every column of ${one.source} has a heading that ${other.source} has, too: no file tells them apart. Give ${one.source} a heading of its own.`,
  );
  expect(lines.join("\n")).toBe("");
});

test("a table with months across is not taken for a list that has all its other headings", () => {
  const overtime = ["layouts:", "  - kind: months_across", "    sender: 職員課"];
  const fields = ["    month_field: month", "    value_field: worked_minutes"];
  const folder = city({"overtime.yaml": [...overtime, ...fields].join("\n")});
  expect(contractsOf(folder).find(({source}) => source === "overtime")?.layout.kind).toBe("months_across");
});

describe("what does not fit is told with file, line and what to do", () => {
  test.each([
    ["an unknown source", "stuff.yaml", "", /sources\/stuff\.yaml の1行目.*近いもの: staff\.yaml/],
    ["another ending", "staff.yml", "", /sources\/staff\.yml の1行目.*staff\.yaml/],
    ["an unknown key", "staff.yaml", "# 説明\nheading: {}\n", /staff\.yaml の1行目: .*heading/],
    [
      "an unknown column",
      "staff.yaml",
      "values:\n  rank: {係員: 一般}\n",
      /の2行目（values › rank）: 列「rank」はありません。.*grade（職級）/,
    ],
    [
      "an unknown label",
      "staff.yaml",
      "values:\n  grade:\n    係員: 一般\n    主査: 係長\n",
      /の4行目（values › grade › 主査）: 「係長」という言葉はありません。.*係長級/,
    ],
    [
      "a word twice",
      "staff.yaml",
      "values:\n  grade:\n    係員: 一般\n    係員: 係長級\n",
      /の4行目: 同じ言葉が2回/,
    ],
    [
      "a word twice but for spaces",
      "staff.yaml",
      'values:\n  grade:\n    係員: 一般\n    "係員　": 係長級\n',
      /の4行目.*「係員」が2回/,
    ],
    [
      "two columns, one heading",
      "staff.yaml",
      "headings:\n  grade: 区分\n  manager_kind: 区分\n",
      /の3行目（headings › manager_kind）: 見出し「区分」は grade にも/,
    ],
    [
      "a column robbed of its heading",
      "staff.yaml",
      "headings:\n  department_name: 職級\n",
      /の2行目.*このプログラムでは grade の見出し/,
    ],
    [
      "a woman for a man",
      "staff.yaml",
      "values:\n  sex: {男: 女}\n",
      /の2行目（values › sex › 男）: .*2つの別のものが1つに.*reason/,
    ],
    [
      "an own value where none may be",
      "staff.yaml",
      "values:\n  sex: {その他: {own: other}}\n",
      /市だけの値を加えられません/,
    ],
    [
      "an own value under a known name",
      "activity.yaml",
      "values:\n  item: {研修: {own: limit_training}}\n",
      /もうある値の名前/,
    ],
    [
      "words in a column of days",
      "staff.yaml",
      "values:\n  hired_on: {昔: 令和4年4月1日}\n",
      /言葉を選ぶ列ではありません/,
    ],
    ["words for bureaus", "paper.yaml", "values:\n  bureau_name: {総務: 総務企画局}\n", /別名/],
    [
      "no pattern at all",
      "staff.yaml",
      "patterns:\n  staff_number: '[0-9]+'\n",
      /の2行目（patterns › staff_number）: 「\[0-9\]\+」は形として読めないか.*例: 3桁/,
    ],
    [
      "a pattern that nothing has",
      "staff.yaml",
      "patterns:\n  staff_number: 数字8～5桁\n",
      /どの値とも合いません/,
    ],
    [
      "a pattern against its example",
      "staff.yaml",
      'patterns:\n  staff_number: {pattern: 5桁, example: "123456"}\n',
      /例「123456」が形「数字5桁」と合いません/,
    ],
    [
      "a pattern for a name",
      "staff.yaml",
      "patterns:\n  department_name: 3桁\n",
      /番号やコードの列ではありません/,
    ],
    [
      "an unknown unit",
      "paper.yaml",
      "units:\n  sheet_count: {箱: 千箱}\n",
      /「千箱」という単位はありません/,
    ],
    ["a unit of another size", "paper.yaml", "units:\n  sheet_count: {千枚: 枚}\n", /大きさの違う単位/],
    [
      "a layout of no kind",
      "overtime.yaml",
      "layouts:\n  - {sender: 課, kind: grid}\n",
      /overtime\.yaml の2行目.*months_across/,
    ],
    [
      "kinds across that are no choice, or do not tell rows apart",
      "overtime.yaml",
      "layouts:\n  - {sender: 課, kind: kinds_across, kind_field: month, value_field: worked_minutes}\n",
      /overtime\.yaml の2行目.*kind_field には、.*区分の列を書きます。列: /,
    ],
    [
      "kinds across over no amount",
      "overtime.yaml",
      "layouts:\n  - {sender: 課, kind: kinds_across, kind_field: hour_kind, value_field: cause}\n",
      /value_field には、区分の下に並ぶ/,
    ],
    [
      "totals of names",
      "overtime.yaml",
      "layouts:\n  - {sender: 課, kind: list, totals: [cause]}\n",
      /合計できる/,
    ],
    ["no YAML", "staff.yaml", "headings:\n\tgrade: 役職\n", /の2行目: /],
    [
      "another encoding",
      "staff.yaml",
      Buffer.concat([Buffer.from("# 説明\n"), Buffer.from([0x90, 0xe6, 0x90, 0x45])]),
      /staff\.yaml の2行目: 文字コードが UTF-8 ではありません/,
    ],
  ])("%s", (_, name, content, message) => {
    expect(() => contractsOf(city({[name]: content}))).toThrow(message);
  });

  test("codes of two shapes for one thing", () => {
    const files = {
      "staff.yaml": "patterns: {staff_number: 5桁}\n",
      "overtime.yaml": "patterns: {staff_number: 8桁}\n",
    };
    expect(() => contractsOf(city(files))).toThrow(/staff\.yaml の1行目.*overtime\.yaml と違います/);
    const alike = {
      "staff.yaml": "patterns: {staff_number: 5桁}\n",
      "overtime.yaml": "patterns: {staff_number: 数字5桁}\n",
    };
    expect(() => contractsOf(city(alike))).not.toThrow();
  });

  test("two sources with the same headings", () => {
    const headings = "headings: {corrected_minutes: 時間数, correction_reason: 事由, cause: 原因}\n";
    expect(() => contractsOf(city({"overtime_corrections.yaml": headings}))).toThrow(
      /どちらか決められません/,
    );
  });

  test("every fault is told at once", () => {
    const folder = city({"staff.yaml": "values:\n  grade: {係員: 平}\n  sex: {M: 男性}\n"});
    expect(() => contractsOf(folder)).toThrow(/2行目.*\n.*3行目/);
  });
});

test("what makes two things one with a reason, or leaves rows out, is a warning", () => {
  const overtime =
    "values:\n  hour_kind:\n    休日勤務: {as: 週休日勤務, reason: この町は週休日を休日と呼ぶ}\n    平日: 平日時間外\n    平日深夜: 平日時間外\nlayouts:\n  - {sender: 課, kind: list, hidden_rows: leave_out}\n";
  expect(wordWarningsOf(city({"overtime.yaml": overtime}))).toEqual([
    expect.stringMatching(/の3行目.*「休日勤務」を「週休日勤務」として読みます（この町は/),
    expect.stringMatching(/の5行目.*「平日」と「平日深夜」は、どれも「平日時間外」/),
    expect.stringMatching(/の7行目.*隠してある行を読みません/),
  ]);
  expect(wordWarningsOf(TOWN)).toEqual([]);
});

test("words that are the program's own change nothing that is read", () => {
  const [contract] = SHIPPED.filter(({source}) => source === "staff");
  const same =
    contract &&
    contractInWords(contract, {
      headings: {grade: ["職級"]},
      values: {grade: {一般: {as: "一般", reason: ""}}},
      patterns: {},
      units: {},
      layouts: [],
    });
  const metas = (each: Contract) =>
    fieldsOf(each).map(({meta: {choices, ...meta}}) => ({...meta, choices: Object.entries(choices).sort()}));
  expect(same && metas(same).map(({example: _, ...meta}) => meta)).toEqual(
    contract && metas(contract).map(({example: _, ...meta}) => meta),
  );
});

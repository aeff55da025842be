import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {contractsOf} from "../../pipelines/catalog/contracts-of.ts";
import {contractNamed} from "../../pipelines/intake/clerk/contract-named.ts";
import {writeProposal} from "../../pipelines/intake/learn/write-proposal.ts";
import {fieldsOf} from "../../schemas/contract.ts";
import {bareHome, fileOf, learnt, said, texts} from "./learning.ts";

/* A town that nobody wrote words for: codes of three digits, numbers of five, its own headings and words. */

const STAFF = [
  "うみべ町職員一覧（令和7年4月1日現在）",
  "社員番号,基準日,役職,男女の別,部コード,課名,任命権者,職種,任用形態,管理監督者,週の勤務時間,採用日,退職日,氏名",
  "00012,2025-04-01,課長,男性,110,総務課,町長,事務,常勤,該当,38:45,2001-04-01,,山田一郎",
  "00034,2025-04-01,係員,女性,110,総務課,町長,事務,常勤,非該当,38:45,2015-04-01,,佐藤花子",
  "00056,2025-04-01,係員,男性,220,学校教育課,教育長,事務,常勤,非該当,38:45,2018-04-01,,鈴木次郎",
  "00078,2025-04-01,総括,女性,220,学校教育課,教育長,事務,臨時,非該当,29:00,2020-04-01,,高橋三江",
];

const OVERTIME = [
  "社員番号,対象月,勤務種別,事由,実績時間",
  "00012,2025-04,平日,通常業務,12:30",
  "00034,2025-04,休日,災害,3:00",
  "00034,2025-05,週休日,通常業務,1:00",
];

describe("a town's files", () => {
  test("are told by headings and kinds of values, and what can be argued is proposed", async () => {
    const home = bareHome();
    const proposal = await learnt(home, [fileOf("職員.csv", STAFF), fileOf("残業.csv", OVERTIME)]);
    expect(
      proposal.files.map((file) => (file.kind === "unknown" ? file.why : file.guess.contract.source)),
    ).toEqual(["staff", "overtime"]);
    expect(texts(proposal).staff).toBe(
      [
        "# 職員名簿（staff）",
        "",
        "headings:",
        "  staff_number: 社員番号",
        "  bureau_code: 部コード",
        "  department_name: 課名",
        "  grade: 役職",
        "  sex: 男女の別",
        "  weekly_minutes: 週の勤務時間",
        "  manager_kind: 管理監督者",
        "  hired_on: 採用日",
        "  left_on: 退職日",
        "values:",
        "  grade:",
        "    係員: 一般",
        "    課長: 課長級",
        "  sex:",
        "    男性: 男",
        "    女性: 女",
        "  employment_type:",
        "    常勤: 正規",
        "  manager_kind:",
        "    非該当: 一般",
        "    該当: 管理職",
        "patterns:",
        "  staff_number: 数字5桁",
        "  bureau_code: 数字3桁",
        "",
      ].join("\n"),
    );
    expect(texts(proposal).overtime).toContain("    週休日: 週休日勤務\n");
    // The shape of a number is said once.
    expect(texts(proposal).overtime).not.toContain("patterns");
  });

  test("a heading that was answered is of the files that have it", async () => {
    const staff = STAFF.map((line) => line.replace("課名", "係の名"));
    const proposal = await learnt(bareHome(), [fileOf("職員.csv", staff), fileOf("残業.csv", OVERTIME)], {
      heading: ["係の名=所属名"],
    });
    expect(texts(proposal).staff).toContain("  department_name: 係の名\n");
    expect(texts(proposal).overtime).not.toContain("係の名");
  });

  test("a list of 課 names the code of the one that came after", async () => {
    const proposal = await learnt(bareHome(), [
      fileOf("課の一覧.csv", [
        "課コード,課名,任命区分,廃止日,後継課コード",
        "110,総務課,市長事務部局,,",
        "120,農林課,市長事務部局,2024-03-31,110",
      ]),
    ]);
    expect(texts(proposal).bureaus).toContain("  successor_code: 後継課コード\n");
  });

  test("what nobody can argue is asked for with its counts, and what was answered is written", async () => {
    const home = bareHome();
    const path = fileOf("職員.csv", STAFF);
    const asking = said(await learnt(home, [path]));
    expect(asking).toContain("分からない言葉  役職: 「総括」1回");
    expect(asking).toContain('--value "役職:総括=どれか"。どれか: 局長級、部長級、課長級、');
    expect(asking).toContain("分からない言葉  任用形態: 「臨時」1回");
    expect(asking).toContain("読めない値 役職 1、任用形態 1");
    const answered = await learnt(home, [path], {
      value: ["役職:総括=係長級", "employment_type：臨時＝会計年度任用"],
    });
    expect(texts(answered).staff).toContain("    総括: 係長級\n");
    expect(texts(answered).staff).toContain("    臨時: 会計年度任用\n");
    expect(said(answered)).toContain("4行のどの値も読めます");
  });

  test("numbers and codes with hyphens, in whatever width, have a shape like others", async () => {
    const home = bareHome();
    const lines = STAFF.map((line) =>
      line
        .replace(/^0(\d{4})/, "K-$1")
        .replace(",110,", ",Ａ－０１,")
        .replace(",220,", ",A-02,"),
    );
    const proposal = await learnt(home, [fileOf("職員.csv", lines)]);
    expect(texts(proposal).staff).toContain(
      "patterns:\n  staff_number: 英字1桁「-」数字4桁\n  bureau_code: 英字1桁「-」数字2桁\n",
    );
    const written = said(proposal);
    expect(written).not.toContain("読めない値 職員番号");
    writeProposal(home, proposal, {by: null, reason: "", now: new Date()});
    const contracts = contractsOf(home.city);
    const read = (column: string, cell: string) =>
      fieldsOf(contractNamed(contracts, "staff"))
        .find(({name}) => name === column)
        ?.schema.safeParse(cell).data;
    expect(["K-0012", "Ｋ－００１２", "k‐0012", "K0012"].map((cell) => read("staff_number", cell))).toEqual([
      ...["K-0012", "K-0012", "K-0012"],
      undefined,
    ]);
    expect(["A-01", "Ａ－０１", "A−01"].map((cell) => read("bureau_code", cell))).toEqual(
      Array.from({length: 3}, () => "A-01"),
    );
  });

  test("an answer is for the file that has its word, where several have a column of that name", async () => {
    const home = bareHome();
    const paper = [
      "コピー用紙使用枚数（令和6年度）",
      `課名,区分,用紙,${[4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3].map((month) => `${month}月`).join(",")}`,
      `総務課,本庁,A4,${Array.from({length: 12}, () => 10).join(",")}`,
    ];
    const overtime = OVERTIME.map((line) => line.replace("勤務種別", "区分"));
    const files = [fileOf("残業.csv", overtime), fileOf("用紙.csv", paper)];
    const answered = await learnt(home, files, {value: ["区分:本庁=学校等以外"]});
    expect(texts(answered).paper).toContain("    本庁: 学校等以外\n");
    expect(texts(answered).overtime).not.toContain("本庁");
    await expect(learnt(home, files, {value: ["区分:支所=学校の外"]})).rejects.toThrow(
      /「学校の外」という言葉はありません。あるもの: .*平日時間外、.*学校等以外/,
    );
  });

  test("what cannot be read is told with where to see why, and no share of values that is taught anyhow", async () => {
    const lines = ["期間,職員番号,取得日数,付与日数", "令和6年度第1四半期,000012,1.5,20"];
    const text = said(await learnt(bareHome(), [fileOf("休暇.csv", lines)]));
    expect(text).toContain("読めない値 取得日数 1（わけは --check を付けると見られます）");
    const staff = said(await learnt(bareHome(), [fileOf("職員.csv", STAFF)]));
    expect(staff).not.toContain("合う値");
    expect(staff).toContain("読めない値 役職 1、任用形態 1\n");
  });

  test("a shape written by hand may be a pattern, and a code written instead of one is told as one", () => {
    const {city} = bareHome();
    const written = (pattern: string) => {
      mkdirSync(join(city, "sources"), {recursive: true});
      writeFileSync(join(city, "sources/staff.yaml"), `patterns:\n  staff_number: '${pattern}'\n`);
      return fieldsOf(contractNamed(contractsOf(city), "staff")).find(({name}) => name === "staff_number");
    };
    expect(written("K-\\d{4}")?.schema.safeParse("Ｋ－０４１７").data).toBe("K-0417");
    expect(() => written("K-0417")).toThrow(/「K-0417」は番号そのもの.*英字1桁「-」数字4桁/);
  });

  test("codes of letters alone are codes, and a heading that a person names is no other column's", async () => {
    const lines = [
      "番号,基準の日,職,性,ばしょ,身分,管理の別,入った日",
      "T001,2025-04-01,係員,男性,SM,常勤,管理,2001-04-01",
    ];
    const proposal = await learnt(bareHome(), [fileOf("職員の一覧.csv", lines)], {
      heading: ["ばしょ=局区コード"],
      default: ["任命権者=町長", "週勤務時間=38:45"],
    });
    expect(texts(proposal).staff).toContain("  bureau_code: ばしょ\n");
    expect(texts(proposal).staff).toContain("  grade: 職\n");
    expect(texts(proposal).staff).toContain("  bureau_code: 英字2桁\n");
    expect(said(proposal)).toContain("1行のどの値も読めます");
  });

  test("no number or name of anybody is told or written", async () => {
    const proposal = await learnt(bareHome(), [fileOf("職員.csv", STAFF), fileOf("残業.csv", OVERTIME)]);
    const all = `${said(proposal)}${Object.values(texts(proposal)).join("")}`;
    expect(all).not.toMatch(/000(12|34|56|78)|山田|佐藤|鈴木|高橋/);
  });

  test("a heading that nobody could guess is read as a person says", async () => {
    const odd = OVERTIME.map((line) => line.replace("実績時間", "ざんぎょう"));
    const proposal = await learnt(bareHome(), [fileOf("残業.csv", odd)], {heading: ["ざんぎょう=時間数"]});
    expect(proposal.files).toEqual([
      expect.objectContaining({kind: "learnt", obstacle: "", unreadCells: []}),
    ]);
    expect(texts(proposal).overtime).toContain("ざんぎょう");
  });

  test.each(["2010/4/1", "平成22年4月1日"])(
    "a first row with codes and %s is no second row of headings",
    async (day) => {
      const list = [
        "所属コード,所属名称,任命権者,開始日,廃止日,後継コード,略称,並び順",
        `010,総務部,町長,${day},,,,1`,
        `020,町民福祉部,町長,${day},,,,2`,
      ];
      const {files} = await learnt(bareHome(), [fileOf("部一覧.csv", list)], {
        value: ["任命権者:町長=市長事務部局"],
      });
      expect(files).toEqual([expect.objectContaining({kind: "learnt", rowCount: 2, unreadCells: []})]);
    },
  );

  test("a column of people under the heading of a choice is not listed", async () => {
    const people = Array.from({length: 60}, (_, index) => `人${index}`);
    const rows = people.map((name, index) => `${10000 + index},2025-04,${name},通常,1:00`);
    const told = said(await learnt(bareHome(), [fileOf("残業.csv", [...OVERTIME.slice(0, 1), ...rows])]));
    expect(told).toContain("「勤務種別」の言葉が60種類あり、列の取り違えかもしれません");
    expect(told).not.toContain("人5");
    const numbers = rows.map((row, index) => row.replace(people[index] ?? "", `${index % 9}1234`));
    expect(
      said(await learnt(bareHome(), [fileOf("残業.csv", [...OVERTIME.slice(0, 1), ...numbers])])),
    ).not.toMatch(/[0-8]1234/);
  });

  test("written once, the files are read, and a second look changes nothing", async () => {
    const home = bareHome();
    const path = fileOf("残業.csv", OVERTIME);
    const first = await learnt(home, [path]);
    writeProposal(home, first, {by: null, reason: "", now: new Date()});
    const file = join(home.city, "sources/overtime.yaml");
    expect(readFileSync(file, "utf8")).toBe(texts(first).overtime);
    const second = await learnt(home, [path]);
    expect(second.changes).toEqual([]);
    expect(said(second)).toContain("そのまま読める  時間外勤務実績 1ファイル、3行: 残業.csv");
  });

  test("what a person wrote stays: comments, order, words", async () => {
    const home = bareHome();
    const mine = [
      "# うみべ町の残業。総務課の山本が書いた。",
      "values:",
      "  hour_kind: { 夜間: 平日時間外 } # 22時から",
      "  # 災害は水防も",
      "  cause:",
      "    水防: 災害対応",
      "headings:",
      "  worked_minutes: 実働 # 令和5年まで",
      "",
    ].join("\n");
    mkdirSync(join(home.city, "sources"), {recursive: true});
    writeFileSync(join(home.city, "sources/overtime.yaml"), mine);
    const text = texts(await learnt(home, [fileOf("残業.csv", OVERTIME)])).overtime ?? "";
    for (const line of [
      "# うみべ町の残業。総務課の山本が書いた。",
      "# 22時から",
      "  # 災害は水防も",
      "    水防: 災害対応",
    ])
      expect(text).toContain(line);
    expect(text).toContain("worked_minutes: [ 実働, 実績時間 ]");
    expect(text).toContain("夜間: 平日時間外");
    expect(text.indexOf("values:")).toBeLessThan(text.indexOf("headings:"));
    writeProposal(home, await learnt(home, [fileOf("残業.csv", OVERTIME)]), {
      by: null,
      reason: "",
      now: new Date(),
    });
    expect(
      contractsOf(home.city).find(({source}) => source === "overtime")?.words?.values.hour_kind,
    ).toHaveProperty("夜間");
  });
});

describe("what is dangerous", () => {
  const warned = async (value: string[], reason?: string) =>
    said(
      await learnt(bareHome(), [fileOf("残業.csv", OVERTIME), fileOf("職員.csv", STAFF)], {value, reason}),
    );

  test("two different things made one are warned of", async () => {
    expect(await warned(["勤務種別:休日=平日時間外"])).toMatch(
      /注意 {2}city\/sources\/overtime\.yaml.*「休日」は「休日勤務」のことと思われますが.*「平日時間外」として読みます.*2つの別のものが1つ/,
    );
    expect(await warned(["男女の別:男性=女"])).toMatch(
      /注意.*「男性」は「男」のことと思われますが.*「女」として/,
    );
    expect(await warned(["勤務種別:休日=週休日勤務"])).toMatch(
      /「休日」と「週休日」は、どれも「週休日勤務」になります|「週休日」と「休日」は、どれも「週休日勤務」になります/,
    );
    expect(await warned([])).not.toContain("注意");
  });

  test("a word that the program has for something else needs a reason", async () => {
    await expect(warned(["性別:男=女"])).rejects.toThrow(/2つの別のものが1つになります.*理由/s);
    expect(await warned(["性別:男=女"], "届出の書き方が逆")).toMatch(
      /注意.*「男」を「女」として読みます（届出の書き方が逆）/,
    );
  });

  test("rows that would drop are counted", async () => {
    const rows = [...OVERTIME, "00034,2025-06,平日,通常業務,たくさん", "00099,2025-06,平日,通常業務"];
    const proposal = await learnt(bareHome(), [fileOf("残業.csv", rows)]);
    expect(said(proposal)).toMatch(/読めない値 実績時間 [12]/);
  });

  test("numbers that may have lost zeros are asked about, and not taken for a shape", async () => {
    const rows = [...OVERTIME, "12,2025-06,平日,通常業務,1:00", "34,2025-06,平日,通常業務,1:00"];
    const told = said(await learnt(bareHome(), [fileOf("残業.csv", rows)]));
    expect(told).toContain("分からない形  社員番号: 2桁と5桁があります。先頭の0が落ちたのなら");
  });

  test("numbers of another shape than the city has said change nothing that was said", async () => {
    const home = bareHome();
    writeProposal(home, await learnt(home, [fileOf("残業.csv", OVERTIME)]), {
      by: null,
      reason: "",
      now: new Date(),
    });
    const short = OVERTIME.map((line) => line.replace(/^0/, ""));
    const proposal = await learnt(home, [fileOf("残業.csv", short)]);
    expect(said(proposal)).toContain("形の違う番号  社員番号: この市の形（数字5桁）でないものが3回");
    expect(proposal.changes).toEqual([]);
    const answered = await learnt(home, [fileOf("残業.csv", short)], {
      pattern: [String.raw`社員番号=\d{4,5}`],
    });
    expect(texts(answered).overtime).toContain("  staff_number: 数字4～5桁\n");
  });

  test("two of the town's columns for one heading, and one heading for two columns", async () => {
    const home = bareHome();
    await expect(
      learnt(home, [fileOf("残業.csv", OVERTIME)], {heading: ["勤務種別=勤務区分", "勤務種別=事由"]}),
    ).rejects.toThrow(/city\/sources\/overtime\.yaml.*見出し「勤務種別」は .* にも書いてあります/s);
    expect(existsSync(join(home.city, "sources/overtime.yaml"))).toBe(false);
  });

  test("files of two sources that would claim the same headings", async () => {
    const home = bareHome();
    const corrections = "社員番号,対象月,勤務種別,事由,実績時間,訂正理由";
    await learnt(home, [fileOf("残業.csv", OVERTIME)]);
    await expect(
      learnt(home, [fileOf("訂正.csv", [corrections, "00012,2025-04,平日,通常業務,3:00,二重"])], {
        source: "overtime_corrections",
        heading: ["実績時間=訂正時間数", "実績時間=時間数"],
      }),
    ).rejects.toThrow(/「時間数」という列は、このファイル（時間外勤務の訂正）にありません/);
  });

  test("an answer about no column of the files, and one that is written wrongly", async () => {
    await expect(warned(["血液型:A=一般"])).rejects.toThrow(/「血液型」という列は/);
    await expect(warned(["職級係員一般"])).rejects.toThrow(/書き方が違います。例: --value/);
    await expect(warned(["役職:総括=総括級"])).rejects.toThrow(
      /「総括級」という言葉はありません。あるもの: 局長級/,
    );
  });
});

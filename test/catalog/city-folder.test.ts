import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {z} from "zod";
import {ruleFiles} from "../../pipelines/build/basis.ts";
import {checkedRows} from "../../pipelines/catalog/catalog-file.ts";
import {cityTables} from "../../pipelines/catalog/city-catalog.ts";
import {readCityYaml} from "../../pipelines/catalog/city-yaml.ts";
import {foundCity, isStillTemplate} from "../../pipelines/catalog/found-city.ts";
import {readReleasePolicy} from "../../pipelines/catalog/release-policy.ts";
import {sourceFile} from "../../pipelines/catalog/source-file.ts";
import {takeDefault} from "../../pipelines/catalog/take-default.ts";
import {examineCity} from "../../pipelines/dictionary/examine-city.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {writeProposal} from "../../pipelines/intake/learn/write-proposal.ts";
import {keptCity} from "../../pipelines/releases/kept-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const BARE = keptCity(join(import.meta.dirname, "../../data/cities/bare")).map(({file}) => file);

function bareHome(): Home {
  const home = openHome(join(temporaryFolder(), "home"));
  foundCity(home, "bare");
  return home;
}

function write({city}: Home, name: string, content: string | Buffer): void {
  mkdirSync(join(city, name, ".."), {recursive: true});
  writeFileSync(join(city, name), content);
}

describe("the city's folder", () => {
  test("comes from a template whole, and is never written over", () => {
    const home = bareHome();
    write(home, "kpis.yaml", "own: 1\n");
    expect(() => foundCity(home, "kawasaki")).toThrow("もうあります");
    expect(readFileSync(join(home.city, "kpis.yaml"), "utf8")).toBe("own: 1\n");
  });

  test("comes from another city's folder, and from nothing else", () => {
    const [from, to] = [bareHome(), openHome(join(temporaryFolder(), "home"))];
    write(from, "sources/staff.yaml", "headings: {staff_number: 社員番号}\n");
    expect(() => foundCity(to, "kawasak")).toThrow("kawasaki");
    expect(() => foundCity(to, temporaryFolder())).toThrow("市のフォルダー（kpis.yaml");
    expect(existsSync(to.city)).toBe(false);
    foundCity(to, from.city);
    expect(readFileSync(join(to.city, "sources/staff.yaml"), "utf8")).toContain("社員番号");
  });

  test("what it leaves out is the program's answer, key by key", () => {
    const home = bareHome();
    expect(readReleasePolicy(home.city).four_eyes).toBe("required");
    write(home, "release-policy.yaml", "four_eyes: recorded\n");
    const {four_eyes, rules} = readReleasePolicy(home.city);
    expect(four_eyes).toBe("recorded");
    rmSync(join(home.city, "release-policy.yaml"));
    expect(rules).toEqual(readReleasePolicy(home.city).rules);
  });

  test("is known for a template until somebody decides anything", () => {
    const home = bareHome();
    expect([isStillTemplate(home, "bare"), isStillTemplate(home, "misakino")]).toEqual([true, false]);
    write(home, "notes/memo.md", "own");
    expect(isStillTemplate(home, "bare")).toBe(false);
    rmSync(join(home.city, "notes", "memo.md"));
    expect(isStillTemplate(home, "bare")).toBe(true);
    write(home, "city.yaml", "name: うみべ町\n");
    expect(isStillTemplate(home, "bare")).toBe(false);
  });

  test("a default is taken over once, to be written anew", () => {
    const home = bareHome();
    expect(takeDefault(home, "privacy.csv")).toEqual({
      from: expect.stringMatching(/defaults.privacy\.csv$/),
      to: join(home.city, "privacy.csv"),
      lineCount: readFileSync(join(home.city, "privacy.csv"), "utf8").match(/\n/g)?.length,
    });
    expect(() => takeDefault(home, "privacy.csv")).toThrow("もう privacy.csv があります");
    expect(() => takeDefault(home, "privcy.csv")).toThrow("近いもの: privacy.csv");
  });
});

describe("a link in a city's folder", () => {
  test("is not copied from a stranger's folder, nor what it leads to", () => {
    const [from, to, elsewhere] = [bareHome(), openHome(join(temporaryFolder(), "home")), temporaryFolder()];
    writeFileSync(join(elsewhere, "id_rsa"), "秘密");
    for (const [target, name] of [
      [elsewhere, "notes/keys"],
      ["..", "notes/loop"],
      [join(elsewhere, "id_rsa"), "a.md"],
    ] as const) {
      symlinkSync(target, join(from.city, name));
      expect(() => foundCity(to, from.city)).toThrow(`リンク「${name}」`);
      unlinkSync(join(from.city, name));
    }
    expect(readdirSync(to.root).filter((name) => /city|kaikaku/.test(name))).toEqual([]);
  });

  test("in the place of a decision stops what would not notice its change", async () => {
    const home = bareHome();
    const elsewhere = join(temporaryFolder(), "kpis.yaml");
    renameSync(join(home.city, "kpis.yaml"), elsewhere);
    symlinkSync(elsewhere, join(home.city, "kpis.yaml"));
    expect(() => ruleFiles(home.city)).toThrow("リンク「kpis.yaml」");
    expect((await examineCity(home)).faults).toContainEqual(expect.stringContaining("リンク「kpis.yaml」"));
  });

  test("in the place of the folder takes nothing into another of the program's", () => {
    const home = openHome(join(temporaryFolder(), "home"));
    symlinkSync(home.releases, home.city);
    expect(() => takeDefault(home, "privacy.csv")).toThrow("書きません");
    expect(() =>
      writeProposal(home, {changes: [], drafts: new Map()}, {by: null, reason: "", now: new Date()}),
    ).toThrow("書きません");
    expect(() => foundCity(home, "bare")).toThrow("もうあります");
    rmSync(home.city);
    symlinkSync(join(home.root, "nowhere"), home.city);
    expect(() => foundCity(home, "bare")).toThrow("もうあります");
  });

  test("is one thing that no release keeps, a file of more than 10 megabytes another", () => {
    const home = bareHome();
    write(home, "会議.mp4", "");
    truncateSync(join(home.city, "会議.mp4"), 10_000_001);
    expect(() => ruleFiles(home.city)).toThrow("「会議.mp4」が大きすぎます");
  });

  test("and what a tool keeps in a hidden folder are no decisions", () => {
    const home = bareHome();
    write(home, ".git/config", "url = https://name:password@example.jp/");
    write(home, "privacy.csv.partial", "half");
    expect(keptCity(home.city).map(({file}) => file)).toEqual(BARE);
  });
});

const PROGRAMME = "{name: 町の計画, first_fiscal_year: 2024, last_fiscal_year: 2027}";

describe("who the body is", () => {
  test("stands in city.yaml, with how its whole and its head are called", async () => {
    const home = bareHome();
    write(home, "city.yaml", `name: みどり町\nkind: 町\nprogrammes: [${PROGRAMME}]\noffice: 総務課\n`);
    const {faults, body, programme} = await examineCity(home);
    expect([faults, body, programme?.name]).toEqual([
      [],
      {name: "みどり町", kind: "町", committee: null, office: "総務課", organisation: []},
      "町の計画",
    ]);
    expect(cityTables(home.city).city?.rows).toMatchObject([{whole_name: "全町", head_name: "町長"}]);
  });

  test("is read where a folder of before says it, with a note of where it stands now", async () => {
    const home = bareHome();
    rmSync(join(home.city, "city.yaml"));
    write(home, "kpis.yaml", `# 指標\nprogramme: ${PROGRAMME}\ntasks: []\nkpis: []\n`);
    const words =
      "programme: {city: みどり町, programme_name: 計画, purpose: 目的, vision: 姿, approaches: [道]}";
    write(home, "committee-packets.yaml", `${words}\n`);
    const {faults, warnings, body, programme} = await examineCity(home);
    expect([faults, body?.name, programme?.name]).toEqual([[], "みどり町", "町の計画"]);
    expect(warnings).toEqual([
      expect.stringMatching(/^city\/kpis\.yaml の2行目（programme）: いまは city\/city\.yaml の programmes/),
      expect.stringMatching(/^city\/committee-packets\.yaml の1行目（programme\.city）: いまは .* の name/),
    ]);
  });

  test.each([
    [
      "nowhere",
      "name: みどり町\n",
      "kpis: []\ntasks: []\n",
      /^city\/city\.yaml に計画（programmes）がありません。例: /,
    ],
    [
      "in two files",
      `programmes: [${PROGRAMME}]\n`,
      `tasks: []\nprogramme: ${PROGRAMME}\nkpis: []\n`,
      /^city\/kpis\.yaml の2行目（programme）: city\/city\.yaml の programmes にも/,
    ],
    [
      "twice in one",
      `name: みどり町\nprogrammes:\n  - ${PROGRAMME}\n  - ${PROGRAMME}\n`,
      "kpis: []\ntasks: []\n",
      /^city\/city\.yaml の\d行目.*二つ目から id を書いてください/,
    ],
    [
      "backwards",
      "programmes: [{name: 計画, first_fiscal_year: 2027, last_fiscal_year: 2024}]\n",
      "kpis: []\ntasks: []\n",
      /^city\/city\.yaml の1行目.*初めの年度より前/,
    ],
    [
      "of no kind",
      `kind: 郡\nprogrammes: [${PROGRAMME}]\n`,
      "kpis: []\ntasks: []\n",
      /^city\/city\.yaml の1行目.*kind/,
    ],
  ])("the programme %s", async (_, own, kpis, message) => {
    const home = bareHome();
    write(home, "city.yaml", own);
    write(home, "kpis.yaml", kpis);
    expect((await examineCity(home)).faults).toEqual([expect.stringMatching(message)]);
  });

  test("a packet whose committee nobody names is told with its line", async () => {
    const home = bareHome();
    write(home, "city.yaml", `name: みどり町\nprogrammes: [${PROGRAMME}]\noffice: 総務課\n`);
    const packet =
      "{fiscal_year: 2024, matter: 報告, title: 題, presented_on: 2025-06-10, sections: [], chapters: []}";
    write(home, "committee-packets.yaml", `packets:\n  - ${packet}\n`);
    expect((await examineCity(home)).faults).toEqual([
      expect.stringMatching(
        /^city\/committee-packets\.yaml の2行目: committee がありません。city\/city\.yaml の committee/,
      ),
    ]);
  });
});

describe("what does not fit is told with file and line", () => {
  test("the bare city fits, and all that it writes is read", async () => {
    expect(await examineCity(bareHome())).toMatchObject({faults: [], warnings: [], strangers: []});
  });

  test.each([
    [
      "an unknown key",
      "jobs.yaml",
      "sources: []\nreports: []\nwaek: x\n",
      /^city\/jobs\.yaml の3行目.*「waek」という言葉は使えません。 近いもの: /,
    ],
    [
      "an unknown key deep in a list",
      "kpis.yaml",
      "kpis: []\ntasks:\n  - no: 柱1\n    name: 紙\n    group: 柱\n    gruop: 柱\n",
      /^city\/kpis\.yaml の6行目[^\n]*「gruop」という言葉は使えません。 近いもの: group/,
    ],
    [
      "a wrong value",
      "retention.yaml",
      "batches:\n  keep_unused_days: 長く\n",
      /^city\/retention\.yaml の2行目.*keep_unused_days/,
    ],
    ["no YAML", "kpis.yaml", "kpis: [\n", /^city\/kpis\.yaml の\d行目: /],
    [
      "a wrong cell",
      "privacy.csv",
      "# 説明\ndomain,min_cell,shown_by_bureau,sums_shown,reason\npaper,多め,true,true,理由\n",
      /^city\/privacy\.csv の3行目/,
    ],
    [
      "a table with a column too few",
      "privacy.csv",
      "domain,min_cell\npaper\n",
      /^city\/privacy\.csv の2行目/,
    ],
  ])("%s", async (_, name, content, message) => {
    const home = bareHome();
    write(home, name, content);
    const {faults} = await examineCity(home);
    expect(faults).toEqual([expect.stringMatching(message)]);
  });

  test("text in another encoding", async () => {
    const home = bareHome();
    write(home, "kpis.yaml", Buffer.from([0x23, 0x0a, 0x8a, 0x94, 0x0a]));
    write(home, "privacy.csv", Buffer.from([0x8a, 0x94, 0x0a]));
    const {faults} = await examineCity(home);
    expect(faults).toEqual([
      expect.stringMatching(/^city\/kpis\.yaml の2行目: .*UTF-8/),
      expect.stringMatching(/^city\/privacy\.csv の1行目: .*UTF-8/),
    ]);
  });

  test("a file that nobody reads", async () => {
    const home = bareHome();
    write(home, "kpi.yml", "x");
    write(home, ".DS_Store", "x");
    expect((await examineCity(home)).strangers).toEqual(["kpi.yml"]);
  });

  test("the line of a fault inside a list, also where the fault is a key that is missing", () => {
    const home = bareHome();
    write(home, "list.yaml", "items:\n  - {name: a}\n  - {nmae: b}\n");
    const schema = z.strictObject({items: z.array(z.strictObject({name: z.string()}))});
    expect(() => readCityYaml(home.city, "list.yaml", schema)).toThrow("city/list.yaml の3行目");
  });

  test.each([
    ["a text that begins with a star", "a: 1\nb: *印\n", "の2行目: 「*印」の指すもの"],
    ["what means what it stands in", "a: 1\nb: &x [1, *x]\n", "の2行目: 「*x」の指すもの"],
    [
      "lists of lists of lists",
      ["a: &a [x, x, x, x, x, x, x, x, x]", ..."bcdefghi"]
        .map((name, index) =>
          name.length > 1
            ? name
            : `${name}: &${name} [${Array(9)
                .fill(`*${"abcdefghi"[index - 1]}`)
                .join(", ")}]`,
        )
        .join("\n"),
      "行目: 「*a」の指すもの",
    ],
  ])("a YAML file with %s is told with its line", (_, text, told) => {
    const home = bareHome();
    write(home, "list.yaml", text);
    expect(() => readCityYaml(home.city, "list.yaml", z.record(z.string(), z.unknown()))).toThrow(told);
    expect(() => sourceFile("staff", {place: "city/sources/staff.yaml", text})).toThrow("の指すものが");
  });

  test("lines that begin with # are no rows", () => {
    const home = bareHome();
    write(home, "rows.csv", "# 説明\na,b\n# もう一つ\n1,#2\n");
    const schema = z.strictObject({a: z.string(), b: z.string()});
    expect(checkedRows(home.city, "rows.csv", schema)).toEqual([{a: "1", b: "#2"}]);
  });

  test("a formula of the city's own that does not fit is told before anything is built", async () => {
    const home = bareHome();
    write(home, "sql/metrics/kpi_lost.sql", "-- 落とし物。1行＝年度\nselect 1 as fiscal_year\n");
    const {faults} = await examineCity(home);
    expect(faults).toEqual([
      expect.stringMatching(/^city\/sql\/metrics\/kpi_lost\.sql の1行目.*足りない列: quarter、/),
      expect.stringMatching(/^city\/sql\/metrics\/kpi_lost\.sql の1行目.*model: kpi_lost の指標を書く/),
    ]);
  });
});

describe("the pages of a packet", () => {
  const PACKETS = `pages:
  - {built_in: overtime_limits, chapter: 状況}
  - chapter: 改善
    title: 改善の取組
    columns: [[{texts: improvement}], [{words: [{next: revew}]}]]
packets:
  - {fiscal_year: 2024, committee: 委員会, matter: 件, title: 題, presented_on: 2025-08-01, department: 局, sections: [], chapters: CHAPTERS}
`;

  async function faultsOf(chapters: string): Promise<string[]> {
    const home = bareHome();
    write(home, "committee-packets.yaml", PACKETS.replace("CHAPTERS", chapters));
    return (await examineCity(home)).faults;
  }

  test("name words that there are, and leave none without a page", async () => {
    const [words, next] = ["blocks: [{heading: 題, lines: [文]}]", "next: [文]"];
    expect(
      await faultsOf(`[{id: improvement, ${words}}, {id: support, ${words}}, {id: review, ${next}}]`),
    ).toEqual([
      expect.stringMatching(/^city\/committee-packets\.yaml の5行目: 「revew」.*近いもの: review/),
      expect.stringMatching(/^city\/committee-packets\.yaml の7行目: 章「review」.*印刷されません/),
    ]);
  });

  test("have no chapter with nothing in it", async () => {
    expect(await faultsOf("[{id: improvement}]")).toEqual([
      expect.stringMatching(/^city\/committee-packets\.yaml の7行目.*この章には何も書いてありません/),
    ]);
    expect(await faultsOf(`[{id: improvement, next: [""]}]`)).toEqual([
      expect.stringMatching(/chapters\[0\]\.next\[0\]）: 空です。言葉を書いて/),
    ]);
  });
});

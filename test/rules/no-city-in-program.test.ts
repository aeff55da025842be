import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {nameOfCity} from "../../pipelines/catalog/city-catalog.ts";
import {readKpiCatalog} from "../../pipelines/catalog/kpi-catalog.ts";
import {bureaus as kawasaki} from "../../sample/city.ts";
import {bureaus as minasato} from "../../sample/minasato/bureaus.ts";
import {SAMPLE_CITY} from "../sample-city.ts";

/* What only a city can say stands in no TypeScript, SQL or template of the program: another city would print it. */

const ROOT = join(import.meta.dirname, "../..");

const FILES = ["commands", "offline", "pipelines", "reports", "schemas", "sql"]
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), {recursive: true, encoding: "utf8"}).map((name) =>
      `${folder}/${name}`.replaceAll("\\", "/"),
    ),
  )
  .filter((name) => /\.(ts|mjs|sql|hbs)$/.test(name))
  .concat("cli.ts", "kaikaku.mjs", "setup.mjs");

const {programme, kpis} = readKpiCatalog(SAMPLE_CITY);

/** The other cities that come with the program, each with a name, a programme and words of its own. */
const OTHERS = ["minasato", "misakino"].map((name) => {
  const folder = join(ROOT, "data/cities", name);
  return {...readKpiCatalog(folder), city: nameOfCity(folder)};
});

/** Names that bodies everywhere give to a bureau, too. */
const USUAL = ["会計室", "教育委員会", "議会事務局", "総務部", "消防本部"];

const BUREAUS = [...kawasaki, ...minasato]
  .map(({name}) => name)
  .filter((name) => !USUAL.includes(name) && !/事務局$/.test(name));

/** What must not stand there, with what it is. */
const CITY_WORDS: [what: string, pattern: RegExp][] = [
  ["the city", new RegExp(`川崎|かわさき|カワサキ|Kawasaki|${OTHERS.map(({city}) => city).join("|")}`, "i")],
  [
    "the programme",
    new RegExp(
      [
        "第3期",
        "働き方・仕事の進め方改革",
        ...[programme, ...OTHERS.map(({programme}) => programme)].map(({name}) => name),
      ].join("|"),
    ),
  ],
  ["a year of the programme", new RegExp(`(?<![\\da-z.])(${years().join("|")})(?![\\d.]|-JP)`)],
  ["a bureau", new RegExp(BUREAUS.join("|"))],
  ["a committee", /総務委員会/],
  ["an indicator's id", new RegExp(`(?<!kpi_)(?<![a-z_])(${kpis.map(({id}) => id).join("|")})(?![a-z_])`)],
  [
    "an indicator's name",
    new RegExp(
      [...kpis, ...OTHERS.flatMap(({kpis}) => kpis.map(({name}) => ({name, short_name: name})))]
        .flatMap(({name, short_name}) => [name, short_name])
        .map(escaped)
        .join("|"),
    ),
  ],
];

function years(): number[] {
  const {first_fiscal_year: first, last_fiscal_year: last} = programme;
  return Array.from({length: last - first + 1}, (_, index) => first + index);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Pages, titles and models: what of them is shown or counted names no year, era or base. */
const SHOWN =
  /^(reports\/(?!print\/)|schemas\/series\/|sql\/(metrics|marts|queries|intermediate|restricted|staging|checks)\/)/;
const A_YEAR =
  /(?:平成|令和)(?:[0-9]+|元)年|(?<![\w.-])[HR][0-9]{1,2}(?![0-9A-Za-z])|(?<![\d.])20[0-2][0-9](?![\d.])/;

/** Lines without what only engineers read: comments, and examples of what a person may type. */
function linesOf(name: string): {line: number; text: string}[] {
  const whole = readFileSync(join(ROOT, name), "utf8");
  const blank = (found: string) => found.replace(/[^\n]/g, " ");
  const code = /\.(ts|mjs)$/.test(name)
    ? whole.replace(/\/\*[\s\S]*?\*\//g, blank).replace(/(^|\s)\/\/.*$/gm, blank)
    : name.endsWith(".sql")
      ? whole.replace(/^--(?! \$).*$/gm, (found, offset: number) => (offset === 0 ? found : blank(found)))
      : whole;
  return code.split("\n").map((text, index) => ({line: index + 1, text}));
}

/** Lines that may, by file and by what stands there, with the reason. */
const ALLOWED: [file: RegExp, what: string, line: RegExp, why: string][] = [
  [
    /^(commands|pipelines|schemas)\//,
    "a year of the programme",
    /例|example: "/,
    "an example of how a date is written",
  ],
  [
    /^sql\/metrics\/kpi_/,
    "an indicator's name",
    /^-- /,
    "what a shipped model counts, in its own first line",
  ],
  [
    /^(schemas\/sources\/survey\.ts|sql\/metrics\/kpi_\w+\.sql)$/,
    "an indicator's id",
    /: "\w+",$|question = '/,
    "the survey's questions as they are stored, and the model that counts each",
  ],
  [
    /^schemas\/sources\/(survey|activity)\.ts$/,
    "an indicator's name",
    /^\s+\S+: "\w+",$/,
    "words in which files name what is counted; a city's sources/ says its own",
  ],
  [
    /^sql\/ledger\/way_of_counting\.sql$/,
    "a year of the programme",
    /hash\(/,
    "a value whose hash is compared: its day means nothing",
  ],
];

function astray(names: string[]): string[] {
  return names.flatMap((name) =>
    linesOf(name).flatMap(({line, text}) =>
      CITY_WORDS.filter(([, pattern]) => pattern.test(text))
        .filter(
          ([what]) =>
            !ALLOWED.some(([file, kind, line]) => kind === what && file.test(name) && line.test(text)),
        )
        .map(
          ([what]) =>
            `${name}:${line}: ${what} (“${text.trim().slice(0, 70)}”): let the city's folder say it`,
        ),
    ),
  );
}

test("what a city alone can say is found, and an exception that nothing needs is told", () => {
  const found = (text: string) =>
    CITY_WORDS.filter(([, pattern]) => pattern.test(text)).map(([what]) => what);
  expect(found("資料3　「川崎市行財政改革第3期プログラム」抜粋")).toEqual(["the city", "the programme"]);
  expect(found("where kpi_id = 'annual_leave_days' and fiscal_year = 2022")).toEqual([
    "a year of the programme",
    "an indicator's id",
  ]);
  expect(found("from metrics.kpi_annual_leave_days where year = 20220 and ISO-2022-JP")).toEqual([]);
  const lines = FILES.flatMap((name) => linesOf(name).map(({text}) => ({name, text})));
  const idle = ALLOWED.filter(
    ([file, what, line]) =>
      !lines.some(({name, text}) => file.test(name) && line.test(text) && found(text).includes(what)),
  );
  expect(idle.map(([file]) => file.source)).toEqual([]);
});

test("no file of the program names a city, its programme, bureaus or indicators", () => {
  expect(FILES.length).toBeGreaterThan(500);
  expect(BUREAUS.length).toBeGreaterThan(5);
  expect(astray(FILES).join("\n")).toBe("");
});

test("no page, series or model names a year", () => {
  const found = FILES.filter((name) => SHOWN.test(name)).flatMap((name) =>
    linesOf(name)
      .filter(({text}) => A_YEAR.test(text) && !/例|（R3M07は/.test(text))
      .map(({line, text}) => `${name}:${line}: ${text.trim()}`),
  );
  expect(found).toEqual([]);
  expect("平成28年度からの増減").toMatch(A_YEAR);
  expect("対H28").toMatch(A_YEAR);
  expect("const FIRST_YEAR = 2019;").toMatch(A_YEAR);
});

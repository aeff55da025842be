import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import type {z} from "zod";
import {openWritable} from "../../pipelines/engine/open.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {compactBatches} from "../../pipelines/intake/load/compact-batches.ts";
import {rejectBatch} from "../../pipelines/intake/load/decide.ts";
import {reloadBatches} from "../../pipelines/intake/load/reload-batches.ts";
import {keptCopy} from "../../pipelines/ledger/kept-copies.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import type {Contract} from "../../schemas/contract.ts";
import {choice, day, fiscalYear, integer, month, text} from "../../schemas/fields.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";
import {BUREAUS, HEADINGS} from "../models/tiny-city.ts";
import {contractsWith, contractsWithout, ledgerUnder, load, rowsOf} from "./grown-contracts.ts";

type Shape = Record<string, z.ZodType>;

const phone = text(["電話"], {example: "03-0000-0000", optional: true});
const form = (settings = {}) => choice(["届出"], {紙: "paper", 画面: "screen"}, settings);
const withPhone = contractsWith("bureaus", (shape) => ({phone, ...shape}));
const withForm = contractsWith("overtime", (shape) => ({...shape, form: form({valueBefore: "paper"})}));

/** Opens the ledger as a program with these contracts does; what it told. */
async function openedUnder(home: Home, after: Contract[]): Promise<string[]> {
  const told: string[] = [];
  (await openLedger(home, {contracts: after, log: {info: (line) => told.push(line)}})).close();
  return told;
}

function copies(home: Home): string[] {
  return readdirSync(home.root).filter((name) => /^ledger\..+\.duckdb$/.test(name));
}

const JUNE = `${HEADINGS.overtime},届出\n000001,2024-06,平日時間外,通常,20:00,画面`;

interface Growth {
  name: string;
  before?: Contract[];
  after: Contract[];
  /** Name of the copy, between "ledger.before-" and ".duckdb". */
  copy: string;
  told: string;
  sql: string;
  rows: unknown[];
}

test.each<Growth>([
  {
    name: "an optional column, in the first place",
    after: withPhone,
    copy: "bureaus.phone",
    told: "局区一覧（bureaus）: 列「電話」（phone）を追加。前の行は空欄",
    sql: "select bureau_code, phone from raw.bureaus order by all limit 1",
    rows: [{bureau_code: "1010", phone: null}],
  },
  {
    name: "a column with a stated value for the rows of before",
    after: withForm,
    copy: "overtime.form",
    told: "列「届出」（form）を追加。前の行は「paper」",
    sql: "select worked_minutes, form from raw.overtime order by all",
    rows: [
      {worked_minutes: 630, form: "paper"},
      {worked_minutes: 2700, form: "paper"},
    ],
  },
  {
    name: "a choice more, and the choices in another order",
    before: contractsWith("overtime", (shape) => ({
      ...shape,
      cause: choice(["事由"], {通常: "ordinary", 災害対応: "disaster"}),
    })),
    after: contracts,
    copy: "overtime.cause",
    told: "列「事由」（cause）の選択肢を変更",
    sql: "select cause::varchar as cause from raw.overtime order by all",
    rows: [{cause: "disaster"}, {cause: "ordinary"}],
  },
  {
    name: "a choice less that no row uses",
    after: contractsWith("overtime", (shape) => ({
      ...shape,
      cause: choice(["事由"], {災害対応: "disaster", 通常: "ordinary"}),
    })),
    copy: "overtime.cause",
    told: "列「事由」（cause）の選択肢を変更",
    sql: "select cause::varchar as cause from raw.overtime order by all",
    rows: [{cause: "disaster"}, {cause: "ordinary"}],
  },
  {
    name: "a wider type",
    after: contractsWith("overtime", (shape) => ({
      ...shape,
      worked_minutes: integer(["時間数"], {example: "750", min: 0, max: 10 ** 12}),
    })),
    copy: "overtime.worked_minutes",
    told: "列「時間数」（worked_minutes）の型を変更",
    sql: "select typeof(worked_minutes) as type, worked_minutes::integer as minutes from raw.overtime order by all",
    rows: [
      {type: "BIGINT", minutes: 630},
      {type: "BIGINT", minutes: 2700},
    ],
  },
  {
    name: "a source",
    before: contractsWithout("paper"),
    after: contracts,
    copy: "paper",
    told: "新しい種類のファイル 用紙使用量（paper）",
    sql: "select count(*)::integer as rows from raw.paper",
    rows: [{rows: 0}],
  },
  {
    name: "a column that must be filled now, with a stated value for the blanks",
    after: contractsWith("bureaus", (shape) => ({
      ...shape,
      other_names: text(["別名"], {example: "－", valueBefore: "（なし）"}),
    })),
    copy: "bureaus.other_names",
    told: "列「別名」（other_names）は必ず書く列になりました。前の行の空欄は「（なし）」",
    sql: "select distinct other_names from raw.bureaus",
    rows: [{other_names: "（なし）"}],
  },
])(
  "$name: the ledger follows, says so, and is kept as it was",
  async ({before, after, copy, told, sql, rows}) => {
    const home = await ledgerUnder(before ?? contracts);
    const old = await rowsOf(home.ledger, "select count(*)::integer as overtime from raw.overtime");
    const lines = await openedUnder(home, after);
    expect(lines.join("\n")).toContain(told);
    expect(await rowsOf(home.ledger, sql)).toEqual(rows);
    expect(copies(home)).toEqual([`ledger.before-${copy}.duckdb`]);
    const kept = keptCopy(home, `ledger.before-${copy}.duckdb`);
    expect(lines.join("\n")).toContain(kept);
    expect(await rowsOf(kept, "select count(*)::integer as overtime from raw.overtime")).toEqual(old);
    expect(await openedUnder(home, after)).toEqual([]);
  },
);

test("files of the new form are loaded beside the rows of before, whatever the order of the columns", async () => {
  const home = await ledgerUnder(contracts);
  await load(home, withForm, {"時間外_6月.csv": JUNE});
  const backwards = contractsWith("overtime", ({form, ...shape}) => ({
    form: form as z.ZodType,
    ...Object.fromEntries(Object.entries(withForm.find(isOvertime)?.row.shape ?? shape).toReversed()),
  }));
  await load(home, backwards, {"時間外_7月.csv": JUNE.replace("2024-06", "2024-07")});
  expect(copies(home)).toEqual(["ledger.before-overtime.form.duckdb"]);
  const sql =
    "select month::varchar as month, worked_minutes, hour_kind::varchar as kind, form::varchar as form from raw.overtime order by all";
  expect(await rowsOf(home.ledger, sql)).toEqual([
    {month: "2024-05-01", worked_minutes: 630, kind: "public_holiday", form: "paper"},
    {month: "2024-05-01", worked_minutes: 2700, kind: "weekday", form: "paper"},
    {month: "2024-06-01", worked_minutes: 1200, kind: "weekday", form: "screen"},
    {month: "2024-07-01", worked_minutes: 1200, kind: "weekday", form: "screen"},
  ]);
});

const isOvertime = ({source}: Contract) => source === "overtime";

test("days instead of months are a wider meaning of the same type: nothing is copied, nothing is told", async () => {
  const home = await ledgerUnder(contracts);
  const withDays = contractsWith("overtime", (shape) => ({...shape, month: day(["年月"])}));
  expect(await openedUnder(home, withDays)).toEqual([]);
  expect(copies(home)).toEqual([]);
});

test("a column that nobody reads may go: its values stay, new rows have none, and it may come back", async () => {
  const home = await ledgerUnder(contracts);
  await load(home, withForm, {"時間外_6月.csv": JUNE});
  const withoutForm = `${HEADINGS.overtime}\n000001,2024-07,平日時間外,通常,20:00`;
  await load(home, contracts, {"時間外_7月.csv": withoutForm});
  const sql = "select month::varchar as month, form::varchar as form from raw.overtime order by all";
  expect((await rowsOf(home.ledger, sql)).slice(2)).toEqual([
    {month: "2024-06-01", form: "screen"},
    {month: "2024-07-01", form: null},
  ]);
  await openedUnder(home, withForm);
  expect((await rowsOf(home.ledger, sql)).slice(2)).toEqual([
    {month: "2024-06-01", form: "screen"},
    {month: "2024-07-01", form: "paper"},
  ]);
});

const change = (source: string, changed: Shape) => contractsWith(source, (shape) => ({...shape, ...changed}));

test.each<[string, Contract[], string, string[]]>([
  [
    "a column that must be filled, without a value for the rows of before",
    change("overtime", {form: form()}),
    "時間外勤務実績（overtime）の列「届出」（form）: 前に取り込んだ行に入れる値が決まっていない",
    ["valueBefore"],
  ],
  [
    "a column that models read is gone",
    contractsWith("overtime", ({worked_minutes: _, ...shape}) => shape),
    "時間外勤務実績（overtime）の列 worked_minutes: 契約からなくなりましたが、計算式がまだ読んでいます",
    ["sql/staging/stg_overtime", "契約に列を戻す"],
  ],
  [
    "a source that models read is gone",
    contractsWithout("overtime"),
    "overtimeの列 worked_minutes: 契約からなくなりましたが、計算式がまだ読んでいます",
    ["契約に列を戻す"],
  ],
  [
    "numbers instead of texts",
    change("staff", {occupation: integer(["職種"], {example: "1", min: 0, max: 9})}),
    "職員名簿（staff）の列「職種」（occupation）: 前に取り込んだ行の値は、新しい型（文字から整数へ）では表せません",
    ["新しい名前の列として"],
  ],
  [
    "a choice that rows use is gone",
    change("overtime", {cause: choice(["事由"], {通常: "ordinary"})}),
    "列「事由」（cause）: なくなった選択肢を使っている行があります（「disaster」1行）",
    ["選択肢を戻して"],
  ],
  [
    "months instead of days",
    change("staff", {left_on: month(["退職年月日"], {optional: true})}),
    "列「退職年月日」（left_on）: 前に取り込んだ行のうち1行の日付は、新しい区切りの初日ではありません",
    ["前の型に戻す"],
  ],
  [
    "years instead of months",
    change("overtime", {month: fiscalYear(["年月"])}),
    "列「年月」（month）: 前に取り込んだ行のうち2行の日付は",
    ["前の型に戻す"],
  ],
  [
    "a column that was left blank must be filled",
    change("bureaus", {other_names: text(["別名"], {example: "－"})}),
    "列「別名」（other_names）: 前に取り込んだ行のうち3行に値がないため、必ず書く列にはできません",
    ["optional"],
  ],
])(
  "%s: refused before anything is loaded, in words, and the ledger stays as it is",
  async (_, after, what, more) => {
    const home = await ledgerUnder(contracts);
    const before = readFileSync(home.ledger);
    const message = await openedUnder(home, after).then(
      () => "",
      (error: Error) => error.message,
    );
    for (const words of [what, ...more, "台帳は何も変えていません", "前のプログラム"])
      expect(message).toContain(words);
    expect(readFileSync(home.ledger).equals(before)).toBe(true);
    expect(copies(home)).toEqual([]);
    expect(await openedUnder(home, contracts)).toEqual([]);
  },
);

test("a source that has no rows yet may change as it likes", async () => {
  const home = await ledgerUnder(contracts);
  const changed = contractsWith("paper", ({month: _, ...shape}) => ({
    ...shape,
    place_kind: text(["区分"], {example: "学校"}),
    sheet_count: month(["枚数"]),
    weight: integer(["重さ"], {example: "1", min: 0, max: 9}),
  }));
  await expect(openedUnder(home, changed)).rejects.toThrow("用紙使用量（paper）の列 month");
  const keeping = changed.map((contract) =>
    contract.source === "paper"
      ? {...contract, row: contract.row.extend({month: month(["年月"])})}
      : contract,
  );
  await openedUnder(home, keeping);
  expect(
    await rowsOf(
      home.ledger,
      "select column_name as name, data_type as type from duckdb_columns() where table_name = 'paper' order by name",
    ),
  ).toEqual(
    expect.arrayContaining([
      {name: "place_kind", type: "VARCHAR"},
      {name: "sheet_count", type: "DATE"},
      {name: "weight", type: "BIGINT"},
    ]),
  );
});

test("a file from before the column comes back from the archive with the stated value, one from after with its own", async () => {
  const home = await ledgerUnder(contracts);
  await load(home, withForm, {"時間外_6月.csv": JUNE}, "2024-10-09T00:00:00Z");
  const [may, june] = [
    `${HEADINGS.overtime},届出\n000001,2024-05,平日時間外,通常,44:00,画面\n000002,2024-05,休日勤務,災害対応,10:30,画面`,
    JUNE.replace("20:00", "21:00"),
  ];
  await load(home, withForm, {"時間外.csv": may, "時間外_6月訂正.csv": june}, "2024-10-10T00:00:00Z");
  const ledger = await openLedger(home, {contracts: withForm});
  const now = new Date("2029-01-01T00:00:00Z");
  const count = await compactBatches(ledger, {home, now, rules: {keep_unused_days: 30}});
  expect(count).toBe(2);
  for (const batchId of [5, 6])
    await rejectBatch(ledger, {
      ...{batchId, by: "試験", reason: "訂正が誤り", now},
      bringBack: () => reloadBatches(ledger, home, withForm),
    });
  const rows = await ledger.rows(
    `select batch_id, worked_minutes, form::varchar as form from raw.overtime
     where batch_id in (3, 4) order by all`,
  );
  ledger.close();
  expect(rows).toEqual([
    {batch_id: 3, worked_minutes: 630, form: "paper"},
    {batch_id: 3, worked_minutes: 2700, form: "paper"},
    {batch_id: 4, worked_minutes: 1200, form: "screen"},
  ]);
});

test("killed before the end nothing has changed; the next program starts from the same", async () => {
  const home = await ledgerUnder(contracts);
  const ledger = await openWritable(home.ledger);
  await ledger.run("begin; alter table raw.bureaus add column phone varchar");
  ledger.close();
  expect(await openedUnder(home, contracts)).toEqual([]);
  await openedUnder(home, withPhone);
  expect(copies(home)).toEqual(["ledger.before-bureaus.phone.duckdb"]);
});

test("the ledger remembers each copy; the same change twice has two", async () => {
  const home = await ledgerUnder(contracts);
  for (const after of [withPhone, contracts]) await openedUnder(home, after);
  const ledger = await openWritable(home.ledger);
  await ledger.run("alter table raw.bureaus drop column phone");
  ledger.close();
  await openedUnder(home, withPhone);
  const names = ["ledger.before-bureaus.phone.duckdb", "ledger.before-bureaus.phone-2.duckdb"];
  expect(await rowsOf(home.ledger, "select kept_as from intake.upgrades order by upgraded_at")).toEqual(
    names.map((kept_as) => ({kept_as})),
  );
  for (const name of names) expect(existsSync(join(home.root, name))).toBe(true);
});

test("many changes at once have one copy with a short name", async () => {
  const home = await ledgerUnder(contractsWithout("paper"));
  const many = withPhone.map((contract) =>
    contract.source === "staff" ? {...contract, row: contract.row.extend({phone, fax: phone})} : contract,
  );
  await openedUnder(home, many);
  expect(copies(home)).toEqual(["ledger.before-bureaus.phone_staff.phone_and-2-more.duckdb"]);
});

test("a file of the new form is held against one of the old by what both say: a column more contradicts nothing", async () => {
  const home = await ledgerUnder(contracts);
  const lines = BUREAUS.split("\n").map((line, index) => `${line},${index === 0 ? "電話" : `03-${index}`}`);
  await load(home, withPhone, {"局区_電話.csv": lines.join("\n")});
  expect(
    await rowsOf(home.ledger, "select phone from raw.bureaus where batch_id = 4 order by bureau_code"),
  ).toEqual([{phone: "03-1"}, {phone: "03-2"}, {phone: "03-3"}]);
});

import {cpSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {checkAuthorities} from "../../pipelines/catalog/authorities.ts";
import {contractsOf} from "../../pipelines/catalog/contracts-of.ts";
import {populationTables} from "../../pipelines/catalog/populations.ts";
import {explainCell} from "../../pipelines/intake/judge/explain-cell.ts";
import {judgedFields} from "../../pipelines/ledger/stored-columns.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const LIST = `authorities:
  - { name: 町長, group: 町長部局 }
  - { name: 教育委員会 }
  - { name: 消防長, group: 消防 }
`;
const LEGAL = "appointing_authority,legal_rate,valid_from,valid_to,legal_basis\n,2.8,2024-04-01,,法\n";

function cityWith(about: string, files: Record<string, string> = {}): string {
  const city = temporaryFolder();
  cpSync(join(import.meta.dirname, "../../data/cities/bare/sources"), join(city, "sources"), {
    recursive: true,
  });
  writeFileSync(join(city, "city.yaml"), `name: 甲\n${about}`);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(city, name), text);
  return city;
}

function fieldOf(city: string, source: string, column: string) {
  const contract = contractsOf(city).find((each) => each.source === source);
  const field = contract && judgedFields(contract).find(({name}) => name === column);
  if (!field) throw new Error(column);
  return field;
}

test("a roster and a list of bureaus name only authorities, and groups of them, that the city has", () => {
  const city = cityWith(`kind: 町\n${LIST}`);
  const authority = fieldOf(city, "staff", "appointing_authority");
  expect(authority.schema.safeParse("消防長").success).toBe(true);
  expect(authority.schema.safeParse("市長").success).toBe(false);
  expect(explainCell(authority, "市長")).toMatch(
    /「市長」.*町長、教育委員会、消防長.*city\/city\.yaml の authorities/,
  );
  const group = fieldOf(city, "bureaus", "appointing_authority_group");
  expect(Object.keys(group.meta.choices)).toEqual(["町長部局", "教育委員会", "消防"]);
  expect(explainCell(group, "その他任命")).toMatch(/町長部局、教育委員会、消防/);
});

test("without a list rosters name any authority, and bureaus are the head's or another's", () => {
  const city = cityWith("kind: 町\n");
  expect(fieldOf(city, "staff", "appointing_authority").schema.safeParse("企業長").success).toBe(true);
  expect(Object.keys(fieldOf(city, "bureaus", "appointing_authority_group").meta.choices)).toEqual([
    ...["市長事務部局", "その他任命"],
  ]);
});

const POPULATIONS = (said: string) => `populations:\n  a:\n    name: 甲\n    only: [{ ${said} }]\n`;

test.each<[string, string, Record<string, string>, RegExp]>([
  [
    "an authority of the legal rates that is on no list",
    `kind: 指定都市\n${LIST}`,
    {"disability-legal-rates.csv": `# 率\n${LEGAL}教育長,2.7,2024-04-01,,法\n`},
    /^city\/disability-legal-rates\.csv の4行目: 「教育長」は city\/city\.yaml の authorities.*一覧に加えるか、名前を直して.*教育委員会/,
  ],
  [
    "an authority of the exclusion rates that is on no list",
    LIST,
    {
      "disability-exclusion-rates.csv":
        "appointing_authority,exclusion_rate,valid_from,valid_to,note\n病院,0.5,2020-04-01,,注\n",
    },
    /^city\/disability-exclusion-rates\.csv の2行目: 「病院」は/,
  ],
  [
    "two rates of one authority on a day",
    LIST,
    {
      "disability-exclusion-rates.csv":
        "appointing_authority,exclusion_rate,valid_from,valid_to,note\n消防長,0.5,2020-04-01,,注\n消防長,0.4,2025-04-01,,注\n",
    },
    /^city\/disability-exclusion-rates\.csv の3行目: 消防長の率の期間が、city\/disability-exclusion-rates\.csv の2行目と重なっています/,
  ],
  [
    "a scope of a group that is on no list",
    LIST,
    {
      "overtime-scopes.csv":
        "scope_id,scope_name,includes_managers,appointing_authority_group,scope_note\nall,全員,false,市長事務部局,注\n",
    },
    /^city\/overtime-scopes\.csv の2行目: 「市長事務部局」は/,
  ],
  [
    "the lower legal rate in a town",
    "kind: 町\n",
    {"disability-legal-rates.csv": `${LEGAL}教育委員会,2.7,2024-04-01,,法\n`},
    /^city\/disability-legal-rates\.csv の3行目: 一般より低い法定雇用率は、都道府県と指定都市の教育委員会だけ.*町にはありません。この行を消して/,
  ],
  [
    "an authority twice on the list",
    "authorities:\n  - { name: 町長 }\n  - { name: 町長 }\n",
    {},
    /^city\/city\.yaml の3行目.*同じ任命権者が二つあります/,
  ],
])("%s is refused with file, line and what to do", (_, about, files, message) => {
  expect(() => checkAuthorities(cityWith(about, files))).toThrow(message);
});

test.each([
  ["authority: 企業長", /^city\/populations\.yaml の4行目: 「企業長」は city\/city\.yaml の authorities/],
  ["authority_group: その他任命", /^city\/populations\.yaml の4行目: 「その他任命」は/],
])("a population by %s, which the list has not, is refused", (said, message) => {
  const city = cityWith(LIST, {"populations.yaml": POPULATIONS(said)});
  expect(() => populationTables(city)).toThrow(message);
});

test.each(["指定都市", "都道府県", "市"])(
  "the board of a body of the kind %s may have the lower rate",
  (kind) => {
    const files = {"disability-legal-rates.csv": `${LEGAL}教育委員会,2.7,2024-04-01,,法\n`};
    expect(() => checkAuthorities(cityWith(`kind: ${kind}\n`, files))).not.toThrow();
  },
);
